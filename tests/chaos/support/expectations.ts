/** What must be true after a storm: nothing lost, nothing doubled. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Household } from './people.ts';
import type { Town } from './town.ts';
import type { Asked } from './weather.ts';

/** What came of somebody in calm weather. */
export interface Outcome {
  readonly status: string | undefined;
  readonly score: string | undefined;
  readonly tasks: number;
  /** At the company. */
  readonly deals: number;
}

interface RunRow {
  readonly id: string;
  readonly record_id: string;
  readonly status: string;
  readonly entries: number;
}

interface ItemRow {
  readonly record_id: string;
  readonly bulk_id: string | null;
  readonly callback_id: string;
  readonly outcome: string;
  readonly status: string;
  readonly enrichment_id: string | null;
}

/** How people stand in HubSpot: tasks and deals in the recycling bin count, too. */
export function outcomesOf(
  { hubspot }: Pick<Town, 'hubspot'>,
  { companyId, contactIds }: Household,
): Outcome[] {
  const portal = hubspot.portal();
  const linked = (type: 'contacts' | 'companies', id: string, to: 'tasks' | 'deals') =>
    portal.associations.of({ type, id }, to).length;
  const deals = linked('companies', companyId, 'deals');
  return contactIds.map((id) => {
    const values = hubspot.get('contacts', id)?.properties ?? {};
    const { oppspot_status: status, oppspot_score: score } = values;
    return {
      status: status ?? undefined,
      score: score ?? undefined,
      tasks: linked('contacts', id, 'tasks'),
      deals,
    };
  });
}

/** @param calm by likeness */
export async function expectNothingLostOrDoubled(
  town: Town,
  asked: Asked,
  calm: ReadonlyMap<string, Outcome>,
): Promise<void> {
  for (const household of asked.households) {
    const { likeness, contactIds } = household;
    const expected = contactIds.map(() => calm.get(likeness));
    const outcomes = outcomesOf(town, household);
    const told = async () =>
      [
        `${contactIds} like ${likeness}: ${JSON.stringify(outcomes)}`,
        await historyOf(town, contactIds),
      ].join('\n');
    if (!isDeepStrictEqual(outcomes, expected)) expect(outcomes, await told()).toEqual(expected);
  }
  const runs = await completedRuns(town, asked);
  await expectItems(town, asked, runs);
  await expectBulk(town, asked);
  expectWorkflow(town, asked);
  expect([town.web, ...town.workers].flatMap(({ crashes }) => crashes)).toEqual([]);
}

/** What our own rows say of people, for whoever looks into it. */
async function historyOf({ postgres }: Town, ids: readonly string[]): Promise<string> {
  const [runs, items] = await Promise.all([
    postgres.asOwner(
      `select record_id, operation, status, attempts, error_code, started_at, finished_at
       from crm_sync_logs where record_id = any($1)`,
      [ids],
    ),
    postgres.asOwner(
      `select record_id, kind, outcome, state, attempts, error_code, error_message, received_at, done_at
       from crm_sync_queue where record_id = any($1)`,
      [ids],
    ),
  ]);
  return [...runs, ...items].map((row) => JSON.stringify(row)).join('\n');
}

/** The completed runs by id. Each item has one; where two wanted the same record there may be two. */
async function completedRuns({ postgres, hubspot }: Town, { households, inBulk, enrolled }: Asked) {
  const people = households.flatMap(({ contactIds }) => contactIds);
  const rows = await postgres.asOwner<RunRow>(
    `select run.id, run.record_id, run.status, count(entry.id)::int as entries
     from crm_sync_logs run left join crm_write_journal entry on entry.sync_log_id = run.id
     where run.record_id = any($1) group by run.id`,
    [people],
  );
  for (const id of people) {
    const own = rows.filter(({ record_id }) => record_id === id);
    const completed = own.filter(({ status }) => status === 'completed');
    const isWantedTwice = inBulk.includes(id) && enrolled.includes(id);
    expect(completed.length, `completed runs of ${id}`).toBeGreaterThanOrEqual(1);
    expect(completed.length, `completed runs of ${id}`).toBeLessThanOrEqual(isWantedTwice ? 2 : 1);
    // What failed had written nothing.
    const others = own.filter((run) => !completed.includes(run));
    expect(others.filter(({ status, entries }) => status !== 'failed' || entries > 0)).toEqual([]);
    const standing = hubspot.get('contacts', id)?.properties.oppspot_enrichment_id;
    expect(completed.map((run) => run.id)).toContain(standing);
  }
  return new Map(rows.filter(({ status }) => status === 'completed').map((run) => [run.id, run]));
}

async function expectItems(
  { postgres, workflow }: Town,
  { bulkId, inBulk, workflowBatch, enrolled }: Asked,
  completed: ReadonlyMap<string, RunRow>,
): Promise<void> {
  const callbackIds = workflow.enrolments(workflowBatch).map(({ callbackId }) => callbackId);
  const items = await postgres.asOwner<ItemRow>(
    `select record_id, bulk_id, callback_id, outcome, outputs ->> 'oppspot_status' as status,
       enrichment_id
     from crm_sync_queue where bulk_id = $1 or callback_id = any($2)`,
    [bulkId, callbackIds],
  );
  const ids = (isMeant: (item: ItemRow) => boolean) =>
    items
      .filter(isMeant)
      .map(({ record_id }) => record_id)
      .toSorted();
  expect(ids(({ bulk_id }) => bulk_id !== null)).toEqual(inBulk.toSorted());
  expect(ids(({ bulk_id }) => bulk_id === null)).toEqual(enrolled.toSorted());
  for (const { record_id, status, enrichment_id, outcome } of items) {
    expect(status, `what came of ${record_id}`).toBe('completed');
    expect(completed.get(enrichment_id ?? '')?.record_id).toBe(record_id);
    // HubSpot took the outputs, and its answer may have been lost.
    expect(['completed', 'gone']).toContain(outcome);
  }
}

async function expectBulk({ services, tenant }: Town, { bulkId, inBulk }: Asked): Promise<void> {
  const bulk = await services.bulk.get(tenant, bulkId);
  const { progress, result } = bulk;
  expect(bulk.state).toBe('completed');
  expect(progress).toMatchObject({ total: inBulk.length, done: inBulk.length, waiting: 0 });
  expect(result).toMatchObject({ skipped: 0, failed: 0, cancelled: 0 });
  expect(result.written + result.unchanged).toBe(inBulk.length);
}

/** HubSpot refuses a second callback, so an execution that is over had exactly one. */
function expectWorkflow({ workflow, hubspot }: Town, { workflowBatch, enrolled }: Asked): void {
  const enrolments = workflow.enrolments(workflowBatch);
  expect(enrolments.map(({ recordId }) => recordId)).toEqual(enrolled);
  for (const { callbackId, state, error, outputFields } of enrolments) {
    expect([state, error], callbackId).toEqual(['completed', null]);
    expect(outputFields).toMatchObject({ oppspot_status: 'completed' });
    expect(hubspot.portal().callbacks.completed.has(callbackId)).toBe(true);
  }
}
