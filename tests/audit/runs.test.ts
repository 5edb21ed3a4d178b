/** What runs, settings and connections leave in the history, and under whose name. */
import { describe, expect, it } from 'vitest';
import { type Actor, actingAs } from '../../server/audit/actor.ts';
import { openCard } from '../hubspot-app/cards/support/card.ts';
import { openWorkflow } from '../inbound/support/workflow.ts';
import { historyOf } from '../privacy/support/people.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { hubspotUser, openServedHouse } from '../support/served-house.ts';
import { hero, plannedValues, tasks, valuesOf } from '../sync/support/portal.ts';
import { recoverLater } from '../sync/support/settle.ts';

const rep: Actor = { kind: 'crm-user', id: '9001', source: 'hubspot-card', ip: null };
const admin: Actor = { kind: 'user', id: 'admin-7', source: 'api', ip: '203.0.113.9' };
const byRep = { actor_kind: 'crm-user', actor_id: '9001', source: 'hubspot-card' };
const byAdmin = { actor_kind: 'user', actor_id: 'admin-7', source: 'api' };
const ofHero = { object_type: 'contact', record_id: '1001' };

const actions = async (house: House) => (await historyOf(house)).map(({ action }) => action);

describe.each(databases)('the history of runs, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('has every field before and after, the task and the deal', async () => {
    const house = await openHouse(shared);
    const before = valuesOf(house.hubspot);
    const enrichment = await actingAs(rep, () => house.enrich(hero));
    const [event, ...more] = await historyOf(house);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      ...byRep,
      ...ofHero,
      action: 'enrichment.written',
      run_id: enrichment.id,
    });
    const { 'oppSpot task': task, 'oppSpot deal': deal, ...fields } = event?.after ?? {};
    expect(Object.keys(fields).sort()).toEqual(Object.keys(plannedValues(enrichment)).sort());
    expect(fields.oppspot_score).toBe(valuesOf(house.hubspot).oppspot_score);
    expect(task).toBe(tasks(house.hubspot)[0]?.id);
    expect(deal).toMatch(/^\d+$/);
    for (const [field, value] of Object.entries(event?.before ?? {})) {
      expect([field, value || null]).toEqual([field, before[field] || null]);
    }
  });

  it('names whoever applied a preview, not who made it, and whoever discarded one', async () => {
    const house = await openHouse(shared);
    const { sync } = house.services;
    const first = await actingAs(rep, () => house.enrich({ ...hero, mode: 'preview' }));
    expect(await historyOf(house)).toEqual([]);
    await actingAs(admin, () => sync.apply(house.tenant, first.id));
    const second = await actingAs(rep, () => house.enrich({ ...hero, mode: 'preview' }));
    await actingAs(admin, () => sync.discard(house.tenant, second.id));
    await actingAs(admin, () => sync.discard(house.tenant, second.id));
    expect(await historyOf(house)).toMatchObject([
      { ...byAdmin, ...ofHero, action: 'preview.applied', run_id: first.id },
      { ...byAdmin, ...ofHero, action: 'preview.discarded', run_id: second.id, after: null },
    ]);
  });

  it('has what an undo gave back, and a task that somebody asked for', async () => {
    const house = await openHouse(shared);
    const { sync } = house.services;
    house.hubspot.update('contacts', '1001', { oppspot_summary: 'Before.' });
    const { id, nextActions } = await house.enrich(hero);
    const wrote = valuesOf(house.hubspot).oppspot_summary;
    const record = { object: 'contact', id: '1001' } as const;
    const asked = { enrichmentId: id, actionId: nextActions[0]?.id ?? '', person: null };
    const task = await actingAs(rep, () => sync.createActionTask(house.tenant, record, asked));
    await actingAs(rep, () => sync.createActionTask(house.tenant, record, asked));
    const report = await actingAs(admin, () => sync.undo(house.tenant, id));
    await actingAs(admin, () => sync.undo(house.tenant, id));
    expect((await historyOf(house)).slice(1)).toMatchObject([
      {
        ...byRep,
        ...ofHero,
        action: 'task.created',
        run_id: task.runId,
        after: { 'oppSpot task': task.taskId },
      },
      {
        ...byAdmin,
        ...ofHero,
        action: 'enrichment.undone',
        run_id: report.id,
        before: { oppspot_summary: wrote, 'oppSpot deal': expect.any(String) },
        after: { oppspot_summary: 'Before.', 'oppSpot deal': null },
      },
    ]);
  });

  it('says that nothing could be written, and nothing of runs that had nothing to write', async () => {
    const house = await openHouse(shared);
    house.hubspot.fail({
      method: 'POST',
      path: '(update|create)$',
      action: { kind: 'status', status: 403 },
      times: 100,
    });
    await house.enrich(hero);
    expect(await actions(house)).toEqual(['enrichment.failed']);
    await house.enrich({ object: 'contact', recordId: 'nobody' }).catch(() => {});
    expect(await actions(house)).toEqual(['enrichment.failed']);
  });

  it('names whoever began a run that another process finished', async () => {
    const house = await openHouse(shared);
    const other = await house.another();
    const arrived = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onBeforeAnswer = async ({ path }) => {
      if (!path.endsWith('/contacts/batch/update')) return;
      house.hubspot.hooks.onBeforeAnswer = undefined;
      arrived.resolve();
      await open.promise;
    };
    const stuck = actingAs(rep, () => house.enrich(hero)).catch(() => {});
    await arrived.promise;
    expect(await recoverLater(house, other)).toBe(1);
    open.resolve();
    await stuck;
    expect(await historyOf(house)).toMatchObject([
      { ...byRep, ...ofHero, action: 'enrichment.written' },
    ]);
  });
});

describe.each(databases)('who stands in the history, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is the person on the card, the token, or the workflow', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    await card.follow(await card.enrich({}));
    await house.api('/api/v1/enrichments', {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=30' },
      body: JSON.stringify({ object: 'contact', recordId: '1002' }),
    });
    await expect.poll(async () => (await actions(house)).length).toBe(2);
    await openWorkflow(house).start(['1003']);
    await house.services.inbound.drain();
    const [token] = await house.database.asOwner<{ id: string }>(
      `select id from api_tokens where organization_id = $1`,
      [house.tenant.organizationId],
    );
    expect(await historyOf(house)).toMatchObject([
      { ...byRep, actor_id: hubspotUser.userId, record_id: '1001' },
      { actor_kind: 'api-token', actor_id: token?.id, source: 'api', record_id: '1002' },
      { actor_kind: 'workflow', source: 'hubspot-workflow', record_id: '1003' },
    ]);
  });

  it('is whoever had our fields created in HubSpot', async () => {
    const house = await openHouse(shared, { provisioned: false });
    await actingAs(rep, () => house.enrich(hero));
    await house.enrich({ ...hero, refresh: true });
    const created = await house.database.asOwner<{ fields: string[] }>(
      `select actor_id, after -> 'fields' as fields from audit_events
       where organization_id = $1 and action = 'fields.created'`,
      [house.tenant.organizationId],
    );
    expect(created).toMatchObject([{ actor_id: '9001' }]);
    expect(created[0]?.fields.join()).toContain('oppspot_score');
  });

  it('has no secret beside him', async () => {
    const house = await openServedHouse(shared);
    await house.enrich(hero);
    const text = JSON.stringify(await historyOf(house));
    for (const secret of [house.token, 'house-']) expect(text).not.toContain(secret);
  });
});
