/** Runs the sources that add facts once it is known which company this is. */

import type { SourceCoverage } from '../../shared/contract/v1.ts';
import { publicSources } from '../../shared/evidence/attribution.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { urgencyNow } from '../limits/urgency.ts';
import type { Verdict } from './coverage.ts';
import type { ResearchSubject } from './provider.ts';
import type { Remember } from './remember.ts';
import { type TrackContext, trackSource } from './source-track.ts';
import type { Sources } from './sources.ts';
import type { SettledCompany, Supplement, SupplementFinding } from './supplement.ts';

export interface RunningSupplements {
  /** Which company it is; null when that stayed open. Once. */
  settle(company: SettledCompany | null): void;
  /**
   * What they found. Called when all else is known: they are waited for as long as the research of a
   * company may take, and shortly where that is over. Who is not done then is late, and its answer is
   * kept for the next look. Never throws.
   */
  end(): Promise<{ readonly evidence: readonly Evidence[]; readonly sources: SourceCoverage[] }>;
}

/** Where nobody waits, sources have so many times longer: a preview should find what the run finds. */
const bulkPatience = 3;

/** However long the rest took, they have so much longer: answers that came together are all read. */
const leastGraceMs = 150;

const unsettled: SupplementFinding = {
  evidence: [],
  verdict: {
    status: 'not-applicable',
    detail: 'It was not asked: it is not settled which company this is.',
  },
};

export function startSupplements(
  subject: ResearchSubject,
  sources: Sources,
  remember: Remember,
  options: TrackContext & { readonly refresh: boolean },
): RunningSupplements {
  const startedAt = performance.now();
  const settled = Promise.withResolvers<SettledCompany | null>();
  const running = sources.supplements.map((supplement) => {
    const track = trackSource(supplement.id, options);
    const carryOn = supplement.start(subject, {
      ask: (question) => track.ask(() => remember({ ...question, refresh: options.refresh })),
      failure: () => track.failure,
    });
    const finding = settled.promise
      .then((company) => (company ? carryOn(company) : unsettled))
      .catch((error: unknown): SupplementFinding => {
        // A source's failure is a verdict; what is thrown is a mistake of ours.
        options.onError(error);
        return { evidence: [], verdict: failed(supplement) };
      })
      .then((found) => {
        track.ended(found.verdict.status);
        return found;
      });
    return { supplement, track, finding };
  });

  return {
    settle: settled.resolve,
    async end() {
      const patience = sources.patienceMs * (urgencyNow() === 'bulk' ? bulkPatience : 1);
      const left = Math.max(leastGraceMs, patience - (performance.now() - startedAt));
      const lastCall = AbortSignal.any([AbortSignal.timeout(Math.round(left)), options.overall]);
      const found = await Promise.all(
        running.map(async ({ supplement, track, finding }) => {
          const { evidence, verdict } = await orLate(finding, lastCall, supplement);
          track.ended(verdict.status);
          return { evidence, source: track.coverage(verdict.status, verdict.detail) };
        }),
      );
      return {
        evidence: found.flatMap(({ evidence }) => evidence),
        sources: found.map(({ source }) => source),
      };
    },
  };
}

function orLate(
  finding: Promise<SupplementFinding>,
  lastCall: AbortSignal,
  supplement: Supplement,
): Promise<SupplementFinding> {
  const late: SupplementFinding = { evidence: [], verdict: tooLate(supplement) };
  if (lastCall.aborted) return Promise.race([finding, Promise.resolve(late)]);
  return new Promise((resolve) => {
    const giveUp = () => resolve(late);
    lastCall.addEventListener('abort', giveUp, { once: true });
    void finding.then((found) => {
      lastCall.removeEventListener('abort', giveUp);
      resolve(found);
    });
  });
}

const tooLate = ({ id }: Supplement): Verdict => ({
  status: 'late',
  detail: `${publicSources[id].label} did not answer in time; what it says is there at the next look.`,
});

const failed = ({ id }: Supplement): Verdict => ({
  status: 'failed',
  detail: `${publicSources[id].label} could not be read.`,
});
