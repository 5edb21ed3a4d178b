/** Addresses and sources of evidence. */
import type { Evidence } from '../../../../shared/evidence/evidence.ts';

/** The address if a browser may be sent there: evidence is written by others. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

export interface Source {
  readonly label: string;
  /** The page of the first piece of evidence that has one. */
  readonly url: string | null;
}

/** Who says so: each publisher once, in the order of the ids. */
export function sourcesOf(
  evidenceIds: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
): Source[] {
  const urls = new Map<string, string | null>();
  for (const id of evidenceIds) {
    const source = evidence.get(id)?.source;
    if (source) urls.set(source.label, urls.get(source.label) ?? safeUrl(source.url));
  }
  return [...urls].map(([label, url]) => ({ label, url }));
}
