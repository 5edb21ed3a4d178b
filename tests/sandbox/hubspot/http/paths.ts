import type { ApiVersion } from './call.ts';

interface VersionedPath {
  readonly version: ApiVersion;
  /** The path with the version taken out. */
  readonly path: string;
}

const dated = '2026-03|2026-09';

/** Where HubSpot's generations put their version, and the version-free path. */
const shapes: readonly (readonly [RegExp, (rest: readonly string[]) => string])[] = [
  [
    new RegExp(
      `^/crm/(objects|associations|properties|pipelines|owners|limits|lists)/(${dated})(/.*)?$`,
    ),
    crm,
  ],
  [
    /^\/crm\/()(v3|v4)\/((?:objects|associations|properties|pipelines|owners|limits|lists)(?:\/.*)?)$/,
    crm,
  ],
  [new RegExp(`^/(oauth|appinstalls|account-info)/(v1|v3|${dated})(/.*)?$`), plain],
  [new RegExp(`^/(settings/users)/(${dated})(/.*)?$`), plain],
  [new RegExp(`^/(webhooks-journal/(?:subscriptions|journal))/(${dated})(/.*)?$`), plain],
  [/^\/(oauth)\/(v2)(\/private-apps\/.*)$/, plain],
  [new RegExp(`^/(automation/actions/callbacks)/(${dated})(/.*)?$`), plain],
  [/^\/()automation\/(v4)(\/actions\/callbacks\/.*)$/, (parts) => `/automation${parts[2]}`],
];

/** Undefined when no known API lives there. A trailing slash counts for nothing. */
export function versionedPath(pathname: string): VersionedPath | undefined {
  const trimmed = pathname.replace(/(?<=.)\/$/, '');
  for (const [shape, join] of shapes) {
    const parts = shape.exec(trimmed)?.slice(1);
    if (parts) {
      return { version: parts[1] as ApiVersion, path: join(parts.map((part) => part ?? '')) };
    }
  }
  return undefined;
}

function crm([area = '', , rest = '']: readonly string[]): string {
  return area === '' ? `/crm/${rest}` : `/crm/${area}${rest}`;
}

function plain([area = '', , rest = '']: readonly string[]): string {
  return `/${area}${rest}`;
}
