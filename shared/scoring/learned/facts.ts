/**
 * What a tenant's own model may look at: facts of one record at the moment it was scored, each with
 * the evidence it rests on. What is not known is null; nothing is guessed.
 */
import type { Score } from '../../contract/v1.ts';
import type { EngagementEvent, Evidence } from '../../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../../evidence/evidence-set.ts';
import { type Signal, signalType } from '../../evidence/signal.ts';
import type { ComponentName } from '../../tenant/settings.ts';
import type { Cell } from '../training/columns.ts';
import { industrySection } from './industry-section.ts';

/** A fact's name in snapshots and models; stable, for models are kept. */
export interface Fact {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Under which part of the score its points are shown. */
  readonly component: ComponentName;
  /** As a person reads it. */
  readonly label: string;
  readonly value: Cell;
  readonly evidenceIds: readonly string[];
  /** Of its newest evidence; null where nothing is known. */
  readonly date: string | null;
}

/** The fact that holds the template's own score; everything learned is shrunk towards it. */
export const TEMPLATE_FACT = 'template';

/** Behaviour older than this is no longer counted. */
const WINDOW_DAYS = 90;
const events: readonly EngagementEvent[] = [
  'reply',
  'meeting',
  'form',
  'call',
  'click',
  'page-view',
];
const componentFacts: readonly ComponentName[] = ['financial', 'growth', 'engagement', 'fit'];

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
  const dates = new Map(set.all.map(({ id, observedAt }) => [id, observedAt]));
  const about = (ids: readonly string[]) => {
    const known = [...new Set(ids)].filter((id) => dates.has(id));
    const date = known.map((id) => dates.get(id) ?? '').reduce((a, b) => (b > a ? b : a), '');
    return { evidenceIds: known, date: date || null };
  };
  const facts: Fact[] = [
    {
      name: TEMPLATE_FACT,
      kind: 'number',
      component: 'fit',
      label: 'Score by the template',
      value: template.value,
      ...about(template.contributions.flatMap(({ evidenceIds }) => evidenceIds)),
    },
  ];
  for (const name of componentFacts) {
    const own = template.contributions.filter(({ component }) => component === name);
    facts.push({
      name,
      kind: 'number',
      component: name,
      label: `${name[0]?.toUpperCase()}${name.slice(1)} by the template`,
      value: template.components.find((part) => part.name === name)?.value ?? null,
      ...about(own.flatMap(({ evidenceIds }) => evidenceIds)),
    });
  }
  facts.push(...companyFacts(set), ...behaviourFacts(set));
  for (const type of signalType.options) {
    const own = signals.filter((signal) => signal.type === type);
    facts.push({
      name: `signal-${type}`,
      kind: 'category',
      component: type === 'engagement' || type === 'website-intent' ? 'engagement' : 'growth',
      label: `Signal ${type.replaceAll('-', ' ')}`,
      value: own.length > 0 ? 'yes' : null,
      ...about(own.flatMap(({ evidenceIds }) => evidenceIds)),
    });
  }
  return facts;
}

function companyFacts(set: EvidenceSet): Fact[] {
  const register = newestFirst(ofKind(set, 'registration'))[0];
  const headcount = newestFirst(ofKind(set, 'headcount'))[0];
  const jobs = newestFirst(ofKind(set, 'open-jobs'))[0];
  const accounts = newestFirst(ofKind(set, 'accounts'))[0];
  const place = newestFirst(ofKind(set, 'location'))[0];
  const country = register?.value.country ?? place?.value.country ?? null;
  const founded = register?.value.incorporatedOn ?? null;
  const industry = newestFirst(ofKind(set, 'industry'))[0];
  const section = industrySection(register?.value.industryCodes[0] ?? null);
  const technologies = ofKind(set, 'technology');
  return [
    one('headcount', 'number', 'fit', 'Headcount', headcount?.value.minimum ?? null, headcount),
    one(
      'age-years',
      'number',
      'financial',
      'Years since incorporation',
      founded === null ? null : ageInDays(set, founded) / 365.25,
      register,
    ),
    one(
      'industry',
      'category',
      'fit',
      'Industry',
      section ?? industry?.value.name ?? null,
      section === null ? industry : register,
    ),
    one(
      'country',
      'category',
      'fit',
      'Country',
      country,
      register?.value.country ? register : place,
    ),
    one(
      'accounts-type',
      'category',
      'financial',
      'Accounts',
      accounts?.value.accountsType ?? null,
      accounts,
    ),
    one('open-jobs', 'number', 'growth', 'Open jobs', jobs?.value.total ?? null, jobs),
    {
      ...one(
        'technologies',
        'number',
        'fit',
        'Technologies seen',
        technologies.length > 0 ? technologies.length : null,
        newestFirst(technologies)[0],
      ),
      evidenceIds: technologies.map(({ id }) => id),
    },
  ];
}

function one(
  name: string,
  kind: Fact['kind'],
  component: ComponentName,
  label: string,
  value: Cell,
  evidence: Evidence | undefined,
): Fact {
  const isKnown = value !== null && evidence !== undefined;
  return {
    name,
    kind,
    component,
    label,
    value: isKnown ? value : null,
    evidenceIds: isKnown ? [evidence.id] : [],
    date: isKnown ? evidence.observedAt : null,
  };
}

/** How often each thing happened in 90 days; 0 only where the CRM was watching. */
function behaviourFacts(set: EvidenceSet): Fact[] {
  const all = ofKind(set, 'engagement');
  const silence = newestFirst(ofKind(set, 'no-engagement'))[0];
  const watched = newestFirst(all)[0] ?? silence;
  return events.map((event) => {
    const own = all.filter(
      (item) => item.value.event === event && ageInDays(set, item.observedAt) <= WINDOW_DAYS,
    );
    const times = own.reduce((sum, { value }) => sum + (value.count ?? 1), 0);
    const known = newestFirst(own)[0] ?? watched;
    const label = `${event.replace('-', ' ')} in ${WINDOW_DAYS} days`;
    const fact = one(
      `times-${event}`,
      'number',
      'engagement',
      `${label[0]?.toUpperCase()}${label.slice(1)}`,
      known ? times : null,
      known,
    );
    return own.length > 0 ? { ...fact, evidenceIds: own.map(({ id }) => id) } : fact;
  });
}
