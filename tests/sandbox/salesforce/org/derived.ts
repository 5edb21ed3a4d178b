/** Values the org derives from what was written, as its own fields do. */
import type { ObjectType } from '../catalogue/index.ts';
import { fullName } from './compound.ts';
import type { Value } from './values.ts';

interface Stage {
  readonly probability: number;
  readonly category: string;
  readonly categoryName: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

const pipeline = (probability: number): Stage => ({
  probability,
  category: 'Pipeline',
  categoryName: 'Pipeline',
  isClosed: false,
  isWon: false,
});

/** The stages of a new org, in their order. */
export const stages: Readonly<Record<string, Stage>> = {
  Prospecting: pipeline(10),
  Qualification: pipeline(10),
  'Needs Analysis': pipeline(20),
  'Value Proposition': pipeline(50),
  'Id. Decision Makers': pipeline(60),
  'Perception Analysis': pipeline(70),
  'Proposal/Price Quote': pipeline(75),
  'Negotiation/Review': pipeline(90),
  'Closed Won': {
    probability: 100,
    category: 'Closed',
    categoryName: 'Closed',
    isClosed: true,
    isWon: true,
  },
  'Closed Lost': {
    probability: 0,
    category: 'Omitted',
    categoryName: 'Omitted',
    isClosed: true,
    isWon: false,
  },
};

/**
 * Additions to a write. A caller's own value wins where the field may be written.
 * @param values the record as it will be
 * @param written the fields this write sets
 */
export function derived(
  type: ObjectType,
  values: ReadonlyMap<string, Value>,
  written: ReadonlySet<string>,
  now: string,
): Map<string, Value> {
  const additions = new Map<string, Value>();
  const name = fullName(type, values);
  if (name !== undefined) additions.set('Name', name);
  if (type.name === 'Opportunity') deriveOpportunity(values, written, additions);
  if (type.name === 'Task') deriveTask(values, additions, now);
  if (type.name === 'Event') deriveEvent(values, written, additions);
  if (type.name === 'CampaignMember') deriveCampaignMember(values, additions, now);
  return additions;
}

function deriveOpportunity(
  values: ReadonlyMap<string, Value>,
  written: ReadonlySet<string>,
  additions: Map<string, Value>,
): void {
  const stage = stages[String(values.get('StageName'))] ?? pipeline(0);
  if (written.has('StageName')) {
    if (!written.has('Probability')) additions.set('Probability', stage.probability);
    if (!written.has('ForecastCategoryName')) {
      additions.set('ForecastCategoryName', stage.categoryName);
    }
    additions.set('ForecastCategory', stage.category);
    additions.set('IsClosed', stage.isClosed);
    additions.set('IsWon', stage.isWon);
  }
  const amount = values.get('Amount');
  const probability = additions.get('Probability') ?? values.get('Probability');
  additions.set(
    'ExpectedRevenue',
    typeof amount === 'number' && typeof probability === 'number'
      ? Math.round(amount * probability) / 100
      : null,
  );
}

function deriveTask(
  values: ReadonlyMap<string, Value>,
  additions: Map<string, Value>,
  now: string,
): void {
  const isClosed = values.get('Status') === 'Completed';
  additions.set('IsClosed', isClosed);
  additions.set('IsHighPriority', values.get('Priority') === 'High');
  additions.set('CompletedDateTime', isClosed ? (values.get('CompletedDateTime') ?? now) : null);
}

/** The day of the first response stays, whatever the status becomes. */
function deriveCampaignMember(
  values: ReadonlyMap<string, Value>,
  additions: Map<string, Value>,
  now: string,
): void {
  const hasResponded = values.get('Status') === 'Responded';
  additions.set('HasResponded', hasResponded);
  const since = values.get('FirstRespondedDate') ?? null;
  additions.set('FirstRespondedDate', since ?? (hasResponded ? now.slice(0, 10) : null));
}

function deriveEvent(
  values: ReadonlyMap<string, Value>,
  written: ReadonlySet<string>,
  additions: Map<string, Value>,
): void {
  const start = ['StartDateTime', 'ActivityDateTime'].find((name) => written.has(name));
  const at = start === undefined ? undefined : values.get(start);
  if (typeof at !== 'string') return;
  additions.set('StartDateTime', at);
  additions.set('ActivityDateTime', at);
  additions.set('ActivityDate', at.slice(0, 10));
  const minutes = values.get('DurationInMinutes');
  if (typeof minutes !== 'number') return;
  const end = new Date(Date.parse(at) + minutes * 60_000).toISOString();
  additions.set('EndDateTime', end);
  additions.set('EndDate', end.slice(0, 10));
}
