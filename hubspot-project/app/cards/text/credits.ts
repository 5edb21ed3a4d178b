/** Whom the facts on the card are to be credited to. */
import type { SourceCoverage } from '../../../../shared/contract/v1.ts';
import { safeUrl } from './links.ts';

export interface Credit {
  /** The sources it is for: "Contracts Finder, Find a Tender". */
  readonly labels: string;
  readonly line: string;
  readonly licence: string | null;
  readonly url: string | null;
}

/** Each line once, in the order of the sources. Answers from before credits were told have none. */
export function creditsOf(sources: readonly SourceCoverage[]): Credit[] {
  const credits = new Map<string, Credit>();
  for (const { label, attribution } of sources) {
    if (!attribution) continue;
    const { line, licence, licenceUrl } = attribution;
    const known = credits.get(line);
    credits.set(line, {
      labels: known ? `${known.labels}, ${label}` : label,
      line,
      licence,
      url: safeUrl(licenceUrl),
    });
  }
  return [...credits.values()];
}
