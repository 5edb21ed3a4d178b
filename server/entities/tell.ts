/** What a sender is told of an entity. */
import type { SyncResult } from '../../shared/contract/integrations.ts';
import type { NotUpserted, UpsertedRecord } from '../crm/upsert/entity.ts';
import type { KnownEntity } from '../store/crm-entities.ts';
import type { NewSync } from '../store/sync-history.ts';
import type { StoredError } from '../store/tables/sync.ts';
import { storedError } from '../sync/errors.ts';
import type { Worked } from './work-item.ts';

export interface Told {
  readonly status: NewSync['status'];
  readonly error: StoredError | null;
  readonly warnings: readonly string[];
}

/** @param namesakes other entities that are the same record */
export function tellingOf(
  { outcome, known, warnings }: Worked,
  namesakes: readonly KnownEntity[],
): Told {
  if (!('record' in outcome)) {
    return { status: 'failed', error: errorOf(outcome), warnings };
  }
  const { company, record, rejected, foundBy } = outcome;
  const isPartial =
    rejected.length > 0 ||
    (company !== null && (!('record' in company) || company.rejected.length > 0));
  const moved = known !== null && known.record.id !== record.id;
  return {
    status: isPartial ? 'partial' : 'completed',
    error: null,
    warnings: [
      ...warnings,
      ...(moved
        ? [`The record it was before (${known.record.id}) is gone from the CRM; it is another now.`]
        : []),
      ...(foundBy === 'name' ? ['The record was recognised by its name alone.'] : []),
      ...namesakes.map(({ entityId }) => `The entity “${entityId}” is the same record.`),
      ...fieldWarnings(outcome, ''),
      ...companyWarnings(company),
    ],
  };
}

function companyWarnings(company: UpsertedRecord | NotUpserted | null): string[] {
  if (company === null) return [];
  if ('record' in company) return fieldWarnings(company, 'Company: ');
  return [`The company was not created or updated: ${errorOf(company).message}`];
}

function fieldWarnings({ left, rejected }: UpsertedRecord, prefix: string): string[] {
  return [
    ...left.map(({ label, reason }) => `${prefix}${label} was left as it is. ${reason}`),
    ...rejected.map(
      ({ field, message }) => `${prefix}The CRM refused ${field ?? 'a field'}: ${message}`,
    ),
  ];
}

function errorOf({ status, error }: NotUpserted): StoredError {
  const { code, message } = storedError(error);
  if (status === 'failed') return { code, message };
  return {
    code: 'outcome_unknown',
    message: `${message} Whether the record was written is not known; send it again, and what was created is found.`,
  };
}

export function resultOf(
  { outcome, sent }: Worked,
  { error, warnings }: Told,
  syncId: string,
  index: number,
): SyncResult {
  const { entity } = sent[index] ?? sent[0] ?? missing();
  const { entityType, entityId } = entity;
  const common = { entityType, entityId, syncId, error, warnings: [...warnings] };
  if (!('record' in outcome)) {
    return {
      ...common,
      status: 'failed',
      object: null,
      recordId: null,
      url: null,
      enrichment: 'skipped',
    };
  }
  return {
    ...common,
    // Whoever sent the same a moment later finds it done.
    status: index === 0 ? outcome.status : 'unchanged',
    object: outcome.record.object,
    recordId: outcome.record.id,
    url: outcome.url,
    enrichment: entity.skipEnrichment ? 'skipped' : 'queued',
  };
}

function missing(): never {
  throw new Error('There is nothing without a sender.');
}
