import { setTimeout as delay } from 'node:timers/promises';
import type { Town } from './town.ts';

interface Open {
  readonly queue: number;
  readonly events: number;
  readonly runs: number;
  readonly entries: number;
  readonly bulks: number;
}

const enoughMs = 180_000;

/** Waits until nothing is under way any more. @throws Error that tells what does not end */
export async function quiet(town: Pick<Town, 'postgres' | 'workflow' | 'webhooks'>): Promise<void> {
  const deadline = Date.now() + enoughMs;
  for (;;) {
    await town.webhooks.settled();
    const open = await stillOpen(town);
    if (Object.values(open).every((count) => count === 0)) return;
    if (Date.now() > deadline) {
      throw new Error(`It does not come to rest: ${JSON.stringify(open)}\n${await rows(town)}`);
    }
    await delay(100);
  }
}

async function stillOpen({ postgres, workflow }: Pick<Town, 'postgres' | 'workflow'>) {
  const [open] = await postgres.asOwner<Open>(`select
    (select count(*)::int from crm_sync_queue where done_at is null) as queue,
    (select count(*)::int from webhook_events where done_at is null) as events,
    (select count(*)::int from crm_sync_logs where status in ('running', 'applying')) as runs,
    (select count(*)::int from crm_write_journal where state = 'pending') as entries,
    (select count(*)::int from crm_bulk_enrichments where finished_at is null) as bulks`);
  if (!open) throw new Error('A count has no answer.');
  const enrolled = workflow.enrolments().filter(({ finishedAt }) => finishedAt === null);
  return { ...open, enrolled: enrolled.length };
}

/** What is open, for whoever looks into it. */
async function rows({ postgres }: Pick<Town, 'postgres'>): Promise<string> {
  const found = await Promise.all([
    postgres.asOwner(`select 'run' as what, record_id, operation, status, attempts, lease_expires_at,
      error_code from crm_sync_logs where status in ('running', 'applying') limit 5`),
    postgres.asOwner(`select 'item' as what, record_id, state, attempts, due_at, worker, error_code
      from crm_sync_queue where done_at is null limit 5`),
    postgres.asOwner(`select 'entry' as what, operation_key, sync_log_id, created_at
      from crm_write_journal where state = 'pending' limit 5`),
    postgres.asOwner(`select 'bulk' as what, id, state, total from crm_bulk_enrichments
      where finished_at is null limit 5`),
  ]);
  return found
    .flat()
    .map((row) => JSON.stringify(row))
    .join('\n');
}
