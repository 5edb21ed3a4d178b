/** Whose turn it is among the owners of an assignment rule. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** Takes the next turn of a rule: 0, 1, 2, … Two callers never get the same one. */
export async function takeTurn(trx: Trx, owner: RunOwner, ruleId: string): Promise<number> {
  const row = await trx
    .insertInto('assignment_turns')
    .values({
      organization_id: owner.organizationId,
      integration_id: owner.integrationId,
      rule_id: ruleId,
      turns_taken: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'integration_id', 'rule_id'])
        .doUpdateSet({ turns_taken: sql`assignment_turns.turns_taken + 1` }),
    )
    .returning('turns_taken')
    .executeTakeFirstOrThrow();
  return Number(row.turns_taken) - 1;
}

/** The turn that `takeTurn` would give now, without taking it. */
export async function peekTurn(trx: Trx, owner: RunOwner, ruleId: string): Promise<number> {
  const row = await trx
    .selectFrom('assignment_turns')
    .select('turns_taken')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('rule_id', '=', ruleId)
    .executeTakeFirst();
  return Number(row?.turns_taken ?? 0);
}
