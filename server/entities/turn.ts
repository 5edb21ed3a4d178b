/** One turn: decide who may be touched, have the CRM create or update, keep what became of it. */
import type { SyncResult } from '../../shared/contract/integrations.ts';
import type { UpsertEntity, UpsertOutcomes } from '../crm/upsert/entity.ts';
import { type KnownEntity, knownEntities } from '../store/crm-entities.ts';
import { loadContext } from '../sync/context.ts';
import type { SyncDependencies } from '../sync/dependencies.ts';
import type { Tenant } from '../sync/service.ts';
import { keep } from './keep.ts';
import { refusalOf, rulesOf } from './knowledge.ts';
import { readEntity } from './read-entity.ts';
import { entityKey, type SentEntity, type Worked } from './work-item.ts';

/** One result for each, in the same order. @throws AppError when the connection cannot be used */
export async function takeTurn(
  deps: SyncDependencies,
  tenant: Tenant,
  all: readonly SentEntity[],
): Promise<SyncResult[]> {
  const context = await loadContext(deps, tenant);
  const known = await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const names = all.map(({ entity }) => entity);
    return new Map((await knownEntities(trx, tenant, names)).map((one) => [entityKey(one), one]));
  });
  const results = new Map<SentEntity, SyncResult>();
  // The second version of an entity in one turn is the first one's successor.
  for (const group of successions(all)) {
    const asked = group.map((sent) => toAsked(sent, known));
    const outcomes = new Map(
      asked.flatMap(({ key, read, before }): [string, Worked['outcome']][] => {
        const error = refusalOf(context.settings.suppression, read, before?.record ?? null);
        return error ? [[key, { status: 'failed', error }]] : [];
      }),
    );
    const upserts = asked.filter(({ key }) => !outcomes.has(key)).map(toUpsert);
    const upserted: UpsertOutcomes =
      upserts.length === 0
        ? new Map()
        : await context.connector.upsertRecords(upserts, rulesOf(deps.database, context));
    const worked = asked.flatMap(({ key, sent, read, before }): Worked[] => {
      const outcome = outcomes.get(key) ?? upserted.get(key);
      return outcome ? [{ sent, outcome, known: before, warnings: read.warnings }] : [];
    });
    for (const [sent, result] of await keep(deps, tenant, worked)) {
      results.set(sent, result);
      const { recordId, object, entityType, entityId } = result;
      if (recordId === null || object === null) continue;
      const record = { object, id: recordId };
      known.set(entityKey(result), { entityType, entityId, record });
    }
  }
  return all.map((sent) => {
    const result = results.get(sent);
    if (!result) throw new Error('An entity was left without a result.');
    return result;
  });
}

interface Asked {
  readonly key: string;
  readonly sent: readonly SentEntity[];
  readonly read: ReturnType<typeof readEntity>;
  readonly before: KnownEntity | null;
}

/** Those who sent exactly the same share the work. */
function toAsked(sent: readonly SentEntity[], known: ReadonlyMap<string, KnownEntity>): Asked {
  const [first] = sent;
  if (!first) throw new Error('There is nothing without a sender.');
  const key = entityKey(first.entity);
  return { key, sent, read: readEntity(first.entity), before: known.get(key) ?? null };
}

function toUpsert({ key, read, before }: Asked): UpsertEntity {
  const { identity, values, company } = read;
  return { key, identity, values, company, recordId: before?.record.id ?? null };
}

/** In groups in which every entity stands once, each with all who sent it alike. */
function successions(all: readonly SentEntity[]): SentEntity[][][] {
  const groups: Map<string, { data: string; sent: SentEntity[] }>[] = [];
  const last = new Map<string, number>();
  for (const one of all) {
    const key = entityKey(one.entity);
    const data = JSON.stringify(one.entity.data);
    const at = last.get(key);
    const same = at === undefined ? undefined : groups[at]?.get(key);
    if (same?.data === data) {
      same.sent.push(one);
      continue;
    }
    const next = at === undefined ? 0 : at + 1;
    const group = groups[next] ?? new Map();
    groups[next] = group;
    group.set(key, { data, sent: [one] });
    last.set(key, next);
  }
  return groups.map((group) => [...group.values()].map(({ sent }) => sent));
}
