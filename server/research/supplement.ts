/**
 * A source that adds facts once it is known which company this is. It decides nothing about the match
 * and holds nothing up: what it has not found shortly after the rest is there at the next look.
 */
import type { SourceId } from '../../shared/evidence/attribution.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Verdict } from './coverage.ts';
import type { Look } from './marks.ts';
import type { ResearchSubject } from './provider.ts';
import type { CompanyProfile, FilingItem } from './providers/companies-house/schema.ts';
import type { SiteReading } from './providers/website/read-site.ts';
import type { Question } from './remember.ts';
import type { Dated } from './sources.ts';

/** What the run has settled about the company. */
export interface SettledCompany {
  readonly subject: ResearchSubject;
  /** The site's own page, where it is surely the company's; else null. */
  readonly site: Extract<SiteReading, { state: 'read' }>['site'] | null;
  readonly register: {
    readonly profile: Dated<CompanyProfile>;
    readonly filings: readonly FilingItem[];
  } | null;
}

/** Asks a question with cache, deadline and coverage; undefined when the source failed or was late. */
export type AskSource = <T>(question: Omit<Question<T>, 'refresh'>) => Promise<T | undefined>;

/** What the source failed with, so far. */
export interface SupplementFailure {
  readonly status: 'failed' | 'late';
  readonly detail: string;
}

export interface SupplementContext {
  readonly ask: AskSource;
  failure(): SupplementFailure | null;
}

export interface SupplementFinding {
  readonly evidence: readonly Evidence[];
  readonly verdict: Verdict;
}

/** The second half of a supplement, once the company is settled. Never throws for the source's failure. */
export type Continuation = (company: SettledCompany) => Promise<SupplementFinding>;

export interface Supplement {
  readonly id: SourceId;
  /** How it can be seen cheaply whether what it said is another by now; absent where that cannot be. */
  readonly looks?: readonly Look[];
  /** Starts what can be asked with the record alone. */
  start(subject: ResearchSubject, context: SupplementContext): Continuation;
}

/** The names the company is known by, the legal one first, without repetition. */
export function namesOf({ subject, site, register }: SettledCompany): string[] {
  const names = [
    register?.profile.value.company_name,
    site?.page.organization?.legalName,
    subject.name,
    ...(site?.page.names ?? []),
  ];
  return [
    ...new Set(names.filter((name) => typeof name === 'string' && name.trim() !== '')),
  ] as string[];
}

/** Where the company is; null when nothing says so. */
export function countryOf({ subject, site, register }: SettledCompany): string | null {
  if (register) return 'GB';
  return site?.page.organization?.country ?? subject.country;
}
