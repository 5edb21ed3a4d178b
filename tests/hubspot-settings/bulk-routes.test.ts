/** Many records at once, asked from the settings page: who may, what is started, and in whose name. */

import { describe, expect, it, onTestFinished } from 'vitest';
import type { z } from 'zod';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { type CardAnswer, cardAnswer } from '../../shared/contract/answer.ts';
import { bulkRequest } from '../../shared/contract/bulk.ts';
import { type BulkStart, bulkRun, bulkRuns } from '../../shared/contract/settings.ts';
import { askAs, refusalOf } from '../hubspot-app/settings/support/page.ts';
import { signV3 } from '../sandbox/hubspot/signing.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { connectNeighbour } from '../support/neighbour.ts';
import { hubspotApp, openServedHouse, type ServedHouse } from '../support/served-house.ts';

const path = '/hubspot/settings/bulk';
const nobodys = '11111111-1111-4111-8111-111111111111';
/** Imogen is a super admin of the sandbox's portal, Tariq is not. */
const imogen = { userId: '81001' };
const tariq = { userId: '81002' };

const asked: BulkStart = {
  object: 'contact',
  selection: {
    kind: 'filter',
    conditions: [{ field: 'hs_object_id', operator: 'eq', value: '1001' }],
  },
  mode: 'preview',
  idempotencyKey: 'page-key-1',
};

const routes = [
  ['GET', path, undefined],
  ['POST', path, asked],
  ['GET', `${path}/${nobodys}`, undefined],
  ['POST', `${path}/${nobodys}/cancel`, {}],
  ['POST', `${path}/${nobodys}/retry`, {}],
  ['POST', `${path}/${nobodys}/undo`, {}],
] as const;

async function dataOf<Data extends z.ZodType>(response: Promise<Response>, data: Data) {
  const parsed = cardAnswer(data).parse(await (await response).json());
  const answer = parsed as CardAnswer<z.output<Data>>;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

const started = (house: ServedHouse, request: BulkStart) =>
  dataOf(askAs(house, imogen, 'POST', path, request), bulkRun);

const runs = async (house: ServedHouse) =>
  (await dataOf(askAs(house, imogen, 'GET', path), bulkRuns)).items;

async function working(house: ServedHouse): Promise<void> {
  const logger = createLogger({ level: 'silent' });
  const worker = await startWorker(house.services, systemRuntime, logger);
  onTestFinished(() => worker.close());
}

async function ended(house: ServedHouse, bulkId: string) {
  let now = await dataOf(house.card('GET', `${path}/${bulkId}`), bulkRun);
  await expect
    .poll(
      async () => {
        now = await dataOf(house.card('GET', `${path}/${bulkId}`), bulkRun);
        return now.finishedAt;
      },
      { timeout: 120_000, interval: 500 },
    )
    .not.toBeNull();
  return now;
}

describe.each(databases)('bulk enrichments of a HubSpot account on $name', (kind) => {
  const shared = sharedDatabase(kind);

  describe.each(routes)('%s %s', (method, target, given) => {
    it('answers nobody whose request HubSpot did not sign, no other app and no stranger', async () => {
      const house = await openServedHouse(shared);
      const body = given && JSON.stringify(given);
      const url = `${target}?portalId=${house.hubspot.portalId}&userId=1&userEmail=a&appId=54321`;
      const question = { method, url: `${hubspotApp.baseUrl}${url}`, body };
      const forged = signV3(question, 'a secret of somebody else', Date.now());
      for (const headers of [{}, forged, { authorization: `Bearer ${house.token}` }]) {
        expect((await house.send(method, url, headers, body)).status).toBe(401);
      }
      const otherApp = await refusalOf(askAs(house, { appId: '1' }, method, target, given));
      expect(otherApp.code).toBe('invalid_caller');
      const stranger = await refusalOf(askAs(house, { portalId: 42 }, method, target, given));
      expect(stranger.code).toBe('not_installed');
      expect(house.hubspot.requests()).toEqual([]);
      expect(await runs(house)).toEqual([]);
    });
  });

  it('are started, listed, cancelled, tried again and undone by administrators only', async () => {
    const house = await openServedHouse(shared);
    const { id } = await started(house, asked);
    for (const [method, target, body] of [
      ['GET', path, undefined],
      ['POST', path, { ...asked, idempotencyKey: 'page-key-2' }],
      ['POST', `${path}/${id}/cancel`, {}],
      ['POST', `${path}/${id}/retry`, {}],
      ['POST', `${path}/${id}/undo`, {}],
    ] as const) {
      const refusal = await refusalOf(askAs(house, tariq, method, target, body));
      expect(refusal, target).toMatchObject({ code: 'administrators_only', retryable: false });
    }
    expect(await runs(house)).toMatchObject([{ id, state: 'collecting' }]);
  });

  it('are followed without a call to HubSpot, which has none to spare meanwhile', async () => {
    const house = await openServedHouse(shared);
    const { id } = await started(house, asked);
    const before = house.hubspot.requests().length;
    expect(await dataOf(house.card('GET', `${path}/${id}`), bulkRun)).toMatchObject({ id });
    expect(house.hubspot.requests()).toHaveLength(before);
  });

  it('are started once however often HubSpot repeats the call, and never by another key’s body', async () => {
    const house = await openServedHouse(shared);
    const [one, same] = await Promise.all([started(house, asked), started(house, asked)]);
    expect(same.id).toBe(one.id);
    expect(await runs(house)).toHaveLength(1);
    const other = { ...asked, mode: 'write' } as const;
    const refusal = await refusalOf(askAs(house, imogen, 'POST', path, other));
    expect(refusal.code).toBe('idempotency_key_reused');
    expect(await runs(house)).toHaveLength(1);
  });

  it('name a list or conditions: records one by one, and what they are not told, are refused', async () => {
    const house = await openServedHouse(shared);
    for (const wrong of [
      { selection: { kind: 'records', recordIds: ['1001'] } },
      { selection: { kind: 'bulk', bulkId: nobodys } },
      { object: 'lead' },
      { idempotencyKey: 'short' },
      { idempotencyKey: null },
      { priority: 10 },
    ]) {
      const refusal = await refusalOf(askAs(house, imogen, 'POST', path, { ...asked, ...wrong }));
      expect(refusal.code, JSON.stringify(wrong)).toBe('invalid_request');
    }
    expect(await runs(house)).toEqual([]);
  });

  it('that name ten thousand records are told of by their number', async () => {
    const house = await openServedHouse(shared);
    const recordIds = Array.from({ length: 10_000 }, (_, index) => String(70_000_000_000 + index));
    const { integrationId, ...request } = bulkRequest.parse({
      object: 'contact',
      selection: { kind: 'records', recordIds },
    });
    const options = { origin: 'api', idempotencyKey: null } as const;
    const { id } = await house.services.bulk.start(house.tenant, request, options);
    expect(await runs(house)).toMatchObject([{ selection: { kind: 'records', records: 10_000 } }]);
    // The tests after this one share the database, and their workers would go and look.
    await house.services.bulk.cancel(house.tenant, id);
  });

  it('of one account are nothing to another', async () => {
    const house = await openServedHouse(shared);
    const { id } = await started(house, asked);
    const portalId = await connectNeighbour(house);
    const neighbour = { ...imogen, portalId };
    for (const [method, action] of [
      ['GET', ''],
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['POST', '/undo'],
    ] as const) {
      const refusal = await refusalOf(askAs(house, neighbour, method, `${path}/${id}${action}`));
      expect(refusal.code, action).toBe('bulk_not_found');
    }
    expect((await dataOf(askAs(house, neighbour, 'GET', path), bulkRuns)).items).toEqual([]);
    expect(await runs(house)).toMatchObject([{ id, state: 'collecting' }]);
  });

  it('preview, write and undo in the name of who asked', { timeout: 400_000 }, async () => {
    const house = await openServedHouse(shared);
    await working(house);
    const untouched = house.hubspot.get('contacts', '1001');
    const preview = await ended(house, (await started(house, asked)).id);
    expect(preview).toMatchObject({ mode: 'preview', state: 'completed', result: { written: 1 } });
    expect(house.hubspot.get('contacts', '1001')).toEqual(untouched);

    const write = { ...asked, mode: 'write', idempotencyKey: 'page-key-2' } as const;
    const { id } = await started(house, write);
    const written = await ended(house, id);
    expect(written).toMatchObject({ state: 'completed', progress: { done: 1, total: 1 } });
    expect(house.hubspot.get('contacts', '1001')).not.toEqual(untouched);

    const undo = await dataOf(askAs(house, imogen, 'POST', `${path}/${id}/undo`, {}), bulkRun);
    const again = await dataOf(askAs(house, imogen, 'POST', `${path}/${id}/undo`, {}), bulkRun);
    expect(again.id).toBe(undo.id);
    expect(await ended(house, undo.id)).toMatchObject({ kind: 'undo', undoOf: id });
    expect((await runs(house)).map((run) => run.id)).toEqual([undo.id, id, preview.id]);

    const { organizationId } = house.tenant;
    const { items } = await house.services.audit.page(organizationId, { limit: 50 });
    const done = items.filter(({ action }) => action.startsWith('enrichment.'));
    expect(done.map(({ action }) => action)).toEqual(['enrichment.undone', 'enrichment.written']);
    for (const { actor, source } of done) {
      expect({ actor, source }).toEqual({
        actor: { kind: 'crm-user', id: imogen.userId },
        source: 'hubspot-settings',
      });
    }
    const origins = await house.database.asOwner<{ origin: string }>(
      'select distinct origin from crm_bulk_enrichments where organization_id = $1',
      [organizationId],
    );
    expect(origins).toEqual([{ origin: 'hubspot-list' }]);
  });
});
