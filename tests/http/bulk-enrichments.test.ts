/** Many records at once over the API, on the real product. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createIntegration } from '../../server/store/integrations.ts';
import { bulkEnrichment, bulkList } from '../../shared/contract/bulk.ts';
import { bulkFor } from '../support/bulk-enrichment.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { noIntegrations } from '../support/no-integrations.ts';
import { bulkPath, openBulkHouse } from './support/bulk.ts';
import { readEvents } from './support/events.ts';
import { problemOf } from './support/problem.ts';
import { startTestServer } from './support/server.ts';

const someId = '00000000-0000-4000-8000-000000000000';
const contacts = (...recordIds: string[]) => ({
  object: 'contact' as const,
  selection: { kind: 'records' as const, recordIds },
});

describe.each(databases)('bulk enrichments over the API on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it.each([
    ['POST', ''],
    ['GET', ''],
    ['GET', `/${someId}`],
    ['POST', `/${someId}/cancel`],
    ['POST', `/${someId}/retry`],
    ['POST', `/${someId}/undo`],
  ])('%s …%s is protected', async (method, rest) => {
    const house = await openBulkHouse(shared);
    const response = await fetch(`${house.url}${bulkPath}${rest}`, { method });
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('are accepted, followed to their end as a stream, listed and undone', async () => {
    const house = await openBulkHouse(shared);
    await house.work();
    const accepted = await house.post(bulkPath, contacts('1001', '1002'));
    expect(accepted.status).toBe(202);
    const begun = bulkEnrichment.parse(await accepted.json());
    expect(begun).toMatchObject({ kind: 'enrich', mode: 'write', state: 'collecting' });
    expect(accepted.headers.get('location')).toBe(
      `https://smartsync.example${bulkPath}/${begun.id}`,
    );

    const stream = await house.api(`${bulkPath}/${begun.id}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = await readEvents(stream);
    expect(new Set(events.slice(0, -1).map(({ event }) => event))).toEqual(new Set(['progress']));
    const end = events.at(-1);
    expect(end?.event).toBe('result');
    const result = bulkEnrichment.parse(end?.data);
    expect(result).toMatchObject({ state: 'completed', result: { written: 2, failed: 0 } });
    expect(await (await house.api(`${bulkPath}/${begun.id}`)).json()).toEqual(result);

    const undoing = await house.post(`${bulkPath}/${begun.id}/undo`);
    expect(undoing.status).toBe(202);
    const undo = bulkEnrichment.parse(await undoing.json());
    expect(undoing.headers.get('location')).toMatch(new RegExp(`/${undo.id}$`));
    expect(await house.ended(undo.id)).toMatchObject({
      kind: 'undo',
      undoOf: begun.id,
      result: { written: 2 },
    });
    const again = await house.post(`${bulkPath}/${begun.id}/undo`);
    expect(await again.json()).toMatchObject({ id: undo.id });
    expect(house.hubspot.get('contacts', '1001')?.properties.oppspot_enrichment_id ?? null).toBe(
      null,
    );

    const list = bulkList.parse(await (await house.api(`${bulkPath}?limit=1`)).json());
    expect(list.items.map(({ id }) => id)).toEqual([undo.id]);
  });

  it('start once for one Idempotency-Key, and refuse the key for something else', async () => {
    const house = await openBulkHouse(shared);
    const headers = { 'idempotency-key': 'import-2026-11' };
    const first = await house.post(bulkPath, contacts('1001'), headers);
    const second = await house.post(bulkPath, contacts('1001'), headers);
    const { id } = bulkEnrichment.parse(await first.json());
    expect(await second.json()).toMatchObject({ id });
    const other = await house.post(bulkPath, contacts('1002'), headers);
    expect(await problemOf(other)).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const bad = await house.post(bulkPath, contacts('1001'), { 'idempotency-key': 'short' });
    expect(await problemOf(bad)).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/Idempotency-Key.*8 to 128/),
    });
    // The key by which an undo is found again is not a client's to take.
    const taken = { 'idempotency-key': `undo-${id}` };
    expect((await house.post(bulkPath, contacts('1003'), taken)).status).toBe(202);
    await house.work();
    await house.ended(id);
    const undo = bulkEnrichment.parse(await (await house.post(`${bulkPath}/${id}/undo`)).json());
    expect(undo).toMatchObject({ kind: 'undo', undoOf: id });
  });

  it('take ten thousand records in one request, and not one more', async () => {
    const house = await openBulkHouse(shared);
    const many = (count: number) => Array.from({ length: count }, (_, i) => `${8e18 + i * 1_024}`);
    const { id } = await house.begin(contacts(...many(10_000)));
    // Nobody has to work on them in the tests that follow.
    await house.post(`${bulkPath}/${id}/cancel`);
    const refused = await problemOf(await house.post(bulkPath, contacts(...many(10_001))));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(refused.errors[0]?.field).toBe('selection.recordIds');
    const endless = await house.post(bulkPath, contacts('1'.repeat(1_100_000)));
    expect(await problemOf(endless)).toMatchObject({ status: 413 });
  });

  it('are cancelled: what waits is taken out, and there is nothing to undo', async () => {
    const house = await openBulkHouse(shared);
    const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
    const begun = await house.begin({ ...contacts('1001', '1002'), scheduledFor });
    await house.work();
    const now = async () =>
      bulkEnrichment.parse(await (await house.api(`${bulkPath}/${begun.id}`)).json());
    while ((await now()).progress.waiting < 2) await delay(50);
    const early = await house.post(`${bulkPath}/${begun.id}/undo`);
    expect(await problemOf(early)).toMatchObject({ status: 409, code: 'bulk_running' });
    const cancelled = await house.post(`${bulkPath}/${begun.id}/cancel`);
    expect(await cancelled.json()).toMatchObject({
      state: 'cancelled',
      result: { cancelled: 2, written: 0 },
    });
    const repeated = await house.post(`${bulkPath}/${begun.id}/cancel`);
    expect(await repeated.json()).toMatchObject({ state: 'cancelled' });
    const undo = await house.post(`${bulkPath}/${begun.id}/undo`);
    expect(await problemOf(undo)).toMatchObject({ status: 409, code: 'nothing_to_undo' });
  });

  it('show a token of one connection nothing of another', async () => {
    const house = await openBulkHouse(shared);
    const { organizationId } = house.tenant;
    const other = randomUUID();
    await house.database.withOrganization(organizationId, (trx) =>
      createIntegration(trx, {
        id: other,
        organizationId,
        crm: 'hubspot',
        accountId: other,
        displayName: 'Another portal',
      }),
    );
    const begun = await house.begin(contacts('1001'));
    const authorization = `Bearer ${await house.tokenFor(other)}`;
    const asked = (path: string, method = 'GET') =>
      house.api(path, { method, headers: { authorization } });
    expect(await (await asked(bulkPath)).json()).toEqual({ items: [] });
    expect(await (await asked('/api/v1/queue')).json()).toEqual({ items: [], nextCursor: null });
    for (const path of [bulkPath, '/api/v1/queue']) {
      const narrowed = await asked(`${path}?integrationId=${house.tenant.integrationId}`);
      expect(await problemOf(narrowed)).toMatchObject({ code: 'integration_not_found' });
    }
    const refused = await Promise.all([
      asked(`${bulkPath}/${begun.id}`),
      ...['cancel', 'retry', 'undo'].map((name) =>
        asked(`${bulkPath}/${begun.id}/${name}`, 'POST'),
      ),
      house.post(
        bulkPath,
        { object: 'contact', selection: { kind: 'bulk', bulkId: begun.id } },
        { authorization },
      ),
    ]);
    for (const response of refused) {
      expect(await problemOf(response)).toMatchObject({ status: 404, code: 'bulk_not_found' });
    }
    // One for all of the organisation sees it.
    const all = { headers: { authorization: `Bearer ${await house.tokenFor(null)}` } };
    expect(await (await house.api(bulkPath, all)).json()).toMatchObject({
      items: [{ id: begun.id }],
    });
  });
});

describe('a stream of a server that stops', () => {
  it('ends without a result, so that the client asks another one', async () => {
    const server = await startTestServer({
      bulk: {
        ...noIntegrations.bulk,
        async *watch(_owner, _bulkId, signal) {
          yield bulkFor({ state: 'running' });
          await once(signal, 'abort');
        },
      },
    });
    const stream = await server.api(`${bulkPath}/${someId}`, {
      headers: { accept: 'text/event-stream' },
    });
    const events = readEvents(stream);
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect((await events).map(({ event }) => event)).toEqual(['progress']);
  });

  it('ends with a problem when the database is lost on the way', async () => {
    const server = await startTestServer({
      bulk: {
        ...noIntegrations.bulk,
        async *watch() {
          yield bulkFor({ state: 'running' });
          throw new Error('connection lost');
        },
      },
    });
    const stream = await server.api(`${bulkPath}/${someId}`, {
      headers: { accept: 'text/event-stream' },
    });
    const [, problem] = await readEvents(stream);
    expect(problem).toMatchObject({ event: 'problem', data: { code: 'internal_error' } });
    expect(JSON.stringify(problem)).not.toContain('connection lost');
  });
});
