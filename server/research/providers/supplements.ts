/** All sources that add facts once the company is known. */
import { publicSources } from '../../../shared/evidence/attribution.ts';
import type { LimitedSource, Limiter } from '../../limits/limiter.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fetcher } from '../fetcher/fetcher.ts';
import { sourceGate } from '../source-gate.ts';
import type { Supplement } from '../supplement.ts';
import type { Endpoints } from './endpoints.ts';
import { createGleif } from './gleif/gleif.ts';
import type { LimitedJsonSource } from './json-source.ts';

export interface SupplementDeps {
  readonly fetcher: Fetcher;
  readonly endpoints: Endpoints;
  readonly limiter: Pick<Limiter, 'acquire' | 'pause'>;
  readonly runtime: Runtime;
  readonly secContact: string | null;
  /** Milliseconds for one question. */
  readonly deadlineMs: number;
}

const makers = {
  gleif: (deps) =>
    createGleif({ ...deps, source: limited(deps, 'gleif'), baseUrl: deps.endpoints.gleif }),
} as const satisfies Readonly<Record<string, (deps: SupplementDeps) => Supplement>>;

export type SupplementId = keyof typeof makers;

/** @param wanted all when absent */
export function createSupplements(
  deps: SupplementDeps,
  wanted: readonly SupplementId[] = Object.keys(makers) as SupplementId[],
): Supplement[] {
  return wanted.map((id) => makers[id](deps));
}

function limited(
  { fetcher, limiter }: SupplementDeps,
  source: LimitedSource & keyof typeof publicSources,
): LimitedJsonSource {
  const { label } = publicSources[source];
  return { fetcher, label, gate: sourceGate(limiter, source, label) };
}
