import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/audit/actor.ts';
import { getSettings } from '../../server/store/organizations.ts';
import { heldRecord } from '../../shared/contract/privacy.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { startOpenAiStandin } from '../sandbox/openai/standin.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, openHouse, sharedDatabase } from '../support/house.ts';
import { openSalesforceHouse } from '../support/salesforce-house.ts';
import { addressHash, everything, historyOf, named, newPerson, person } from './support/people.ts';

const admin: Actor = { kind: 'user', id: 'admin-7', source: 'api', ip: '203.0.113.9' };
const contact = (id: string) => ({ object: 'contact', id }) as const;
const erase = ({ services, tenant }: House, id: string, suppress = true) =>
  services.privacy.erase(tenant, admin, contact(id), { suppress });
const held = ({ services, tenant }: House, id: string) =>
  services.privacy.held(tenant, contact(id));
const suppressionOf = ({ database, tenant }: House) =>
  database.withOrganization(
    tenant.organizationId,
    async (trx) => (await getSettings(trx, tenant.organizationId)).suppression,
  );

const timesListed = ({ emailHashes }: TenantSettings['suppression']) =>
  emailHashes.filter((hash) => hash === addressHash).length;

/** Something of every kind: runs, a preview, an undo, a task, requests, events, the sender's id. */
async function occupy(house: House, id: string): Promise<void> {
  const { services, tenant, database } = house;
  await house.enrich({ object: 'contact', recordId: id, mode: 'preview' });
  const { id: undone } = await house.enrich({ object: 'contact', recordId: id });
  await services.sync.undo(tenant, undone);
  const last = await house.enrich({ object: 'contact', recordId: id, refresh: true });
  const [action] = last.nextActions;
  await services.sync.createActionTask(tenant, contact(id), {
    enrichmentId: last.id,
    actionId: action?.id ?? '',
    person: null,
  });
  await services.inbound.acceptExecution(tenant, {
    callbackId: `ap-${id}`,
    record: contact(id),
    mode: 'preview',
    refresh: false,
  });
  await services.inbound.acceptEvents(tenant, [
    {
      kind: 'changed',
      record: contact(id),
      absorbedIds: [],
      eventId: id,
      subscriptionType: 'object.propertyChange',
      occurredAt: new Date(),
    },
  ]);
  await services.inbound.drain();
  await database.withOrganization(tenant.organizationId, async (trx) => {
    const owner = { organization_id: tenant.organizationId, integration_id: tenant.integrationId };
    await trx
      .insertInto('crm_entities')
      .values({
        ...owner,
        entity_type: 'contact',
        entity_id: 'sender-Quillfeather',
        object_type: 'contact',
        crm_record_id: id,
        created_at: new Date(),
        last_synced_at: new Date(),
      })
      .execute();
    await trx
      .insertInto('crm_sync_logs')
      .values({
        ...owner,
        id: randomUUID(),
        operation: 'sync',
        object_type: 'contact',
        record_id: 'sender-Quillfeather',
        status: 'failed',
        trigger: 'api',
        request: '{}',
        started_at: new Date(),
      })
      .execute();
  });
}

describe.each(databases)('what is held on a record, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is told by kind: what, from when, from where, for how long', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    expect(await held(house, id)).toMatchObject({ state: 'nothing', holdings: [] });
    await occupy(house, id);
    const answer = heldRecord.parse(await held(house, id));
    expect(answer).toMatchObject({ state: 'held', suppressed: false, recordId: id });
    expect(answer.holdings.map((one) => one.kind).sort()).toEqual([
      'enrichments',
      'events',
      'history',
      'memory',
      'requests',
      'score-snapshots',
      'sender-ids',
      'writes',
    ]);
    const enrichments = answer.holdings.find((one) => one.kind === 'enrichments');
    expect(enrichments?.sources).toEqual(expect.arrayContaining(['HubSpot', 'Companies House']));
    expect(enrichments?.retention).toContain('90 days');
    expect(JSON.stringify(enrichments?.content)).toMatch(named);
    for (const { description, sources, retention, newest } of answer.holdings) {
      expect(description).toMatch(/\.$/);
      expect(sources.length).toBeGreaterThan(0);
      expect(retention).not.toBe('');
      expect(newest).not.toBeNull();
    }
  });

  it('is nobody else’s to ask for', async () => {
    const [ours, theirs] = [await openHouse(shared), await openHouse(shared)];
    const stolen = { ...ours.tenant, integrationId: theirs.tenant.integrationId };
    const { privacy } = ours.services;
    await expect(privacy.held(stolen, contact('1001'))).rejects.toMatchObject({ status: 404 });
    await expect(
      privacy.erase(stolen, admin, contact('1001'), { suppress: true }),
    ).rejects.toMatchObject({ code: 'integration_not_found' });
  });
});

describe.each(databases)('an erasure, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('leaves the person in no table, and in HubSpot as she was', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    await occupy(house, id);
    const before = await everything(house);
    for (const table of ['crm_sync_logs', 'crm_write_journal', 'audit_events', 'crm_entities']) {
      expect([table, before.get(table)?.includes(id)]).toEqual([table, true]);
    }
    expect(await erase(house, id)).toEqual({
      erased: true,
      suppressed: true,
      kept: expect.arrayContaining([expect.stringContaining('suppression list')]),
    });
    const tombstone = new RegExp(`\\b${id}\\b`);
    for (const [table, rows] of await everything(house)) {
      expect([table, named.test(rows)]).toEqual([table, false]);
      const mayName = table === 'crm_entity_mappings';
      expect([table, tombstone.test(rows) && !mayName]).toEqual([table, false]);
    }
    expect(house.hubspot.get('contacts', id)?.properties.lastname).toBe('Quillfeather');
    expect(await held(house, id)).toMatchObject({
      state: 'erased',
      suppressed: true,
      holdings: [],
    });
    expect((await suppressionOf(house)).emailHashes).toContain(addressHash);
    expect(await house.services.sync.recover({ ignoreLeases: true })).toBe(0);
  });

  it('leaves in the history that something was done, by whom and when, and not to whom', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    await house.enrich({ object: 'contact', recordId: id });
    const colleague = newPerson(house, { email: 'colleague@tidewright.example' });
    await house.enrich({ object: 'contact', recordId: colleague });
    await erase(house, id);
    const nobody = { record_id: null, object_type: 'contact' };
    expect(await historyOf(house)).toMatchObject([
      { action: 'enrichment.written', ...nobody, before: null, after: null },
      { action: 'enrichment.written', record_id: colleague, after: expect.any(Object) },
      {
        action: 'record.erased',
        ...nobody,
        actor_kind: 'user',
        actor_id: 'admin-7',
        source: 'api',
        after: { suppressed: true },
      },
    ]);
  });

  it('is the end of it: nothing is researched or written for her again, under any record', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    await house.enrich({ object: 'contact', recordId: id });
    await erase(house, id);
    house.hubspot.clearRequests();
    const researched = house.sources.requests().length;
    const again = house.enrich({ object: 'contact', recordId: id, refresh: true });
    await expect(again).rejects.toMatchObject({ code: 'record_erased', status: 409 });
    house.hubspot.erase(id);
    const double = newPerson(house);
    await expect(
      house.enrich({ object: 'contact', recordId: double, refresh: true }),
    ).rejects.toMatchObject({ code: 'suppressed' });
    expect(house.sources.requests()).toHaveLength(researched);
    const changed = house.hubspot.requests().filter(({ path }) => /update|create/.test(path));
    expect(changed).toEqual([]);
    expect(
      await house.database.asOwner(
        'select 1 from crm_entity_mappings where crm_record_id = $1 and picked_at is not null',
        [id],
      ),
    ).toEqual([]);
  });

  it('may be asked for without the hash, and repeated', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    await house.enrich({ object: 'contact', recordId: id });
    expect(await erase(house, id, false)).toMatchObject({ erased: true, suppressed: false });
    expect(await erase(house, id, false)).toMatchObject({ erased: false });
    expect((await suppressionOf(house)).emailHashes).not.toContain(addressHash);
    const actions = (await historyOf(house)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'record.erased')).toHaveLength(1);
  });

  it('does not need HubSpot: the hash of the address it told last is enough', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    // Of a preview, too, the address is known.
    await house.enrich({ object: 'contact', recordId: id, mode: 'preview' });
    house.hubspot.fail({ path: '.', action: { kind: 'drop', when: 'before' }, times: 1_000 });
    expect(await erase(house, id)).toMatchObject({ erased: true, suppressed: true });
    expect(timesListed(await suppressionOf(house))).toBe(1);
  });

  it('that HubSpot asks for keeps the hash, once, and nothing else', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    await house.enrich({ object: 'contact', recordId: id });
    house.hubspot.erase(id);
    const event = (eventId: string) => ({
      kind: 'erased' as const,
      record: contact(id),
      absorbedIds: [],
      eventId,
      subscriptionType: 'contact.privacyDeletion',
      occurredAt: new Date(),
    });
    for (const one of [event('1'), event('2')]) {
      await house.services.inbound.acceptEvents(house.tenant, [one]);
      await house.services.inbound.drain();
    }
    expect(timesListed(await suppressionOf(house))).toBe(1);
    expect((await historyOf(house)).at(-1)).toMatchObject({
      action: 'record.erased',
      actor_kind: 'system',
      source: 'hubspot-webhook',
      record_id: null,
    });
    const double = newPerson(house);
    await expect(house.enrich({ object: 'contact', recordId: double })).rejects.toMatchObject({
      code: 'suppressed',
    });
  });

  it('of a company takes its runs, and leaves the key of its deal', async () => {
    const house = await openHouse(shared);
    const deals = () => house.hubspot.records('deals').length;
    await house.enrich({ object: 'contact', recordId: '1001' });
    await house.enrich({ object: 'company', recordId: '2001' });
    const before = deals();
    const company = { object: 'company', id: '2001' } as const;
    const { privacy } = house.services;
    expect(await privacy.erase(house.tenant, admin, company, { suppress: true })).toMatchObject({
      erased: true,
      suppressed: false,
    });
    expect(await privacy.held(house.tenant, company)).toMatchObject({ state: 'erased' });
    expect((await house.runs()).map(({ record }) => record.object)).not.toContain('company');
    await house.enrich({ object: 'contact', recordId: '1001', refresh: true });
    expect(deals()).toBe(before);
  });

  it.each([
    ['an undo', /\/contacts\/batch\/read$|\/contacts\/\d+$/],
    ['an undo that writes', /\/contacts\/batch\/update$/],
  ])('ends %s under way with a sentence', async (_, path) => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    const { id: runId } = await house.enrich({ object: 'contact', recordId: id });
    house.hubspot.hooks.onRequest = async (request) => {
      if (!path.test(request.path)) return;
      house.hubspot.hooks.onRequest = undefined;
      await erase(house, id, false);
    };
    await expect(house.services.sync.undo(house.tenant, runId)).rejects.toMatchObject({
      code: 'record_erased',
      status: 409,
    });
    expect([...(await everything(house)).values()].join('\n')).not.toMatch(named);
  });

  it.each([
    ['it is looked up', /\/contacts\/batch\/read$|\/contacts\/\d+$/],
    ['it is created', /\/tasks\/batch\/create$/],
  ])('ends a task under way with a sentence while %s', async (_, path) => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    const { id: enrichmentId, nextActions } = await house.enrich({
      object: 'contact',
      recordId: id,
    });
    house.hubspot.hooks.onRequest = async (request) => {
      if (!path.test(request.path)) return;
      house.hubspot.hooks.onRequest = undefined;
      await erase(house, id, false);
    };
    const asking = house.services.sync.createActionTask(house.tenant, contact(id), {
      enrichmentId,
      actionId: nextActions[0]?.id ?? '',
      person: null,
    });
    await expect(asking).rejects.toMatchObject({ code: 'record_erased', status: 409 });
    expect([...(await everything(house)).values()].join('\n')).not.toMatch(named);
  });

  it.each([
    ['read', /\/companies\/batch\/read$/],
    ['written', /\/contacts\/batch\/update$/],
    ['given a deal', /\/deals\/batch\/create$/],
  ])('ends an enrichment under way while she is %s, and nothing comes back', async (_, path) => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    house.hubspot.hooks.onRequest = async (request) => {
      if (!path.test(request.path)) return;
      house.hubspot.hooks.onRequest = undefined;
      await erase(house, id);
    };
    const asking = house.enrich({ object: 'contact', recordId: id });
    await expect(asking).rejects.toMatchObject({ status: expect.any(Number) });
    const left = await everything(house);
    expect([...left.values()].join('\n')).not.toMatch(named);
    // Nothing of her is remembered under the name that stands for her either.
    expect(left.get('crm_entity_mappings')).not.toMatch(/,erased,[^\n]*oppspot_score/);
    expect(await house.services.sync.recover({ ignoreLeases: true })).toBe(0);
  });

  it('reaches the summaries that a model wrote of what she did', async () => {
    const model = await startOpenAiStandin();
    const house = await openHouse(shared, {
      env: {
        OPENAI_API_KEY: model.apiKey,
        OPENAI_BASE_URL: model.url,
        OPENAI_MODEL: model.model,
      },
    });
    const id = newPerson(house);
    const preview = asked({ object: 'contact', recordId: id, mode: 'preview' });
    const { sync } = house.services;
    await sync.enrich(house.tenant, preview);
    await sync.enrich(house.tenant, preview);
    expect(model.requests()).toHaveLength(1);
    await sync.forget(house.tenant, contact(id));
    await sync.enrich(house.tenant, preview);
    expect(model.requests()).toHaveLength(2);
    await model.close();
  });
});

describe.each(databases)('people in Salesforce, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are erased the same way; the org tells the address', async () => {
    const { house, tenant, salesforce, enrich } = await openSalesforceHouse(shared);
    const ada = salesforce.create('Contact', {
      FirstName: person.firstname,
      LastName: person.lastname,
      Email: person.email,
    });
    await enrich({ object: 'contact', recordId: ada.id });
    const { privacy } = house.services;
    expect(await privacy.erase(tenant, admin, contact(ada.id), { suppress: true })).toMatchObject({
      erased: true,
      suppressed: true,
    });
    const left = await everything({ ...house, tenant });
    expect([...left.values()].join('\n')).not.toMatch(named);
    expect((await suppressionOf({ ...house, tenant })).emailHashes).toContain(addressHash);
    await expect(enrich({ object: 'contact', recordId: ada.id })).rejects.toMatchObject({
      code: 'record_erased',
    });
  });
});
