import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startAll } from '../../server/all.ts';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { createMetrics } from '../../server/http/metrics/metrics.ts';
import { systemRuntime } from '../../server/runtime.ts';
import type { Services } from '../../server/services.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, openHouse, sharedDatabase } from '../support/house.ts';
import { hero, isWrite, newDeals, tasks, writes } from './support/portal.ts';
import { expectWrittenOnce } from './support/settle.ts';

const company = { object: 'contact', recordId: '1002' } as const;

/** Holds the first write of a run until it is let go. */
function holdFirstWrite({ hubspot }: House): { arrived: Promise<void>; letGo: () => void } {
  const arrived = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  hubspot.hooks.onRequest = async (request) => {
    if (!isWrite(request)) return;
    arrived.resolve();
    await open.promise;
  };
  return { arrived: arrived.promise, letGo: open.resolve };
}

describe.each(databases)('the same request twice, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('has one answer when it bears a key and the first has ended', async () => {
    const house = await openHouse(database);
    const request = { ...hero, idempotencyKey: 'click-0001' };
    const first = await house.enrich(request);
    house.clock.advance(3_600_000);
    house.hubspot.clearRequests();
    const second = await house.enrich(request);
    expect(second).toEqual({ ...first, replayed: true });
    expect(house.hubspot.requests()).toEqual([]);
    expect(await house.runs()).toHaveLength(1);
  });

  it('has one answer when it bears a key and the first is under way in another process', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const request = { ...hero, idempotencyKey: 'click-0002' };
    const { arrived, letGo } = holdFirstWrite(house);
    const first = house.enrich(request);
    await arrived;
    const second = other.services.sync.enrich(house.tenant, asked(request));
    letGo();
    expect(await second).toEqual({ ...(await first), replayed: true });
    await expectWrittenOnce(house, await first);
  });

  it('is refused when its key was used for another record or another mode', async () => {
    const house = await openHouse(database);
    const idempotencyKey = 'click-0003';
    await house.enrich({ ...hero, idempotencyKey });
    for (const request of [
      { ...company, idempotencyKey },
      { ...hero, mode: 'preview' as const, idempotencyKey },
    ]) {
      await expect(house.enrich(request)).rejects.toMatchObject({
        code: 'idempotency_key_reused',
        status: 422,
      });
    }
    expect(await house.runs()).toHaveLength(1);
  });

  it('is a new try when the first failed before it did anything', async () => {
    const house = await openHouse(database);
    const request = { ...hero, idempotencyKey: 'click-0004' };
    house.hubspot.fail({ method: 'GET', times: 99, action: { kind: 'status', status: 503 } });
    await expect(house.enrich(request)).rejects.toMatchObject({ code: 'crm_transient' });
    house.hubspot.clearFaults();
    expect(await house.enrich(request)).toMatchObject({ status: 'completed', replayed: false });
  });

  it('is another enrichment when it comes after the answer, and writes no second task or deal', async () => {
    const house = await openHouse(database);
    const first = await house.enrich(hero);
    const second = await house.enrich(hero);
    expect(second).toMatchObject({ status: 'completed', replayed: false });
    expect(second.id).not.toBe(first.id);
    expect(house.hubspot.records('tasks')).toHaveLength(1);
  });

  it('gets the answer of the others it was sent with, although it was read after they were answered', async () => {
    const house = await openHouse(database);
    const [first] = await Promise.all([house.enrich(hero), house.enrich(hero)]);
    // Also of those that were read last, when another one has just been answered.
    expect(await house.enrich(hero)).toMatchObject({ id: first?.id, replayed: true });
    expect(await house.enrich(hero)).toMatchObject({ id: first?.id, replayed: true });
    house.clock.advance(60_000);
    expect((await house.enrich(hero)).id).not.toBe(first?.id);
  });

  it('is another enrichment when the others were undone meanwhile', async () => {
    const house = await openHouse(database);
    const [first] = await Promise.all([house.enrich(hero), house.enrich(hero)]);
    await house.services.sync.undo(house.tenant, first?.id ?? '');
    expect(await house.enrich(hero)).toMatchObject({ status: 'completed', replayed: false });
  });

  it('waits for a preview of the record and then writes', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const arrived = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = async () => {
      arrived.resolve();
      await open.promise;
    };
    const preview = house.enrich({ ...hero, mode: 'preview' });
    await arrived.promise;
    const written = other.services.sync.enrich(house.tenant, asked(hero));
    open.resolve();
    expect((await preview).status).toBe('previewed');
    await expectWrittenOnce(house, await written);
  });
});

describe.each(databases)('a thousand simultaneous requests for one record, on $name', (kind) => {
  const database = sharedDatabase(kind);
  const thousand = Array.from({ length: 1_000 }, (_, number) => number);

  it('are one run with one answer', async () => {
    const house = await openHouse(database);
    const answers = await Promise.all(thousand.map(() => house.enrich(hero)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(writes(house.hubspot)).toHaveLength(3);
    expect(await house.runs()).toHaveLength(1);
    await expectWrittenOnce(house, answers[0] ?? (await house.enrich(hero)));
  });

  it('are one run although they come to two processes', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const { arrived, letGo } = holdFirstWrite(house);
    const answers = thousand.map((number) =>
      (number % 2 === 0 ? house : other).services.sync.enrich(house.tenant, asked(hero)),
    );
    await arrived;
    letGo();
    const [first, ...rest] = await Promise.all(answers);
    if (!first) throw new Error('No answer came.');
    expect(new Set(rest.map(({ id }) => id))).toEqual(new Set([first.id]));
    await expectWrittenOnce(house, first);
    expect(await house.runs()).toHaveLength(1);
  });

  it('are one run over HTTP', { timeout: 60_000 }, async () => {
    const house = await openHouse(database);
    const { url, token, calls } = await serve(house);
    const { letGo } = holdFirstWrite(house);
    const answers = Promise.all(
      thousand.map(async () => {
        const response = await fetch(`${url}/api/v1/enrichments`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(hero),
        });
        const body = (await response.json()) as { id?: string };
        return `${response.status} ${body.id}`;
      }),
    );
    await calls(thousand.length);
    letGo();
    expect(new Set(await answers).size).toBe(1);
    const [run, ...others] = await house.runs();
    expect(others).toEqual([]);
    const enrichment = await house.services.sync.get(house.tenant, run?.id ?? '');
    await expectWrittenOnce(house, enrichment);
    expect(newDeals(house.hubspot)).toHaveLength(1);
    expect(tasks(house.hubspot)).toHaveLength(1);
  });
});

/** The house's services behind the real server; `calls` waits until so many enrichments were asked for. */
async function serve(house: House) {
  const token = await house.database.withOrganization(house.tenant.organizationId, (trx) =>
    createApiToken(trx, { ...house.tenant, id: randomUUID(), name: 'sharing' }),
  );
  let asking = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const services: Services = {
    ...house.services,
    sync: {
      ...house.services.sync,
      enrich: (...parameters) => {
        asking += 1;
        for (const { count, resolve } of waiting) if (asking >= count) resolve();
        return house.services.sync.enrich(...parameters);
      },
    },
    // The house closes them.
    close: async () => {},
  };
  const config = loadConfig({ PORT: '0', REQUESTS_PER_MINUTE: '100000', NODE_ENV: 'test' });
  const logger = createLogger({ level: 'silent' });
  const web = await startAll(
    config,
    services,
    createMetrics({ process: false }),
    systemRuntime,
    logger,
  );
  onTestFinished(() => web.close());
  return {
    url: web.url,
    token,
    calls: (count: number) =>
      new Promise<void>((resolve) => {
        if (asking >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}
