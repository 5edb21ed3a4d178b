/** Find a Tender: awards of larger UK public contracts, from what was collected of it. */
import type { Runtime } from '../../../runtime.ts';
import { digestOf } from '../../marks.ts';
import type { Supplement, SupplementFinding } from '../../supplement.ts';
import type { AwardIndex } from './award-index.ts';
import { awardEvidence, supplierOf } from './evidence.ts';

export interface FindATenderOptions {
  readonly index: AwardIndex;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const hourMs = 3_600_000;

export function createFindATender({ index, deadlineMs, runtime }: FindATenderOptions): Supplement {
  return {
    id: 'find-a-tender',
    // What was collected is ours: looking there asks nobody.
    looks: [
      {
        prefix: 'find-a-tender:of:',
        look: async (number) => {
          const digest = editionOf(await index.of(number));
          return digest === null ? 'same' : { digest, validators: null };
        },
      },
    ],
    start:
      (_subject, { ask, failure }) =>
      async (company): Promise<SupplementFinding> => {
        const supplier = supplierOf(company);
        if (!supplier) {
          return none('not-applicable', 'Awards of UK contracts are known by UK company number.');
        }
        const awards = await ask({
          key: `find-a-tender:of:${supplier.number}`,
          deadlineMs,
          ttlMs: () => hourMs,
          load: () => index.of(supplier.number),
          mark: editionOf,
        });
        if (awards === undefined)
          return { evidence: [], verdict: failure() ?? uncollected.verdict };
        if (awards === null) return uncollected;
        const evidence = awardEvidence('find-a-tender', awards, runtime.now());
        if (evidence.length === 0) return none('empty', 'No award collected names this company.');
        const count = `${evidence.length} contract award${evidence.length === 1 ? '' : 's'}`;
        return { evidence, verdict: { status: 'found', detail: `${count} by company number.` } };
      },
  };
}

/** Null while nothing has been collected. */
function editionOf(awards: Awaited<ReturnType<AwardIndex['of']>>): string | null {
  return awards && digestOf(awards.map(({ key, awardedOn }) => [key, awardedOn]).sort());
}

const none = (status: 'not-applicable' | 'empty' | 'not-configured', detail: string) => ({
  evidence: [],
  verdict: { status, detail },
});

const uncollected = none('not-configured', 'No awards have been collected yet.');
