/**
 * What a tenant's own model may look at: facts of one record at the moment it was scored, each with
 * the evidence it rests on. What is not known is null; nothing is guessed.
 */
import type { Score } from '../../contract/v1.ts';
import type {
  EngagementEvent,
  Evidence,
  EvidenceKind,
  EvidenceOf,
} from '../../evidence/evidence.ts';
import {
  ageInDays,
  type EvidenceSet,
  latest,
  newestFirst,
  ofKind,
} from '../../evidence/evidence-set.ts';
import { type Signal, signalType } from '../../evidence/signal.ts';
import type { ComponentName } from '../../tenant/settings.ts';
import type { Cell } from '../training/columns.ts';
import { industrySection } from './industry-section.ts';

interface FactDefinition {
  /** In snapshots and models; stable, for models are kept. */
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Under which part of the score its points are shown. */
  readonly component: ComponentName;
  value(known: Known): Cell;
  /** Ids of the evidence that the value rests on, also of evidence that is not there any more. */
  grounds(known: Known): readonly string[];
}

/** What is known of a fact of one record. */
export interface Fact extends Pick<FactDefinition, 'name' | 'kind' | 'component'> {
  readonly value: Cell;
  readonly evidenceIds: readonly string[];
  /** Of its newest evidence; null where nothing is known. */
  readonly date: string | null;
}

/** The fact that holds the template's own score; everything learned is shrunk towards it. */
export const TEMPLATE_FACT = 'template';

/** What a signal that is there has for a value. */
export const SIGNAL_SEEN = 'yes';

/** Behaviour older than this is no longer counted. */
export const WINDOW_DAYS = 90;

/** What facts are read from, looked up once for a record. */
interface Known {
  readonly set: EvidenceSet;
  readonly template: Score;
  readonly signals: readonly Signal[];
  readonly register: EvidenceOf<'registration'> | undefined;
  readonly headcount: EvidenceOf<'headcount'> | undefined;
  readonly jobs: EvidenceOf<'open-jobs'> | undefined;
  readonly accounts: EvidenceOf<'accounts'> | undefined;
  readonly place: EvidenceOf<'location'> | undefined;
  readonly industry: EvidenceOf<'industry'> | undefined;
  readonly section: string | null;
  /** How often each thing happened lately. */
  readonly times: Readonly<Partial<Record<EngagementEvent, number>>>;
  /** By which it is known that somebody was watching. */
  readonly watched: Evidence | undefined;
}

function knownOf(set: EvidenceSet, template: Score, signals: readonly Signal[]): Known {
  const register = newestOf(set, 'registration');
  const times: Partial<Record<EngagementEvent, number>> = {};
  for (const item of ofKind(set, 'engagement')) {
    if (!isRecent(set, item)) continue;
    const { event, count } = item.value;
    times[event] = (times[event] ?? 0) + (count ?? 1);
  }
  return {
    set,
    template,
    signals,
    register,
    headcount: newestOf(set, 'headcount'),
    jobs: newestOf(set, 'open-jobs'),
    accounts: newestOf(set, 'accounts'),
    place: newestOf(set, 'location'),
    industry: newestOf(set, 'industry'),
    section: industrySection(register?.value.industryCodes[0] ?? null),
    times,
    watched: newestOf(set, 'engagement') ?? newestOf(set, 'no-engagement'),
  };
}

function newestOf<K extends EvidenceKind>(set: EvidenceSet, kind: K): EvidenceOf<K> | undefined {
  const items = ofKind(set, kind);
  return items.length < 2 ? items[0] : newestFirst(items)[0];
}

const isRecent = (set: EvidenceSet, { observedAt }: Evidence) =>
  ageInDays(set, observedAt) <= WINDOW_DAYS;

const idOf = (evidence: Evidence | undefined) => (evidence ? [evidence.id] : []);

const idsIn = (items: readonly { readonly evidenceIds: readonly string[] }[]) =>
  items.flatMap(({ evidenceIds }) => evidenceIds);

const templateFact: FactDefinition = {
  name: TEMPLATE_FACT,
  kind: 'number',
  component: 'fit',
  value: ({ template }) => template.value,
  grounds: ({ template }) => idsIn(template.contributions),
};

const componentFacts = (['financial', 'growth', 'engagement', 'fit'] as const).map(
  (name): FactDefinition => ({
    name,
    kind: 'number',
    component: name,
    value: ({ template }) => template.components.find((part) => part.name === name)?.value ?? null,
    grounds: ({ template }) =>
      idsIn(template.contributions.filter(({ component }) => component === name)),
  }),
);

const companyFacts: readonly FactDefinition[] = [
  {
    name: 'headcount',
    kind: 'number',
    component: 'fit',
    value: ({ headcount }) => headcount?.value.minimum ?? null,
    grounds: ({ headcount }) => idOf(headcount),
  },
  {
    name: 'age-years',
    kind: 'number',
    component: 'financial',
    value: ({ set, register }) => {
      const founded = register?.value.incorporatedOn ?? null;
      return founded === null ? null : ageInDays(set, founded) / 365.25;
    },
    grounds: ({ register }) => idOf(register),
  },
  {
    name: 'industry',
    kind: 'category',
    component: 'fit',
    value: ({ section, industry }) => section ?? industry?.value.name ?? null,
    grounds: ({ section, industry, register }) => idOf(section === null ? industry : register),
  },
  {
    name: 'country',
    kind: 'category',
    component: 'fit',
    value: ({ register, place }) => register?.value.country ?? place?.value.country ?? null,
    grounds: ({ register, place }) => idOf(register?.value.country ? register : place),
  },
  {
    name: 'accounts-type',
    kind: 'category',
    component: 'financial',
    value: ({ accounts }) => accounts?.value.accountsType ?? null,
    grounds: ({ accounts }) => idOf(accounts),
  },
  {
    name: 'open-jobs',
    kind: 'number',
    component: 'growth',
    value: ({ jobs }) => jobs?.value.total ?? null,
    grounds: ({ jobs }) => idOf(jobs),
  },
  {
    name: 'technologies',
    kind: 'number',
    component: 'fit',
    value: ({ set }) => ofKind(set, 'technology').length || null,
    grounds: ({ set }) => ofKind(set, 'technology').map(({ id }) => id),
  },
];

const events: readonly EngagementEvent[] = [
  'reply',
  'meeting',
  'form',
  'campaign',
  'call',
  'click',
  'page-view',
];

/** How often each thing happened in 90 days; 0 only where the CRM was watching. */
const behaviourFacts = events.map(
  (event): FactDefinition => ({
    name: `times-${event}`,
    kind: 'number',
    component: 'engagement',
    value: ({ times, watched }) => times[event] ?? (watched ? 0 : null),
    grounds: ({ set, watched }) => {
      const own = ofKind(set, 'engagement').filter(
        (item) => item.value.event === event && isRecent(set, item),
      );
      return own.length > 0 ? own.map(({ id }) => id) : idOf(watched);
    },
  }),
);

function signalName(type: Signal['type']): string {
  return `signal-${type}`;
}

const signalFacts = signalType.options.map(
  (type): FactDefinition => ({
    name: signalName(type),
    kind: 'category',
    component: type === 'engagement' || type === 'website-intent' ? 'engagement' : 'growth',
    value: ({ signals }) => (signals.some((signal) => signal.type === type) ? SIGNAL_SEEN : null),
    grounds: ({ signals }) => idsIn(signals.filter((signal) => signal.type === type)),
  }),
);

const stateFacts: readonly FactDefinition[] = [
  templateFact,
  ...componentFacts,
  ...companyFacts,
  ...behaviourFacts,
];
const definitions: readonly FactDefinition[] = [...stateFacts, ...signalFacts];
const signalNames = new Map(signalType.options.map((type) => [type, signalName(type)]));

/**
 * What is known of a record by the name of the fact, for every record that is scored; `factsOf` also
 * says what it rests on.
 *
 * @param template the score by the rule template on the same evidence
 */
export function factValues(
  set: EvidenceSet,
  template: Score,
  signals: readonly Signal[],
): Record<string, number | string> {
  const known = knownOf(set, template, signals);
  const values: Record<string, number | string> = {};
  for (const definition of stateFacts) {
    const value = definition.value(known);
    if (value !== null) values[definition.name] = value;
  }
  // There are many kinds of signals and few at any record.
  for (const { type } of signals) values[signalNames.get(type) ?? signalName(type)] = SIGNAL_SEEN;
  return values;
}

/**
 * All facts of a record, in a fixed order.
 *
 * @param template the score by the rule template on the same evidence
 */
export function factsOf(
  set: EvidenceSet,
  template: Score,
  signals: readonly Signal[],
): readonly Fact[] {
  const known = knownOf(set, template, signals);
  const dates = new Map(set.all.map(({ id, observedAt }) => [id, observedAt]));
  return definitions.map(({ name, kind, component, value: read, grounds }) => {
    const value = read(known);
    const evidenceIds =
      value === null ? [] : [...new Set(grounds(known))].filter((id) => dates.has(id));
    const date = latest(evidenceIds.map((id) => dates.get(id) ?? '')) || null;
    return { name, kind, component, value, evidenceIds, date };
  });
}
