/** Scoring over HTTP: who may see it, who may decide, and that a worker does what was asked for. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { trainScore } from '../../server/scoring/train.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { startWorker } from '../../server/worker.ts';
import { cardAnswer } from '../../shared/contract/answer.ts';
import { scoringState } from '../../shared/contract/scoring-model.ts';
import { openCallingOrg } from '../salesforce-app/support/org.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { addPerson, change, endDeal, leads, plantHistory } from './support/history.ts';

const patience = { timeout: 30_000, interval: 200 };
const page = '/hubspot/settings/scoring';
const answer = cardAnswer(scoringState);

async function stateOf(response: Promise<Response>) {
  const given = answer.parse(await (await response).json());
  if (!given.ok) throw new Error(given.error.message);
  return scoringState.parse(given.data);
}

const tokenOf = ({ database, tenant }: ServedHouse, role: 'member' | 'admin') =>
  database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, {
      organizationId: tenant.organizationId,
      integrationId: null,
      id: randomUUID(),
      name: role,
      role,
    }),
  );

const apiPath = ({ tenant }: ServedHouse) =>
  `/api/integrations/crm/${tenant.integrationId}/scoring`;

describe.each(databases)('scoring over HTTP, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is seen by administrators of the API only, and by nobody without a token', async () => {
    const house = await openServedHouse(shared);
    const member = await tokenOf(house, 'member');
    const admin = await tokenOf(house, 'admin');
    const body = JSON.stringify({ do: 'train' });
    for (const method of ['GET', 'POST']) {
      const ask = (token: string | null) =>
        fetch(`${house.url}${apiPath(house)}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
          },
          ...(method === 'POST' && { body }),
        });
      expect((await ask(null)).status).toBe(401);
      expect((await ask(member)).status).toBe(403);
    }
    const response = await fetch(`${house.url}${apiPath(house)}`, {
      headers: { authorization: `Bearer ${admin}` },
    });
    expect(response.status).toBe(200);
    expect(scoringState.parse(await response.json())).toMatchObject({ inUse: null, models: [] });
  });

  it('is trained by a worker while the page watches, and used', { timeout: 60_000 }, async () => {
    const house = await openServedHouse(shared);
    await plantHistory(
      house,
      leads(400).map(({ country, pageViews }, at) => ({
        values: { template: 50, country, 'times-page-view': pageViews },
        won: (country === 'France') !== (at % 9 === 0),
      })),
    );
    expect(await stateOf(house.card('GET', page))).toMatchObject({
      history: { won: expect.any(Number), needed: { outcomes: 100, ofEach: 30 } },
      training: { state: 'idle', lastAt: null, refusal: null },
    });
    const logger = createLogger({ level: 'silent' });
    const worker = await startWorker(house.services, systemRuntime, logger);
    onTestFinished(() => worker.close());
    const asked = await stateOf(house.card('POST', page, { do: 'train' }));
    expect(asked.training.state).toBe('running');
    await expect
      .poll(async () => (await stateOf(house.card('GET', page))).training.state, patience)
      .toBe('idle');
    const trained = await stateOf(house.card('GET', page));
    expect(trained).toMatchObject({
      training: { refusal: null, lastAt: expect.any(String) },
      models: [{ version: 1, status: 'ready' }],
    });
    const used = await stateOf(house.card('POST', page, { do: 'use', version: 1 }));
    expect(used.inUse).toBe(1);
    const answered = await fetch(`${house.url}${apiPath(house)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenOf(house, 'admin')}`,
      },
      body: JSON.stringify({ do: 'return-to-template' }),
    });
    expect(scoringState.parse(await answered.json()).inUse).toBeNull();
  });

  it('is looked after by a worker: outcomes daily, and trainings that were lost', {
    timeout: 60_000,
  }, async () => {
    const house = await openServedHouse(shared);
    const { services, tenant, clock } = house;
    const person = addPerson(house, { country: 'France', pageViews: 3 }, 1);
    await house.enrich({ object: 'contact', recordId: person });
    clock.advance(60_000);
    endDeal(house, person, true);
    // Asked for while nobody was at work.
    await change(house, { do: 'train' });
    const worker = await startWorker(services, systemRuntime, createLogger({ level: 'silent' }));
    onTestFinished(() => worker.close());
    const chore = (name: string) =>
      services.chores.find((one) => one.name === name)?.work(new AbortController().signal);
    const state = () => services.scoring.read(tenant);
    await chore('score-trainings');
    await expect.poll(async () => (await state()).training.state, patience).toBe('idle');
    expect((await state()).training.refusal).toContain('here are 1');
    const first = (await state()).history.readAt;
    expect((await state()).history).toMatchObject({ won: 1, lost: 0 });
    clock.advance(86_400_000);
    await chore('score-outcomes');
    await expect.poll(async () => (await state()).history.readAt, patience).not.toBe(first);
    await chore('score-alarms');
  });

  it('keeps answering while a large history is trained on', { timeout: 120_000 }, async () => {
    const house = await openServedHouse(shared);
    const { scoringWork } = house.services;
    const outcomes = leads(5_000).map(({ country, pageViews }, at) => ({
      record: `contact ${at}`,
      snapshot: {
        version: 1 as const,
        at: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
        values: { template: (at * 13) % 101, country, 'times-page-view': pageViews, headcount: at },
      },
      won: (country === 'France') !== (at % 7 === 0),
    }));
    const training = scoringWork.train(outcomes);
    let isDone = false;
    void training.finally(() => {
      isDone = true;
    });
    let longest = 0;
    while (!isDone) {
      const began = performance.now();
      await delay(5);
      longest = Math.max(longest, performance.now() - began);
    }
    expect((await training).status).toBe('trained');
    expect(longest).toBeLessThan(250);
  });

  it('is decided in Salesforce by administrators of the org, and scores its records', {
    timeout: 60_000,
  }, async () => {
    const org = await openCallingOrg(shared);
    const { house, tenant } = org;
    const rep = salesforceId('user', '71002');
    const userId = salesforceId('user', '71001');
    const change = { do: 'set-deal-probability', probability: 0.4 };
    const path = '/salesforce/settings/scoring/change';
    const refused = await org.call(path, { userId: rep, change });
    expect(await refused.json()).toMatchObject({
      ok: false,
      error: { code: 'administrators_only' },
    });
    expect(await org.ask('/salesforce/settings/scoring/read')).toMatchObject({
      dealProbability: null,
    });
    expect(await org.ask(path, { userId, change })).toMatchObject({ dealProbability: 0.4 });

    const own = { ...house, tenant };
    await plantHistory(
      own,
      leads(400).map(({ country }, at) => ({
        values: { template: (at * 13) % 101, country: country === 'United Kingdom' ? 'GB' : 'FR' },
        won: (country === 'United Kingdom') !== (at % 9 === 0),
      })),
    );
    await org.ask(path, { userId, change: { do: 'train' } });
    await trainScore(house.services.scoringWork, tenant);
    await org.ask(path, { userId, change: { do: 'use', version: 1 } });
    const recordId = salesforceId('contact', '1001');
    const { score } = await org.enrich({ object: 'contact', recordId });
    expect(score.modelVersion).toBe('learned-1');
    expect(org.salesforce.get('Contact', recordId)?.values.oppspot__Score__c).toBe(score.value);
  });
});
