/** A plan that would only note that somebody has looked. */
import type { OppspotFieldName } from '../fields/registry.ts';
import { longDate } from '../text/dates.ts';
import { isBlank } from './build.ts';
import type { FieldChange, WritePlan } from './plan.ts';

/** When and by which run a record was enriched says nothing of the record itself. */
const bookkeeping: ReadonlySet<string> = new Set<OppspotFieldName>([
  'last_enriched_at',
  'enrichment_id',
]);

/**
 * The plan, or one that writes nothing where it would write nothing but bookkeeping over bookkeeping
 * that stands already: no other field, no task and no deal. The first enrichment of a record always
 * leaves its mark.
 */
export function unlessNothingNew(plan: WritePlan): WritePlan {
  const writes = plan.changes.filter(({ decision }) => decision === 'write');
  const isNews = writes.some(
    ({ oppspotField, before }) => !bookkeeping.has(oppspotField) || isBlank(before),
  );
  if (writes.length === 0 || isNews || plan.task || plan.deal) return plan;
  const reason = `Nothing has changed since ${sinceWhen(plan.changes)}.`;
  return {
    ...plan,
    changes: plan.changes.map((change) =>
      change.decision === 'write' ? { ...change, decision: 'skip', reason } : change,
    ),
  };
}

function sinceWhen(changes: readonly FieldChange[]): string {
  const earlier = changes.find(({ oppspotField }) => oppspotField === 'last_enriched_at')?.before;
  const time = Date.parse(String(earlier ?? ''));
  return Number.isNaN(time)
    ? 'the last enrichment'
    : `the enrichment of ${longDate(new Date(time).toISOString())}`;
}
