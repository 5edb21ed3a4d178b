import type { Answer, Call, Route } from '../http/call.ts';

const oldest = 31;
const newest = 68;

/** API 66 is Spring '26; three releases a year. */
function label(version: number): string {
  const since = version - 66;
  const season = ['Spring', 'Summer', 'Winter'][((since % 3) + 3) % 3] ?? '';
  const year = 26 + Math.floor(since / 3) + (season === 'Winter' ? 1 : 0);
  return `${season} '${year}`;
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_versions.htm */
export function versionList(): { label: string; url: string; version: string }[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index).map((n) => ({
    label: label(n),
    url: `/services/data/v${n}.0`,
    version: `${n}.0`,
  }));
}

export const versionRoutes: readonly Route[] = [
  { method: 'GET', pattern: '', handle: resources },
  { method: 'GET', pattern: '/limits', handle: limits },
];

function resources({ version, identityUrl }: Call): Answer {
  const names = ['composite', 'limits', 'query', 'queryAll', 'sobjects'];
  const addresses = names.map((name) => [name, `/services/data/v${version}/${name}`]);
  return { status: 200, body: { identity: identityUrl, ...Object.fromEntries(addresses) } };
}

/** Of a developer org. */
const dataStorageMb = 5;
const fileStorageMb = 20;

function limits({ usage: { used, limit }, org }: Call): Answer {
  // A record takes two kilobytes whatever it holds.
  const records = org.catalogue.all().flatMap(({ name }) => org.records.all(name)).length;
  const usedMb = Math.ceil((records * 2) / 1_024);
  const body = {
    DailyApiRequests: { Max: limit, Remaining: limit - used },
    DataStorageMB: { Max: dataStorageMb, Remaining: Math.max(0, dataStorageMb - usedMb) },
    // An org here keeps no files.
    FileStorageMB: { Max: fileStorageMb, Remaining: fileStorageMb },
  };
  return { status: 200, body };
}
