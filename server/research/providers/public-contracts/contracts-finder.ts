/**
 * Contracts Finder: awards of UK public contracts. Its full-text search finds notices that name the
 * company; the release of each says whether it is a supplier there, and with which company number.
 * https://www.contractsfinder.service.gov.uk/apidocumentation
 */
import { z } from 'zod';
import { nameTokens } from '../../../../shared/company/similarity.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Supplement } from '../../supplement.ts';
import { askJson, type LimitedJsonSource } from '../json-source.ts';
import { awardEvidence, awardMonths, type SourcedAward, supplierOf } from './evidence.ts';
import { awardsTo, type OcdsRelease, ocdsPackage } from './ocds.ts';

export interface ContractsFinderOptions {
  readonly source: LimitedJsonSource;
  readonly baseUrl: string;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const text = z.string().nullish();

/** https://www.contractsfinder.service.gov.uk/apidocumentation/Notices/2/POST-rest-searches-search */
const noticeSearch = z.object({
  hitCount: z.number().nullish(),
  noticeList: z
    .array(
      z.object({
        item: z.object({ id: z.string(), awardedSupplier: text, awardedDate: text }),
      }),
    )
    .nullish(),
});

/** The page of a notice, and so the link to it. */
const pageOrigin = 'https://www.contractsfinder.service.gov.uk';
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const dayMs = 86_400_000;
/** Releases that are read of one company. */
const most = 5;

interface Hit {
  readonly id: string;
  readonly suppliers: string;
  readonly awardedOn: string;
}

export function createContractsFinder(options: ContractsFinderOptions): Supplement {
  const { source, baseUrl, deadlineMs, runtime } = options;

  const search = (name: string) => ({
    key: `contracts-finder:search:${nameTokens(name).join(' ')}`,
    deadlineMs,
    ttlMs: () => dayMs,
    load: async (signal: AbortSignal): Promise<Hit[]> => {
      const since = new Date(runtime.now());
      since.setUTCMonth(since.getUTCMonth() - awardMonths);
      const answer = await askJson(
        source,
        `${baseUrl}/api/rest/2/search_notices/json`,
        noticeSearch,
        {
          signal,
          json: {
            searchCriteria: {
              types: ['Contract'],
              statuses: ['Awarded'],
              // In quotes it is one phrase.
              keyword: `"${name.replaceAll('"', ' ')}"`,
              awardedFrom: since.toISOString().slice(0, 10),
            },
            size: 100,
          },
        },
      );
      return (answer?.noticeList ?? []).flatMap(({ item }) =>
        guid.test(item.id)
          ? [
              {
                id: item.id,
                suppliers: item.awardedSupplier ?? '',
                awardedOn: item.awardedDate ?? '',
              },
            ]
          : [],
      );
    },
  });

  const releases = (id: string) => ({
    key: `contracts-finder:release:${id}`,
    deadlineMs,
    ttlMs: () => 7 * dayMs,
    load: async (
      signal: AbortSignal,
    ): Promise<{ releases: OcdsRelease[]; retrievedAt: string }> => {
      const url = `${baseUrl}/Published/Notice/releases/${id}.json`;
      const answer = await askJson(source, url, ocdsPackage, { signal });
      return { releases: answer?.releases ?? [], retrievedAt: runtime.now().toISOString() };
    },
  });

  return {
    id: 'contracts-finder',
    start:
      (_subject, { ask, failure }) =>
      async (company) => {
        const supplier = supplierOf(company);
        const name = supplier?.legalNames[0];
        if (!supplier || !name) {
          return {
            evidence: [],
            verdict: {
              status: 'not-applicable',
              detail: 'Awards of UK contracts are looked up for companies on the UK register.',
            },
          };
        }
        // Buyers leave the legal form out or spell it in another way.
        const hits = (await ask(search(nameTokens(name).join(' ')))) ?? [];
        const likely = hits
          .filter(({ suppliers }) => namesOne(suppliers, supplier.legalNames))
          .sort((a, b) => b.awardedOn.localeCompare(a.awardedOn))
          .slice(0, most);
        const read = await Promise.all(
          likely.map(async ({ id }) => ({ id, ...(await ask(releases(id))) })),
        );
        const awards = read.flatMap(({ id, releases: found, retrievedAt }): SourcedAward[] =>
          (found ?? []).flatMap((release) =>
            awardsTo(supplier, release).map((award) => ({
              ...award,
              url: `${pageOrigin}/Notice/${id}`,
              retrievedAt: retrievedAt ?? runtime.now().toISOString(),
            })),
          ),
        );
        const evidence = awardEvidence('contracts-finder', awards, runtime.now());
        if (evidence.length > 0) {
          return {
            evidence,
            verdict: {
              status: 'found',
              detail: `${evidence.length} contract award${evidence.length === 1 ? '' : 's'} of the last ${awardMonths} months.`,
            },
          };
        }
        return {
          evidence,
          verdict: failure() ?? {
            status: 'empty',
            detail: `No contract award of the last ${awardMonths} months names this company.`,
          },
        };
      },
  };
}

/** Whether a list of suppliers in one text has one of the names in it, word by word. */
function namesOne(suppliers: string, names: readonly string[]): boolean {
  const said = ` ${nameTokens(suppliers).join(' ')} `;
  return names.some((name) => said.includes(` ${nameTokens(name).join(' ')} `));
}
