/** Whose turn it is among the owners of an assignment rule. */
import { sql, type Transaction } from 'kysely';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/**
 * Takes the next turns of rules: 0, 1, 2, … Two callers never get the same one.
 * @param counts how many, by rule id
 * @returns the first of the turns that were taken, by rule id
 */
export async function takeTurns(
  trx: Trx,
  owner: RunOwner,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  if (counts.size === 0) return new Map();
  const rows = [...counts].map(([rule, count]) => ({ rule, count }));
  // The same order everywhere: two batches that want the same rules must not wait for each other.
  const taken = await sql<{ rule_id: string; turns_taken: string }>`
    insert into assignment_turns (organization_id, integration_id, rule_id, turns_taken)
    select ${owner.organizationId}::uuid, ${owner.integrationId}::uuid, asked.rule, asked.count
    from ${rowsOf('asked', 'rule text, count bigint', rows)}
    order by asked.rule collate "C"
    on conflict (organization_id, integration_id, rule_id)
      do update set turns_taken = assignment_turns.turns_taken + excluded.turns_taken
    returning rule_id, turns_taken`.execute(trx);
  return new Map(
    taken.rows.map((row) => [
      row.rule_id,
      Number(row.turns_taken) - (counts.get(row.rule_id) ?? 0),
    ]),
  );
}

/** The turns that `takeTurns` would begin with now, by rule id, without taking them. */
export async function peekTurns(
  trx: Trx,
  owner: RunOwner,
  ruleIds: readonly string[],
): Promise<Map<string, number>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('assignment_turns')
    .select(['rule_id', 'turns_taken'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('rule_id', 'in', [...ruleIds])
    .execute();
  const taken = new Map(rows.map((row) => [row.rule_id, Number(row.turns_taken)]));
  return new Map(ruleIds.map((ruleId) => [ruleId, taken.get(ruleId) ?? 0]));
}
