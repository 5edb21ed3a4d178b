/**
 * Everything a rep can read of a decision, in one language. Each language is one object of this type, so a
 * text that is missing in one does not compile. Texts are given whole, never glued from pieces: word
 * order, case and gender are a language's own business.
 */
import type { StageName } from '../contract/v1.ts';
import type { EngagementEvent, EvidenceKind } from '../evidence/evidence.ts';
import type { Level } from '../evidence/signal.ts';
import type { Language } from './language.ts';
import type { ScoreWords } from './score-words.ts';
import type { SinceWords } from './since-words.ts';

export interface Words {
  readonly language: Language;
  readonly text: TextWords;
  readonly register: RegisterWords;
  readonly summary: SummaryWords;
  readonly signals: SignalWords;
  readonly since: SinceWords;
  readonly score: ScoreWords;
  readonly actions: ActionWords;
  readonly task: TaskWords;
  readonly decision: DecisionWords;
}

/** How dates, numbers, names and lists are written. Dates come in as ISO days or instants. */
export interface TextWords {
  date(iso: string): string;
  /** A day on which a state was read. */
  asOf(iso: string): string;
  /** The same with the bare ISO day, for lines that sort. */
  asOfDay(iso: string): string;
  number(value: number): string;
  /** To one decimal, with its sign: "+12", "−3.5". */
  signed(points: number): string;
  money(amount: number, currency: string | null): string;
  list(items: readonly string[]): string;
  quote(text: string): string;
  /** "Label: detail". */
  labelled(label: string, detail: string): string;
  country(code: string): string;
  people(minimum: number, maximum: number | null): string;
  openRoles(count: number): string;
}

export type Procedure =
  | 'liquidation'
  | 'receivership'
  | 'administration'
  | 'voluntary-arrangement'
  | 'insolvency-proceedings'
  | 'insolvency-procedure'
  | 'dissolved'
  | 'closed'
  | 'converted-closed'
  | 'removed';

export type AccountsType =
  | 'micro-entity'
  | 'small-company'
  | 'medium'
  | 'full'
  | 'group'
  | 'dormant'
  | 'initial'
  | 'interim'
  | 'abbreviated'
  | 'unaudited-abridged'
  | 'audited-abridged'
  | 'total-exemption-full'
  | 'total-exemption-small'
  | 'partial-exemption'
  | 'audit-exempt-subsidiary'
  | 'filing-exempt-subsidiary';

export type FilingTopic =
  | 'capital'
  | 'officer-appointed'
  | 'officer-left'
  | 'charge'
  | 'address'
  | 'name';

/** What a company reported to a regulator of markets. */
export type ReportTopic = 'private-offering' | 'officers-changed' | 'acquisition';

export type NewsTopic =
  | 'funding'
  | 'expansion'
  | 'leadership-change'
  | 'contract-award'
  | 'product'
  | 'partnership'
  | 'layoffs';

export interface RegisterWords {
  /** What follows "the company is". */
  readonly procedures: Readonly<Record<Procedure, string>>;
  /** The accounts, as a noun: "micro-entity accounts". */
  readonly accounts: Readonly<Record<AccountsType, string>>;
}

/** What somebody did, or is going to. */
export interface Happened {
  readonly what: EngagementEvent | 'page-intent';
  readonly date: string;
  /** The event is booked for that day. */
  readonly isBooked: boolean;
  /** The page that shows intent, where its name can be said. */
  readonly page: string | null;
}

export interface SummaryWords {
  /** Where there is nothing to say. */
  readonly nothing: string;
  /** What speaks against the company by the register; `trouble` as in `procedures`. */
  warning(trouble: string | null, isStrikeOffProposed: boolean, date: string): string;
  accountsOverdue(dueOn: string | null): string;
  statementOverdue(dueOn: string | null): string;
  /** One or two things, the more telling first. */
  happened(events: readonly Happened[]): string;
  silence(since: string | null): string;
  hiring(jobs: { total: number; senior: number; board: string | null; date: string }): string;
  news(topic: NewsTopic, date: string, title: string | null): string;
  filed(topic: FilingTopic, date: string): string;
  /** At least one of the two; `accounts` are on time. */
  register(
    entry: { incorporatedOn: string | null } | null,
    accounts: { type: AccountsType | null } | null,
  ): string;
  /** At least one of the two; `people` and `revenue` as `text` writes them. */
  size(
    headcount: { people: string; basis: 'stated' | 'crm' | 'accounts-type' | 'accounts' } | null,
    revenue: string | null,
  ): string;
  /** A count that was seen twice and differs. */
  change(change: {
    measure: 'open-jobs' | 'open-engineering-jobs' | 'headcount';
    from: number;
    to: number;
    since: string;
    until: string;
  }): string;
  award(award: { buyer: string | null; money: string | null; date: string }): string;
  /** Visits as the CRM counted them over so many days. */
  interest(seen: { days: number; pageViews: number; visitors: number | null }): string;
  figures(filed: {
    name: 'turnover' | 'netAssets' | 'cash';
    current: string;
    previous: string | null;
    periodEnd: string;
  }): string;
  parent(relation: 'direct' | 'ultimate', name: string): string;
  industry(name: string): string;
  technology(name: string): string;
  place(country: string): string;
  onRecord(kind: EvidenceKind, date: string): string;
  /** Lets the sentences of one summary follow each other: pronouns, where the language has use for them. */
  flow(sentences: readonly string[]): string[];
}

export interface SignalWords {
  companyIs(trouble: string): string;
  readonly insolvencyInHistory: string;
  readonly strikeOffProposed: string;
  accountsOverdue(dueOn: string | null): string;
  statementOverdue(dueOn: string | null): string;
  readonly event: Readonly<Record<EngagementEvent, string>>;
  booked(event: EngagementEvent, date: string): string;
  visitedPage(page: string): string;
  /** What `hiring` begins with; left out where the reader knows. */
  readonly hiringLabel: string;
  /** "14 open roles (Greenhouse), 3 of them senior". */
  roles(boards: readonly { total: number; label: string }[], senior: number): string;
  hiringAbroad(countries: readonly string[], areMore: boolean): string;
  /** "Open engineering roles 4 → 12 in 60 days (Greenhouse)": also the reason of its points. */
  rolesChanged(change: {
    isEngineering: boolean;
    from: number;
    to: number;
    days: number;
    board: string;
  }): string;
  /** "Stated headcount 40 → 55 in 60 days". */
  headcountChanged(change: { from: number; to: number; days: number }): string;
  /** "Technology on the website in 60 days: new Shopify, gone Magento"; one of the two may be empty. */
  technologiesChanged(change: {
    gained: readonly string[];
    lost: readonly string[];
    days: number;
  }): string;
  /** "Website interest in 30 days: visitors 3, page views 11"; what is null is left out. */
  companyInterest(interest: {
    days: number;
    visitors: number | null;
    pageViews: number | null;
    signals: number | null;
  }): string;
  readonly filed: Readonly<Record<FilingTopic, string>>;
  readonly announced: Readonly<Record<NewsTopic, string>>;
  readonly reported: Readonly<Record<ReportTopic, string>>;
  /** @param money null where the value is not stated */
  awarded(buyer: string, money: string | null, isShared: boolean): string;
  technology(names: readonly string[]): string;
}

/** Steps are told as one colleague tells another: what to do, then why. */
export interface ActionWords {
  readonly doNotContact: { readonly title: string; readonly reason: string };
  readonly checkStanding: string;
  readonly confirmCompany: string;
  readonly correctWebsite: string;
  readonly checkNameAndWebsite: string;
  readonly addWebsiteOrName: string;
  /** @param reason As the matching says it, in English; other languages have words of their own. */
  matchReason(status: 'ambiguous' | MatchlessCode, reason: string): string;
  readonly assignOwner: string;
  readonly checkCredit: string;
  readonly setProfile: { readonly title: string; readonly reason: string };
  readonly updateDeal: string;
  readonly prepareMeeting: string;
  readonly answer: Readonly<Partial<Record<EngagementEvent, string>>>;
  readonly onSignal: {
    readonly intent: string;
    readonly contractAward: string;
    readonly funding: string;
    readonly hiring: string;
    readonly expansion: string;
    readonly leadership: string;
    readonly partnership: string;
    readonly product: string;
  };
  readonly tryAnotherWay: {
    readonly title: string;
    reason(score: number, since: string | null): string;
  };
  readonly getInTouch: { readonly title: string; reason(score: number, wasEver: boolean): string };
}

export type MatchlessCode =
  | 'no-company'
  | 'free-mail-domain'
  | 'invalid-domain'
  | 'not-found'
  | 'suppressed';

/** The texts of a task as they stand in the CRM. */
export interface TaskWords {
  followUp(name: string, why: string | null): string;
  /** Where a record has no name. */
  recordName(id: string): string;
  score(value: number | null, confidence: Level): string;
  readonly whatHappened: string;
  readonly steps: string;
  readonly whyThisScore: string;
  readonly restsOn: string;
  /** What the score had to leave out; said once. */
  unknown(components: readonly ('financial' | 'growth' | 'engagement' | 'fit')[]): string;
}

export interface DecisionWords {
  readonly veto: {
    companyIs(trouble: string, when: string): string;
    readonly strikeOffProposed: string;
    readonly accountsOverdue: string;
    jobCuts(date: string): string;
  };
  readonly stage: {
    readonly customer: string;
    readonly openDeal: string;
    readonly inCrm: string;
    readonly suggestedEarlier: string;
    notMovedForward(reason: string): string;
    readonly scoreUnknown: string;
    qualified(score: number, signals: number): string;
    reached(stage: Extract<StageName, 'contacted' | 'lead'>, score: number): string;
    belowLead(score: number): string;
  };
  readonly task: {
    readonly switchedOff: string;
    readonly noScore: string;
    belowThreshold(score: number, threshold: number): string;
    reached(score: number, threshold: number): string;
    strongSignal(title: string): string;
  };
  readonly deal: {
    readonly switchedOff: string;
    readonly customer: string;
    open(deals: number): string;
    readonly noMatch: string;
    readonly noScore: string;
    /** Reached or not. */
    threshold(score: number, threshold: number): string;
    /** The chance of winning, reached or not; both in percent. */
    chance(percent: number, threshold: number): string;
    lowConfidence(score: number, percent: number): string;
  };
  readonly optedOut: string;
  readonly assignment: {
    readonly hasOwner: string;
    readonly switchedOff: string;
    unknownTerritory(needs: readonly ('country' | 'industry')[]): string;
    readonly noRules: string;
    readonly noRuleFits: string;
    named(rule: string): string;
    rotation(rule: string, owners: number): string;
  };
}
