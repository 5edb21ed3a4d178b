/** The reasons that a tenant's own model adds to a score. Numbers come in as `TextWords` writes them. */
import type { EngagementEvent } from '../evidence/evidence.ts';
import type { SignalType } from '../evidence/signal.ts';
import type { IndustrySection } from '../scoring/learned/industry-section.ts';
import type { ComponentName } from '../tenant/settings.ts';

export interface LearnedWords {
  /** What a fact is about, as the beginning of a line. */
  readonly fact: {
    readonly template: string;
    readonly component: Readonly<Record<ComponentName, string>>;
    readonly headcount: string;
    readonly ageYears: string;
    readonly industry: string;
    readonly country: string;
    readonly accountsType: string;
    readonly openJobs: string;
    readonly technologies: string;
    times(event: EngagementEvent, days: number): string;
    signal(type: SignalType): string;
  };
  readonly industry: Readonly<Record<IndustrySection, string>>;
  /** Which values stand together. */
  readonly bin: {
    readonly unknown: string;
    /** Values that were too rare, and ones never seen. */
    readonly other: string;
    /** Any value at all. */
    readonly known: string;
    below(value: string): string;
    from(value: string): string;
    between(from: string, below: string): string;
    andMore(named: string, more: number): string;
    /** A signal that is there. */
    readonly there: string;
  };
  /** @param line "Headcount: 50 or more" */
  seen(line: string, won: string, of: string): string;
  /** Where the points of the template cannot be shared out among its reasons. */
  readonly start: string;
}
