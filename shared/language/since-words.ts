import type { FactChange, ScoreChange, SignalChange } from '../contract/since.ts';

/** What changed since the enrichment before. Dates come in as `TextWords` writes them. */
export interface SinceWords {
  nothing(date: string): string;
  changes(count: number, date: string): string;
  readonly signal: Readonly<
    Record<SignalChange['change'], (title: string, when: string) => string>
  >;
  readonly unknown: string;
  score(from: string, to: string, reason: string | null, how: ScoreChange['how']): string;
  fact(label: string, from: string, to: string): string;
  readonly facts: Readonly<Record<FactChange['fact'], string>>;
  /** A company in good standing, as a register says it. */
  readonly active: string;
  /** Why signals leave the CRM's field. */
  takenOut(titles: string): string;
}
