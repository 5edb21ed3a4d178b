/** Who must not be touched, and what we wrote to records that were found. */
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { FoundRecord, RecordKnowledge, UpsertRules } from '../crm/upsert/entity.ts';
import type { AppError } from '../errors.ts';
import type { Database, TenantTransaction } from '../store/database.ts';
import { type RecordMemory, recordMemories } from '../store/record-life.ts';
import type { TenantContext } from '../sync/context.ts';
import { recordErased, suppressed } from '../sync/errors.ts';
import { isSuppressed } from '../sync/refusal.ts';
import type { Tenant } from '../sync/service.ts';
import { mappingOf } from './mapping.ts';
import type { ReadEntity } from './read-entity.ts';

type Suppression = TenantSettings['suppression'];

/** Why an entity must not reach the CRM; decided before anything leaves the house. */
export function refusalOf(
  suppression: Suppression,
  { email, domains }: ReadEntity,
  known: RecordRef | null,
): AppError | null {
  return isSuppressed(suppression, { recordId: known?.id ?? null, email, domains })
    ? suppressed()
    : null;
}

/** The tenant's rules for an upsert: its mappings, its list, and what we remember of its records. */
export function rulesOf(database: Database, context: TenantContext): UpsertRules {
  const { tenant, settings } = context;
  return {
    mapping: (object) => mappingOf(context, object),
    async known(records) {
      const memories = await database.withOrganization(tenant.organizationId, (trx) =>
        memoriesOf(
          trx,
          tenant,
          records.map(({ ref }) => ref),
        ),
      );
      return new Map(
        records.map((record) => [
          record.ref.id,
          knowledgeOf(settings.suppression, record, memories.get(nameOf(record.ref))),
        ]),
      );
    },
  };
}

function knowledgeOf(
  suppression: Suppression,
  { ref, email, domain }: FoundRecord,
  memory: RecordMemory | undefined,
): RecordKnowledge {
  const isListed = isSuppressed(suppression, { recordId: ref.id, email, domains: [domain] });
  const erased = memory?.life === 'erased' ? recordErased() : null;
  return { lastWritten: memory?.lastWritten ?? {}, refusal: isListed ? suppressed() : erased };
}

/** By object and id; a record never heard of has no entry. */
export async function memoriesOf(
  trx: TenantTransaction,
  tenant: Tenant,
  records: readonly RecordRef[],
): Promise<Map<string, RecordMemory>> {
  const memories = new Map<string, RecordMemory>();
  for (const [object, ofObject] of Map.groupBy(records, (record) => record.object)) {
    const ids = [...new Set(ofObject.map(({ id }) => id))];
    for (const [id, memory] of await recordMemories(trx, tenant, object, ids)) {
      memories.set(nameOf({ object, id }), memory);
    }
  }
  return memories;
}

export const nameOf = ({ object, id }: RecordRef) => `${object}-${id}`;
