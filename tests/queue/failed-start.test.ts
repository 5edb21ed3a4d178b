/** A worker whose database goes away while it starts has not started: it must not work all the same. */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { startJobs } from '../../server/jobs/jobs.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { bulkRequest } from '../../shared/contract/bulk.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';

const logger = createLogger({ level: 'silent' });

describe.each(databases)('a worker that cannot start on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('takes no jobs, and the next one does the work', async () => {
    const house = await openHouse(shared);
    const { services, tenant } = house;
    const { turns } = services.inbound;
    const inbound = {
      ...services.inbound,
      turns: { ...turns, call: () => Promise.reject(new Error('The database is away.')) },
    };
    await expect(startWorker({ ...services, inbound }, systemRuntime, logger)).rejects.toThrow(
      'The database is away.',
    );

    const sender = await startJobs(house.database, 'sender', logger);
    services.jobs.use(sender);
    const { integrationId, ...asked } = bulkRequest.parse({
      object: 'contact',
      selection: { kind: 'records', recordIds: ['1001'] },
    });
    const { id } = await services.bulk.start(tenant, asked, {
      origin: 'api',
      idempotencyKey: null,
    });
    const state = async () =>
      (await services.bulk.get({ ...tenant, integrationId: null }, id)).state;
    // A living one looks once a second.
    await delay(2_500);
    expect(await state()).toBe('collecting');
    await sender.stop(1_000);

    const worker = await startWorker(services, systemRuntime, logger);
    onTestFinished(() => worker.close());
    await expect.poll(state, { timeout: 20_000 }).toBe('completed');
  });
});
