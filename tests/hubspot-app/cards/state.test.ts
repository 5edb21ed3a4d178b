/** What the card says when it opens: everything about its record, at no call to HubSpot. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hubspotScopes } from '../../../server/crm/hubspot/scopes.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse } from '../../support/served-house.ts';
import { cardOf, enriched, openCard, progressOf, refusal } from './support/card.ts';

const day = 86_400_000;

describe.each(databases)('a card that opens, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is empty before the first enrichment and whole after it, without asking HubSpot', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    expect(await card.state()).toMatchObject({
      record: { object: 'contact', id: '1001' },
      connection: { status: 'connected', message: null },
      latest: null,
      failure: null,
      freshness: null,
      limits: [],
    });
    const { enrichment } = await enriched(card);
    house.hubspot.clearRequests();
    const state = await card.state();
    expect(state.latest).toEqual(enrichment);
    expect(state.latest).toEqual(await house.services.sync.get(house.tenant, enrichment.id));
    expect(house.hubspot.requests()).toEqual([]);
  });

  it('is told in the language of its viewer, while HubSpot keeps the tenant’s', async () => {
    const house = await openServedHouse(shared, { settings: { language: 'fr' } });
    const { enrichment } = await enriched(openCard(house));
    expect(enrichment.language).toBe('fr');
    const written = enrichment.plan.changes.find(({ oppspotField }) => oppspotField === 'summary');
    expect(written?.after).toMatch(/Une réponse est arrivée le /);

    const german = (await openCard(house, 'contact', '1001', 'de-at').state()).latest;
    expect(german?.language).toBe('de');
    expect(german?.summary.sentences[0]?.text).toMatch(/kam eine Antwort/);
    expect(german?.plan).toEqual(enrichment.plan);
    expect(german?.score.value).toBe(enrichment.score.value);
    const french = JSON.stringify(enrichment.score.contributions.map(({ reason }) => reason));
    for (const { reason } of german?.score.contributions ?? [])
      expect(french).not.toContain(reason);
    expect((await openCard(house, 'contact', '1001', 'pt-br').state()).latest).toEqual(enrichment);
  });

  it('works on a company as on a contact', async () => {
    const house = await openServedHouse(shared);
    const { state } = await enriched(openCard(house, 'company', '2001'));
    expect(state).toMatchObject({
      record: { object: 'company', id: '2001' },
      latest: { status: 'completed', record: { object: 'company' } },
    });
    expect((await openCard(house).state()).latest).toBeNull();
  });

  it('tells how old it is, and calls it stale from the day the tenant says', async () => {
    const house = await openServedHouse(shared, {
      settings: { freshness: { staleAfterDays: 10 } },
    });
    const card = openCard(house);
    await enriched(card);
    const freshnessAfter = async (days: number) => {
      house.clock.advance(days * day);
      return (await card.state()).freshness;
    };
    expect(await freshnessAfter(0)).toEqual({ ageDays: 0, staleAfterDays: 10, isStale: false });
    expect(await freshnessAfter(9.5)).toEqual({ ageDays: 9, staleAfterDays: 10, isStale: false });
    expect(await freshnessAfter(0.5)).toEqual({ ageDays: 10, staleAfterDays: 10, isStale: true });
  });

  it('has the scores of the newest thirty that were written, oldest first', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    // As if the record had been enriched every day for a month and more; once the score was unknown.
    await house.database.withOrganization(house.tenant.organizationId, (trx) =>
      sql`
        insert into crm_sync_logs (id, organization_id, integration_id, operation, object_type,
          record_id, status, trigger, request, plan, result, score, started_at, finished_at)
        select gen_random_uuid(), organization_id, integration_id, operation, object_type, record_id,
          'completed', trigger, request, plan, result, nullif(100 - ago, 98),
          started_at - ago * interval '1 day', finished_at - ago * interval '1 day'
        from crm_sync_logs, generate_series(1, 35) as ago where id = ${enrichment.id}`.execute(trx),
    );
    await enriched(card, { mode: 'preview' });
    const { history, latest, preview } = await card.state();
    expect(history.map(({ score }) => score)).toEqual([
      ...Array.from({ length: 29 }, (_, index) => (index === 27 ? null : 71 + index)),
      latest?.score.value,
    ]);
    expect(history.at(-1)).toEqual({
      enrichmentId: enrichment.id,
      at: latest?.finishedAt,
      score: latest?.score.value,
      status: 'completed',
    });
    expect(preview).not.toBeNull();
  });

  it('shows a preview only while nothing newer was written', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment: old } = await enriched(card, { mode: 'preview' });
    house.clock.advance(1_000);
    const { state } = await enriched(card);
    expect(state.preview).toBeNull();
    house.clock.advance(1_000);
    const { enrichment: fresh } = await enriched(card, { mode: 'preview' });
    expect(fresh.id).not.toBe(old.id);
    expect((await card.state()).preview?.id).toBe(fresh.id);
  });

  it('says why the newest run decided nothing, and keeps what was known before', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    house.clock.advance(60_000);
    house.hubspot.fail({
      times: 99,
      action: { kind: 'status', status: 429, policyName: 'TEN_SECONDLY_ROLLING', retryAfter: 10 },
    });
    const failed = await card.follow(await card.enrich({ refresh: true }));
    expect(failed.latest?.id).toBe(enrichment.id);
    expect(failed.failure?.error).toMatchObject({ code: 'crm_rate_limited', retryable: true });
    expect(failed.failure?.error.retryAfterMs).toBeGreaterThan(0);
    expect(failed.failure?.error.retryAfterMs).toBeLessThanOrEqual(10_000);
    house.hubspot.clearFaults();
    house.clock.advance(60_000);
    const { state } = await enriched(card);
    expect(state.failure).toBeNull();
  });

  it.each([
    ['1033', 'suppressed', 'suppression list'],
    ['1032', 'suppressed', 'suppression list'],
    ['999999', 'crm_not_found', 'HubSpot'],
  ])('of record %s says %s', async (recordId, code, words) => {
    const house = await openServedHouse(shared);
    const card = openCard(house, 'contact', recordId);
    const state = await card.follow(await card.enrich({}));
    expect(state).toMatchObject({ latest: null, failure: { error: { code, retryable: false } } });
    expect(state.failure?.error.message).toContain(words);
    expect(house.sources.requests()).toEqual([]);
  });

  it('says what the settings and HubSpot keep from working', async () => {
    const off = { score: false, createTasks: false, createDeals: false };
    const house = await openServedHouse(shared, { settings: { automation: off } });
    const limits = async () => (await openCard(house).state()).limits.map(({ code }) => code);
    expect(await limits()).toEqual(['scores_off', 'tasks_off', 'deals_off']);
    const granted = hubspotScopes.map(({ name }) => name).filter((name) => !name.includes('deals'));
    await house.database.withOrganization(house.tenant.organizationId, (trx) =>
      trx.updateTable('crm_integrations').set({ granted_scopes: granted }).execute(),
    );
    expect(await limits()).toContain('scopes_declined');
  });

  it('says that HubSpot took its permission back, until it works again', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    house.hubspot.fail({ times: 99, action: { kind: 'status', status: 401 } });
    const failed = await card.follow(await card.enrich({ refresh: true }));
    expect(failed).toMatchObject({
      connection: { status: 'needs_reauthorisation', message: expect.stringContaining('admin') },
      failure: { error: { code: 'crm_needs_reauthorisation' } },
      latest: { id: enrichment.id },
    });
    house.hubspot.clearFaults();
    house.clock.advance(60_000);
    const { state } = await enriched(card);
    expect(state.connection).toEqual({ status: 'connected', message: null });
  });

  it('keeps its connection through a fault that passes', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    for (const status of [403, 429, 500, 503]) {
      house.clock.advance(60_000);
      house.hubspot.fail({ times: 99, action: { kind: 'status', status } });
      const state = await card.follow(await card.enrich({}));
      expect([status, state.failure !== null, state.connection.status]).toEqual([
        status,
        true,
        'connected',
      ]);
      house.hubspot.clearFaults();
    }
  });

  it('of an account that was disconnected says so', async () => {
    const house = await openServedHouse(shared);
    await house.database.withOrganization(house.tenant.organizationId, (trx) =>
      trx.updateTable('crm_integrations').set({ status: 'disconnected' }).execute(),
    );
    expect((await refusal(openCard(house).raw('GET', ''))).code).toBe('not_installed');
  });

  it('shows an undo of somebody else that is under way', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = () => open.promise;
    const { runId } = progressOf(await card.act(enrichment.id, 'undo'));
    expect(await openCard(house).state()).toMatchObject({
      running: { runId, operation: 'undo' },
      undo: null,
    });
    open.resolve();
    const end = await card.follow(await card.watch(runId));
    expect(cardOf(await card.watch(runId))).toEqual(end);
  });
});
