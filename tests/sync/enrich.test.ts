import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import {
  changeOf,
  hero,
  heroCompanyId,
  newDeals,
  plannedValues,
  reads,
  skips,
  standing,
  tasks,
  valuesOf,
  writes,
} from './support/portal.ts';

const hour = 3_600_000;

describe.each(databases)('enriching a record, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('writes fields, a task and a deal, and journals each of them', async () => {
    const { enrich, hubspot, run, journal, logs } = await openHouse(database);
    const enrichment = await enrich(hero);

    expect(enrichment).toMatchObject({ status: 'completed', replayed: false, warnings: [] });
    expect(enrichment.written.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'fields written',
      'task written',
      'deal written',
    ]);
    expect(standing(hubspot, enrichment)).toEqual(plannedValues(enrichment));
    expect(valuesOf(hubspot)).toMatchObject({
      oppspot_score: String(enrichment.score.value),
      oppspot_enrichment_id: enrichment.id,
      country: 'United Kingdom',
    });

    const entries = await journal(enrichment.id);
    expect(entries.map(({ state, operation }) => `${operation.kind} ${state}`)).toEqual([
      'update applied',
      'create-task applied',
      'create-deal applied',
    ]);
    expect(entries.map(({ crmId }) => crmId)).toEqual([
      '1001',
      tasks(hubspot)[0]?.id,
      newDeals(hubspot)[0]?.id,
    ]);
    expect(entries[0]?.before).toMatchObject({ oppspot_score: null, country: null });
    expect(await run(enrichment.id)).toMatchObject({
      operation: 'enrich',
      status: 'completed',
      score: enrichment.score.value,
      errorCode: null,
      durationMs: enrichment.durationMs,
    });
    expect(enrichment.durationMs).toBeGreaterThanOrEqual(enrichment.researchMs);
    expect(logs()).toEqual([]);
  });

  it('gives the task and the deal to the record, its company and the new owner', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const enrichment = await enrich(hero);
    const ownerId = changeOf(enrichment, 'hubspot_owner_id')?.after;

    const [task, ...otherTasks] = tasks(hubspot);
    const [deal, ...otherDeals] = newDeals(hubspot);
    expect([otherTasks, otherDeals]).toEqual([[], []]);
    expect(['71001', '71002']).toContain(ownerId);
    expect(valuesOf(hubspot).hubspot_owner_id).toBe(ownerId);
    expect(task?.properties.hubspot_owner_id).toBe(ownerId);
    expect(deal?.properties).toMatchObject({
      hubspot_owner_id: ownerId,
      oppspot_external_id: 'oppspot-deal-company-2001-1',
    });
    for (const reference of [
      { type: 'tasks' as const, id: task?.id ?? '' },
      { type: 'deals' as const, id: deal?.id ?? '' },
    ]) {
      expect(hubspot.associated(reference, 'contacts')).toEqual(['1001']);
      expect(hubspot.associated(reference, 'companies')).toEqual([heroCompanyId]);
    }
    const due = Date.parse(task?.properties.hs_timestamp ?? '');
    expect((due - Date.parse(enrichment.startedAt)) / hour).toBeCloseTo(48, 1);
  });

  it('costs at most three reads and three writes in HubSpot', async () => {
    const { enrich, hubspot } = await openHouse(database);
    await enrich(hero);
    expect(reads(hubspot).length).toBeLessThanOrEqual(3);
    expect(writes(hubspot).toSorted()).toEqual([
      'POST /crm/objects/2026-09/contacts/batch/update',
      'POST /crm/objects/2026-09/deals/batch/create',
      'POST /crm/objects/2026-09/tasks/batch/create',
    ]);
  });

  it('creates its fields in a portal that never had them, once', async () => {
    const { enrich, hubspot } = await openHouse(database, { provisioned: false });
    const enrichment = await enrich(hero);
    expect(enrichment.status).toBe('completed');
    expect(valuesOf(hubspot).oppspot_score).toBe(String(enrichment.score.value));
    expect(newDeals(hubspot)).toHaveLength(1);

    hubspot.clearRequests();
    await enrich({ object: 'contact', recordId: '1002' });
    expect(writes(hubspot).filter((call) => call.includes('/properties/'))).toEqual([]);
  });

  it('creates no second task or deal for the same record, and says why', async () => {
    const { enrich, hubspot, clock } = await openHouse(database);
    await enrich(hero);
    clock.advance(hour);
    const again = await enrich(hero);

    expect(again).toMatchObject({ status: 'completed', plan: { task: null, deal: null } });
    expect(again.plan.skipped).toContainEqual({
      action: 'task',
      code: 'exists',
      reason: expect.stringContaining('after 30 days'),
    });
    expect(skips(again)).toMatchObject({ task: 'exists', deal: 'open-deal' });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 1]);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(again.id);
  });

  it('creates the next task when the last one is old enough, but no deal beside an open one', async () => {
    const { enrich, hubspot, clock } = await openHouse(database);
    const first = await enrich(hero);
    clock.advance(31 * 24 * hour);
    const next = await enrich(hero);
    expect(next.plan.task?.key).not.toBe(first.plan.task?.key);
    expect(skips(next)).toMatchObject({ deal: 'open-deal' });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([2, 1]);
  });

  it('creates no second deal when a person deleted the first', async () => {
    const { enrich, hubspot, clock } = await openHouse(database);
    await enrich(hero);
    hubspot.archive('deals', newDeals(hubspot)[0]?.id ?? '');
    hubspot.archive('tasks', tasks(hubspot)[0]?.id ?? '');
    clock.advance(hour);
    const again = await enrich(hero);
    expect(skips(again)).toMatchObject({ task: 'exists', deal: 'exists' });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([0, 0]);
  });

  it('creates one deal for a company whose contacts are enriched at the same moment', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const people = ['1001', '1019', '1023'];
    const enrichments = await Promise.all(
      people.map((recordId) => enrich({ object: 'contact', recordId })),
    );
    expect(enrichments.map(({ status }) => status)).toEqual(people.map(() => 'completed'));
    expect(newDeals(hubspot)).toHaveLength(1);
    expect(enrichments.filter(({ plan }) => plan.deal)).toHaveLength(1);
    expect(tasks(hubspot)).toHaveLength(3);
    for (const other of enrichments.filter(({ plan }) => !plan.deal)) {
      expect(skips(other)).toMatchObject({ deal: 'exists' });
    }
  });

  it('enriches a company record with facts about itself', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const enrichment = await enrich({ object: 'company', recordId: heroCompanyId });
    expect(enrichment).toMatchObject({ status: 'completed', match: { status: 'matched' } });
    expect(valuesOf(hubspot, heroCompanyId, 'companies')).toMatchObject({
      oppspot_enrichment_id: enrichment.id,
      oppspot_company_number: '99410001',
      city: 'Bristol',
      founded_year: '2014',
    });
    const taskId = tasks(hubspot)[0]?.id ?? '';
    expect(hubspot.associated({ type: 'tasks', id: taskId }, 'companies')).toEqual([heroCompanyId]);
  });

  it('keeps an owner and values that people set', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const enrichment = await enrich({ object: 'contact', recordId: '1019' });
    expect(valuesOf(hubspot, '1019')).toMatchObject({ hubspot_owner_id: '71004', city: 'Bath' });
    expect(changeOf(enrichment, 'city')).toMatchObject({ decision: 'skip', policy: 'fill-blank' });
    expect(tasks(hubspot)[0]?.properties.hubspot_owner_id).toBe('71004');
  });

  it('lets the owners of a rule take turns', async () => {
    const { enrich, hubspot } = await openHouse(database);
    await enrich(hero);
    await enrich({ object: 'contact', recordId: '1002' });
    await enrich({ object: 'contact', recordId: '1018' });
    const owners = ['1001', '1002', '1018'].map((id) => valuesOf(hubspot, id).hubspot_owner_id);
    expect(owners).toEqual(['71001', '71002', '71001']);
  });

  it('counts nothing that it wrote itself as engagement of the record', async () => {
    const { enrich, clock } = await openHouse(database);
    const person = { object: 'contact', recordId: '1004' } as const;
    const first = await enrich(person);
    clock.advance(5_000);
    const second = await enrich(person);
    expect(second.score.components).toEqual(first.score.components);
  });
});
