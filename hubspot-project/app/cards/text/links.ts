/** Addresses and sources of evidence. */
import type { Evidence } from '../../../../shared/evidence/evidence.ts';

/** The address if a browser may be sent there: evidence is written by others. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

export interface Source {
  readonly label: string;
  readonly url: string | null;
  /** When the fact was true; the latest of those this source is named for. */
  readonly date: string;
}

/** Where the evidence comes from, each place once, in the order of the ids. */
export function sourcesOf(
  evidenceIds: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
): Source[] {
  const sources = new Map<string, Source>();
  for (const id of evidenceIds) {
    const item = evidence.get(id);
    if (!item) continue;
    const { label } = item.source;
    const url = safeUrl(item.source.url);
    const known = sources.get(`${label} ${url}`);
    const date =
      known && Date.parse(known.date) > Date.parse(item.observedAt) ? known.date : item.observedAt;
    sources.set(`${label} ${url}`, { label, url, date });
  }
  return [...sources.values()];
}
