/** Models that were trained for a connection, and which of them is in use. */
import type { Selectable, Transaction } from 'kysely';
import type { ModelAlarm, ModelView } from '../../shared/contract/scoring-model.ts';
import type { LearnedModel } from '../../shared/scoring/learned/score.ts';
import { type ScorecardModel, scorecardModel } from '../../shared/scoring/training/model.ts';
import type { Actor } from '../audit/actor.ts';
import type { SystemTransaction } from './database.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

const owned = ({ organizationId, integrationId }: RunOwner) => ({
  organization_id: organizationId,
  integration_id: integrationId,
});

/** What scores a connection's records. */
export interface ScoringInUse {
  /** Null is the template. */
  readonly learned: LearnedModel | null;
  /** From which probability on a deal is opened; null leaves it to the score. */
  readonly dealProbability: number | null;
}

/** What scores where nobody has decided anything. */
const templateScoring: ScoringInUse = { learned: null, dealProbability: null };

/** In one query, for every run asks. */
export async function getScoringInUse(trx: Trx, owner: RunOwner): Promise<ScoringInUse> {
  const row = await trx
    .selectFrom('score_learning as learning')
    .leftJoin('score_models as used', (join) =>
      join
        .onRef('used.organization_id', '=', 'learning.organization_id')
        .onRef('used.integration_id', '=', 'learning.integration_id')
        .onRef('used.version', '=', 'learning.in_use'),
    )
    .select(['learning.deal_probability', 'used.version', 'used.model'])
    .where('learning.organization_id', '=', owner.organizationId)
    .where('learning.integration_id', '=', owner.integrationId)
    .executeTakeFirst();
  if (!row) return templateScoring;
  const { version, model, deal_probability: dealProbability } = row;
  const read = scorecardModel.safeParse(model);
  // One of a format that this version does not read scores nothing: the template does, and says so.
  const learned = version !== null && read.success ? { version, model: read.data } : null;
  return { learned, dealProbability };
}

export interface Learning {
  readonly inUse: number | null;
  readonly dealProbability: number | null;
  readonly askedAt: Date | null;
  readonly askedBy: Actor | null;
  readonly endedAt: Date | null;
  readonly refusal: string | null;
  readonly outcomesReadAt: Date | null;
}

/** Held until the transaction ends when `lock` is set. */
export async function getLearning(
  trx: Trx,
  owner: RunOwner,
  { lock = false } = {},
): Promise<Learning> {
  if (lock) {
    await trx
      .insertInto('score_learning')
      .values(owned(owner))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const row = await trx
    .selectFrom('score_learning')
    .selectAll()
    .where((eb) => eb.and(owned(owner)))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return {
    inUse: row?.in_use ?? null,
    dealProbability: row?.deal_probability ?? null,
    askedAt: row?.asked_at ?? null,
    askedBy: row?.asked_by ?? null,
    endedAt: row?.ended_at ?? null,
    refusal: row?.refusal ?? null,
    outcomesReadAt: row?.outcomes_read_at ?? null,
  };
}

/** Changes what is given, of a row that `getLearning` has locked. */
export async function updateLearning(
  trx: Trx,
  owner: RunOwner,
  change: Partial<Learning>,
): Promise<void> {
  const { inUse, dealProbability, askedAt, askedBy, endedAt, refusal, outcomesReadAt } = change;
  await trx
    .updateTable('score_learning')
    .set({
      ...(inUse !== undefined && { in_use: inUse }),
      ...(dealProbability !== undefined && { deal_probability: dealProbability }),
      ...(askedAt !== undefined && { asked_at: askedAt }),
      ...(askedBy !== undefined && { asked_by: askedBy && toJsonb(askedBy) }),
      ...(endedAt !== undefined && { ended_at: endedAt }),
      ...(refusal !== undefined && { refusal: refusal && toText(refusal) }),
      ...(outcomesReadAt !== undefined && { outcomes_read_at: outcomesReadAt }),
    })
    .where((eb) => eb.and(owned(owner)))
    .execute();
}

/** Connections whose training was asked for and has not ended. For the system role. */
export async function findOpenTrainings(trx: SystemTransaction): Promise<RunOwner[]> {
  const rows = await trx
    .selectFrom('score_learning')
    .select(['organization_id', 'integration_id'])
    .execute();
  return rows.map((row) => ({
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}

export interface StoredModel {
  readonly version: number;
  readonly trainedAt: Date;
  readonly model: ScorecardModel;
  readonly thresholds: ModelView['thresholds'];
  readonly alarms: readonly ModelAlarm[];
  readonly adoptedAt: Date | null;
}

function toModel(row: Selectable<Tables['score_models']>): StoredModel {
  return {
    version: row.version,
    trainedAt: row.trained_at,
    model: scorecardModel.parse(row.model),
    thresholds: row.thresholds,
    alarms: row.alarms,
    adoptedAt: row.adopted_at,
  };
}

/** Newest first; the one in use is always among them. What this version cannot read is left out. */
export async function listModels(
  trx: Trx,
  owner: RunOwner,
  inUse: number | null,
  limit: number,
): Promise<StoredModel[]> {
  const rows = await trx
    .selectFrom('score_models')
    .selectAll()
    .where((eb) => eb.and(owned(owner)))
    .orderBy((eb) => eb.case().when('version', '=', inUse).then(0).else(1).end())
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows
    .filter(({ model }) => scorecardModel.safeParse(model).success)
    .map(toModel)
    .sort((a, b) => b.version - a.version);
}

/** @throws ZodError when it is of a format that this version does not read */
export async function getModel(
  trx: Trx,
  owner: RunOwner,
  version: number,
): Promise<StoredModel | null> {
  const row = await trx
    .selectFrom('score_models')
    .selectAll()
    .where((eb) => eb.and({ ...owned(owner), version }))
    .executeTakeFirst();
  return row ? toModel(row) : null;
}

/** @returns its version. The caller holds the connection's learning, so that no two get the same. */
export async function addModel(
  trx: Trx,
  owner: RunOwner,
  { trainedAt, model, thresholds }: Pick<StoredModel, 'trainedAt' | 'model' | 'thresholds'>,
): Promise<number> {
  const { newest } = await trx
    .selectFrom('score_models')
    .select((eb) => eb.fn.max('version').as('newest'))
    .where((eb) => eb.and(owned(owner)))
    .executeTakeFirstOrThrow();
  const version = (newest ?? 0) + 1;
  await trx
    .insertInto('score_models')
    .values({
      ...owned(owner),
      version,
      trained_at: trainedAt,
      model: toJsonb(model),
      thresholds: toJsonb(thresholds),
    })
    .execute();
  return version;
}

/** Old ones go; the one in use stays. */
export async function dropOldModels(
  trx: Trx,
  owner: RunOwner,
  kept: readonly number[],
): Promise<void> {
  await trx
    .deleteFrom('score_models')
    .where((eb) => eb.and(owned(owner)))
    .where('version', 'not in', [...kept])
    .execute();
}

export async function markAdopted(
  trx: Trx,
  owner: RunOwner,
  version: number,
  by: { readonly at: Date; readonly actor: Actor },
): Promise<void> {
  await trx
    .updateTable('score_models')
    .set({ adopted_at: by.at, adopted_by: toJsonb(by.actor) })
    .where((eb) => eb.and({ ...owned(owner), version }))
    .execute();
}

export async function keepAlarms(
  trx: Trx,
  owner: RunOwner,
  version: number,
  { alarms, at }: { readonly alarms: readonly ModelAlarm[]; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('score_models')
    .set({ alarms: toJsonb(alarms), checked_at: at })
    .where((eb) => eb.and({ ...owned(owner), version }))
    .execute();
}
