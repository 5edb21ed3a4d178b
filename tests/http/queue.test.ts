/** The queue over the API, on the real product. */
import { describe, expect, it } from 'vitest';
import { queuePage } from '../../shared/contract/bulk.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { bulkPath, openBulkHouse } from './support/bulk.ts';
import { problemOf } from './support/problem.ts';

const path = '/api/v1/queue';
const someId = '00000000-0000-4000-8000-000000000000';

describe.each(databases)('the queue over the API on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it.each([
    ['GET', path],
    ['POST', `${path}/${someId}/retry`],
    ['POST', `${path}/${someId}/cancel`],
  ])('%s %s is protected', async (method, address) => {
    const house = await openBulkHouse(shared);
    const response = await fetch(`${house.url}${address}`, { method });
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('is read page by page, by state and by bulk enrichment', async () => {
    const house = await openBulkHouse(shared);
    await house.work();
    const recordIds = ['1001', '1002', '1003'];
    const { id } = await house.begin({
      object: 'contact',
      selection: { kind: 'records', recordIds },
      mode: 'preview',
    });
    await house.ended(id);
    const page = async (query: string) =>
      queuePage.parse(await (await house.api(`${path}?${query}`)).json());
    const first = await page(`bulkId=${id}&limit=2`);
    const second = await page(`bulkId=${id}&limit=2&cursor=${first.nextCursor}`);
    expect(second.nextCursor).toBeNull();
    const all = [...first.items, ...second.items];
    expect(all.map(({ recordId }) => recordId).sort()).toEqual(recordIds);
    expect(all.map(({ state, mode }) => [state, mode])).toEqual(
      Array(3).fill(['completed', 'preview']),
    );
    expect(await page(`bulkId=${id}&state=dead`)).toEqual({ items: [], nextCursor: null });
    expect(await problemOf(await house.api(`${path}?cursor=nonsense`))).toMatchObject({
      code: 'cursor_unusable',
    });
    expect(await problemOf(await house.api(`${path}?state=asleep`))).toMatchObject({ status: 400 });
  });

  it('tries dead letters again, one by one or all of a bulk enrichment, and only those', async () => {
    const house = await openBulkHouse(shared);
    await house.work();
    house.hubspot.fail({
      path: '/contacts/',
      times: 10_000,
      action: { kind: 'status', status: 500 },
    });
    const { id } = await house.begin({
      object: 'contact',
      selection: { kind: 'records', recordIds: ['1001', '1002'] },
      maxAttempts: 1,
    });
    expect(await house.ended(id)).toMatchObject({ state: 'completed', result: { failed: 2 } });
    const dead = queuePage.parse(await (await house.api(`${path}?state=dead&bulkId=${id}`)).json());
    expect(dead.items).toHaveLength(2);
    const [one] = dead.items;
    expect(one?.error).toMatchObject({ message: expect.stringMatching(/HubSpot/) });

    house.hubspot.clearFaults();
    const retried = await house.post(`${path}/${one?.id}/retry`);
    expect(await retried.json()).toMatchObject({ id: one?.id, state: 'waiting', attempts: 0 });
    const repeated = await house.post(`${path}/${one?.id}/retry`);
    expect(await problemOf(repeated)).toMatchObject({ status: 409, code: 'not_dead' });
    expect(await house.ended(id)).toMatchObject({ result: { failed: 1, written: 1 } });
    const rest = await house.post(`${bulkPath}/${id}/retry`);
    expect(await rest.json()).toMatchObject({ state: 'running', finishedAt: null });
    expect(await house.ended(id)).toMatchObject({ result: { failed: 0, written: 2 } });
    const late = await house.post(`${path}/${one?.id}/cancel`);
    expect(await problemOf(late)).toMatchObject({ status: 409, code: 'not_waiting' });
  });

  it('knows no item by another id', async () => {
    const house = await openBulkHouse(shared);
    for (const action of ['retry', 'cancel']) {
      const unknown = await house.post(`${path}/${someId}/${action}`);
      expect(await problemOf(unknown)).toMatchObject({ status: 404, code: 'queue_item_not_found' });
      expect((await house.post(`${path}/1/${action}`)).status).toBe(400);
    }
  });
});
