/** What mappings would write to a record, shown and not done. */
import type { FieldMapping, MappingsPreview } from '../../shared/contract/mappings.ts';
import type { Enrichment } from '../../shared/contract/v1.ts';
import { defaultLanguage } from '../../shared/language/language.ts';
import { isBlank, type WantedValue } from '../../shared/plan/build.ts';
import type { CrmValue, RecordRef } from '../../shared/plan/plan.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { TenantTransaction } from '../store/database.ts';
import { type EntityMemory, getEntityMemories } from '../store/entity-mappings.ts';
import { newestOfEachKind } from '../store/record-runs.ts';
import { getRun } from '../store/sync-logs.ts';
import type { TenantContext } from '../sync/context.ts';
import { type FieldPlan, planRecordFields } from '../sync/field-plan.ts';
import { isEnrichment } from '../sync/finish.ts';
import type { Tenant } from '../sync/service.ts';
import { wantedValues } from '../sync/wanted.ts';

export interface Known {
  /** What the last enrichment or preview of the record decided; null when there was none. */
  readonly enrichment: Enrichment | null;
  readonly lastWritten: EntityMemory['lastWritten'];
}

export async function readKnown(
  trx: TenantTransaction,
  tenant: Tenant,
  record: RecordRef,
): Promise<Known> {
  const heads = await newestOfEachKind(trx, tenant, record);
  const newest = heads.find(
    ({ operation, hasResult }) => hasResult && (operation === 'enrich' || operation === 'preview'),
  );
  const run = newest ? await getRun(trx, tenant, newest.id) : null;
  const memories = await getEntityMemories(trx, tenant, record.object, [record.id]);
  return {
    enrichment: run && isEnrichment(run.result) ? run.result : null,
    lastWritten: memories.get(record.id)?.lastWritten ?? {},
  };
}

/**
 * @param context with the mappings in question
 * @param items those of the record's object
 */
export function previewOf(
  context: TenantContext,
  items: readonly FieldMapping[],
  record: CrmRecord,
  enrichment: Enrichment,
  lastWritten: Known['lastWritten'],
): MappingsPreview {
  const wanted = wantedFrom(enrichment);
  const plan = planRecordFields({ context, record, wanted, lastWritten });
  const missing = new Map(
    context.places(record.ref.object).map((place) => [place.oppspotField, place.missing]),
  );
  return {
    items: items.map(({ oppspotField, crmField, direction }) => {
      const stored = context.mappings.find(
        (one) => one.objectType === record.ref.object && one.oppspotField === oppspotField,
      );
      const name = stored?.crmField ?? crmField;
      const before = record.values[name] ?? null;
      const shown = { oppspotField, crmField: name, before };
      if (direction === 'read') return { ...shown, ...readOnly(before) };
      const value = wanted[oppspotField]?.value ?? null;
      const reason = missing.get(oppspotField) ?? null;
      if (reason !== null) return { ...shown, value, after: before, decision: 'skip', reason };
      return { ...shown, value, ...writtenTo(before, plan, oppspotField) };
    }),
  };
}

/** As the enrichment found them, its owner among them. */
function wantedFrom(enrichment: Enrichment): Record<string, WantedValue | undefined> {
  const { assignment, plan } = enrichment;
  const planned = plan.changes.find(({ oppspotField }) => oppspotField === 'owner')?.after ?? null;
  const ownerId = assignment.status === 'assigned' ? assignment.ownerId : planned;
  return wantedValues({
    decision: { ...enrichment, language: enrichment.language ?? defaultLanguage },
    match: enrichment.match,
    evidence: enrichment.evidence,
    enrichmentId: enrichment.id,
    ownerId: ownerId === null ? null : String(ownerId),
    at: enrichment.finishedAt ?? enrichment.startedAt,
  });
}

type Effect = Pick<MappingsPreview['items'][number], 'after' | 'decision' | 'reason'>;

function readOnly(before: CrmValue): Effect & { value: CrmValue } {
  const reason = isBlank(before)
    ? 'The field is empty: oppSpot works with what it reads by itself.'
    : 'oppSpot works with this value and does not write here.';
  return { value: before, after: before, decision: 'unchanged', reason };
}

function writtenTo(before: CrmValue, plan: FieldPlan, oppspotField: string): Effect {
  const outcome = plan.outcomes.find(({ field }) => field.oppspotField === oppspotField);
  switch (outcome?.kind) {
    case 'change': {
      const { decision, reason, after } = outcome.change;
      return { after: decision === 'write' ? after : before, decision, reason };
    }
    case 'unchanged':
      return { after: before, decision: 'unchanged', reason: 'The value stands there already.' };
    default:
      return {
        after: before,
        decision: 'skip',
        reason: plan.held?.reason ?? 'oppSpot has no value for this field.',
      };
  }
}
