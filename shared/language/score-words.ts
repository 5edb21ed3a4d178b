/** The reasons of a score. What they are about (names, dates, sums) comes in as `TextWords` writes it. */
import type { EngagementEvent } from '../evidence/evidence.ts';
import type { LearnedWords } from './learned-words.ts';
import type { AccountsType, NewsTopic, ReportTopic } from './words.ts';

export interface ScoreWords {
  /** What a tenant's own model adds. */
  readonly learned: LearnedWords;
  readonly limits: { readonly above: string; readonly below: string };
  readonly engagement: {
    /** @param count above 1, or null */
    event(event: EngagementEvent, date: string, count: number | null): string;
    booked(event: EngagementEvent, date: string): string;
    visitedPage(page: string, date: string): string;
    nobodyReacted(since: string | null): string;
  };
  readonly financial: {
    companyIs(trouble: string): string;
    readonly active: string;
    readonly notActive: string;
    incorporated(date: string): string;
    readonly duty: Readonly<Record<'accounts' | 'confirmation-statement', DutyWords>>;
    revenue(money: string, isFromCrm: boolean): string;
    files(type: AccountsType | null, unnamed: string): string;
    /** Figures of accounts that end on a day. */
    netAssets(money: string, periodEnd: string): string;
    liquidity(assets: string, liabilities: string, periodEnd: string): string;
    profit(money: string, isLoss: boolean, periodEnd: string): string;
    readonly noInsolvency: string;
    readonly insolvencyInHistory: string;
    readonly charges: string;
    readonly noCharges: string;
    readonly strikeOffProposed: string;
  };
  readonly growth: {
    readonly rolesAbroad: string;
    filed(what: 'capital' | 'officer-appointed' | 'officer-left' | 'latest', date: string): string;
    announced(topic: NewsTopic, date: string): string;
    reported(topic: ReportTopic, date: string): string;
    awarded(buyer: string, date: string): string;
    emptyBoard(board: string): string;
    roles(jobs: { total: number; board: string; senior: number; fresh: number }): string;
    noneFor(trouble: string): string;
  };
  readonly fit: {
    industry(fits: boolean, name: string): string;
    size(fit: 'yes' | 'perhaps' | 'no', people: string): string;
    country(fits: boolean, name: string): string;
    technology(names: readonly string[]): string;
    readonly noTechnology: string;
  };
  /** Why a component is unknown. */
  readonly unknown: {
    readonly financial: string;
    readonly growth: string;
    readonly engagement: string;
    readonly noProfile: string;
    readonly nothingForFit: string;
  };
  readonly wouldRaise: {
    readonly confirmCompany: string;
    another(event: 'meeting' | 'reply', isFirst: boolean, points: number): string;
    accountsFiled(points: number): string;
    readonly financial: string;
    readonly growth: string;
    readonly engagement: string;
    readonly fit: string;
    readonly noProfile: string;
    readonly noJobBoard: string;
  };
}

export interface DutyWords {
  overdue(dueOn: string | null): string;
  readonly notOnTime: string;
  notOverdue(madeUpTo: string | null): string;
}
