import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CardState, RunAnswer } from '../../shared/contract/card.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { type CallingOrg, openCallingOrg } from './support/org.ts';

const hero = { object: 'Contact', recordId: salesforceId('contact', '1001') };

async function settled(org: CallingOrg, record: object, answer: RunAnswer): Promise<CardState> {
  let current = answer;
  while (current.state === 'running') {
    const { runId, seen } = current.progress;
    current = await org.ask<RunAnswer>('/salesforce/card/watch', { ...record, runId, seen });
  }
  return current.card;
}

async function enriched(org: CallingOrg, record: object, mode = 'write') {
  const request = { mode, refresh: false, pick: null, idempotencyKey: randomUUID() };
  const answer = await org.ask<RunAnswer>('/salesforce/card/enrich', { ...record, request });
  return settled(org, record, answer);
}

describe.each(databases)('the component on a Salesforce record, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('enriches, and shows it when it is opened again', async () => {
    const org = await openCallingOrg(shared);
    const card = await enriched(org, hero);
    expect(card.latest).toMatchObject({ crm: 'salesforce', status: 'completed' });
    const opened = await org.ask<CardState>('/salesforce/card/state', hero);
    expect(opened.latest?.id).toBe(card.latest?.id);
    expect(org.calls()).toHaveLength(2);
  });

  it('is told in the language of its user, while Salesforce keeps the tenant’s', async () => {
    const org = await openCallingOrg(shared);
    const { latest: written } = await enriched(org, hero);
    expect(written?.language).toBe('en');
    const german = { ...hero, language: 'de' };
    const { latest } = await org.ask<CardState>('/salesforce/card/state', german);
    expect(latest?.language).toBe('de');
    expect(latest?.summary.sentences[0]?.text).toMatch(/kam eine Antwort/);
    expect(latest?.plan).toEqual(written?.plan);
    expect(latest?.score.value).toBe(written?.score.value);
    const runId = written?.id;
    const watched = await org.ask<RunAnswer>('/salesforce/card/watch', { ...german, runId });
    expect(watched).toMatchObject({ state: 'ended', card: { latest: { language: 'de' } } });
    const undone = await org.ask<RunAnswer>('/salesforce/card/undo', { ...german, runId });
    expect(await settled(org, german, undone)).toMatchObject({ latest: { language: 'de' } });

    const unspoken = { ...hero, language: 'pt_BR' };
    const told = await org.ask<CardState>('/salesforce/card/state', unspoken);
    expect(told.latest?.language).toBe('en');
  });

  it.each([
    ['Account', salesforceId('company', '2001')],
    ['Lead', salesforceId('lead', '4001')],
  ])('works on a record of type %s', async (object, recordId) => {
    const org = await openCallingOrg(shared);
    const card = await enriched(org, { object, recordId: recordId.slice(0, 15) });
    expect(card.latest).toMatchObject({ status: 'completed', record: { id: recordId } });
  });

  it('previews, then applies, then takes back', async () => {
    const org = await openCallingOrg(shared);
    const { preview } = await enriched(org, hero, 'preview');
    const runId = preview?.id;
    const applied = await settled(
      org,
      hero,
      await org.ask<RunAnswer>('/salesforce/card/apply', { ...hero, runId }),
    );
    expect(applied).toMatchObject({ preview: null, latest: { id: runId, status: 'completed' } });
    const undone = await settled(
      org,
      hero,
      await org.ask<RunAnswer>('/salesforce/card/undo', { ...hero, runId }),
    );
    expect(undone.undo).toMatchObject({ status: 'undone' });
  });

  it('puts a preview away', async () => {
    const org = await openCallingOrg(shared);
    const { preview } = await enriched(org, hero, 'preview');
    const answer = await org.ask<RunAnswer>('/salesforce/card/discard', {
      ...hero,
      runId: preview?.id,
    });
    expect((await settled(org, hero, answer)).preview).toBeNull();
  });

  it('creates a task for a suggested step once, in the name of the record’s owner', async () => {
    const org = await openCallingOrg(shared);
    const { latest } = await enriched(org, hero);
    const actionId = latest?.nextActions[0]?.id;
    const ask = async () =>
      settled(
        org,
        hero,
        await org.ask<RunAnswer>('/salesforce/card/task', { ...hero, runId: latest?.id, actionId }),
      );
    const before = org.salesforce.records('Task').length;
    const [first] = (await ask()).tasks;
    expect(first).toMatchObject({ actionId, status: 'written' });
    await ask();
    expect(org.salesforce.records('Task')).toHaveLength(before + 1);
  });

  it('names the org’s users', async () => {
    const org = await openCallingOrg(shared);
    const { owners } = await org.ask<{ owners: { name: string }[] }>('/salesforce/card/owners');
    expect(owners.map(({ name }) => name)).toContain('Imogen Vale');
  });

  it.each([
    ['an id of another object', { ...hero, object: 'Lead' }],
    ['an id with a wrong checksum', { ...hero, recordId: `${hero.recordId.slice(0, 15)}AAA` }],
  ])('refuses %s', async (_, record) => {
    const org = await openCallingOrg(shared);
    const response = await org.call('/salesforce/card/state', record);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'invalid_record' } });
  });

  it('refuses what its schema does not name', async () => {
    const org = await openCallingOrg(shared);
    const response = await org.call('/salesforce/card/state', { ...hero, extra: 1 });
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
  });

  it('shows the setup, and lets only administrators change it', async () => {
    const org = await openCallingOrg(shared);
    const state = await org.ask<{ version: string; settings: object; connection: object }>(
      '/salesforce/settings/state',
    );
    expect(state.connection).toMatchObject({ crm: 'salesforce', status: 'connected' });
    const update = { version: state.version, settings: state.settings, suppressEmails: [] };
    const rep = salesforceId('user', '71002');
    const refused = await org.call('/salesforce/settings/save', { userId: rep, update });
    expect(await refused.json()).toMatchObject({
      ok: false,
      error: { code: 'administrators_only' },
    });
    const admin = salesforceId('user', '71001');
    expect(await org.ask('/salesforce/settings/save', { userId: admin, update })).toMatchObject({
      version: state.version,
    });
    expect(await org.ask('/salesforce/settings/repair', { userId: admin })).toMatchObject({
      provisioning: { status: 'complete' },
    });
  });
});
