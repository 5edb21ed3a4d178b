import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { eraseRecord } from '../../server/store/record-erasure.ts';
import { startWorker } from '../../server/worker.ts';
import type { BatchAnswer, BatchResult } from '../../shared/contract/salesforce.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { type CallingOrg, openCallingOrg } from './support/org.ts';

const record = (number: string) => ({
  object: 'Contact',
  recordId: salesforceId('contact', number),
  mode: 'write',
  refresh: false,
});

async function batch(org: CallingOrg, records: object[], more: object = {}) {
  const body = { batchId: randomUUID(), trigger: 'workflow', waitMs: 0, records, ...more };
  return (await org.ask<BatchAnswer>('/salesforce/batch', body)).results;
}

/** Works on what was accepted, as a worker does. */
async function working(org: CallingOrg): Promise<void> {
  const { services } = org.house;
  const worker = await startWorker(services, systemRuntime, createLogger({ level: 'silent' }));
  onTestFinished(() => worker.close());
}

const states = (results: readonly BatchResult[]) => results.map(({ state }) => state);

describe.each(databases)('a batch from a Flow or a list view, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is kept before it is answered, one answer for each record in order', async () => {
    const org = await openCallingOrg(shared);
    const results = await batch(org, [record('1002'), record('1001')]);
    expect(results.map(({ recordId }) => recordId)).toEqual([
      salesforceId('contact', '1002'),
      salesforceId('contact', '1001'),
    ]);
    expect(states(results)).toEqual(['accepted', 'accepted']);
    expect(
      org.salesforce.get('Contact', salesforceId('contact', '1001'))?.values,
    ).not.toHaveProperty('oppspot__Score__c');
    await org.house.services.inbound.drain();
    for (const number of ['1001', '1002']) {
      const { values } = org.salesforce.get('Contact', salesforceId('contact', number)) ?? {};
      expect(values?.oppspot__Score__c).toEqual(expect.any(Number));
    }
  });

  it('waits for the results when it is asked to', async () => {
    const org = await openCallingOrg(shared);
    await working(org);
    const [hero, freeMail] = await batch(org, [record('1001'), record('1010')], { waitMs: 30_000 });
    expect(hero).toMatchObject({
      state: 'ended',
      message: 'Enriched.',
      outputs: { status: 'completed', score: expect.any(Number), stage: 'opportunity' },
    });
    expect(freeMail).toMatchObject({ state: 'ended', outputs: { status: 'skipped', score: null } });
  });

  it('refuses a bad row alone', async () => {
    const org = await openCallingOrg(shared);
    const results = await batch(org, [
      record('1001'),
      { ...record('1002'), object: 'Lead' },
      record('1033'),
    ]);
    expect(states(results)).toEqual(['accepted', 'refused', 'refused']);
    expect(results.map(({ message }) => message)).toEqual([
      expect.stringContaining('works on it'),
      expect.stringContaining('not the id'),
      expect.stringContaining('suppress'),
    ]);
  });

  it('enriches a record once that stands in it twice, and answers twice', async () => {
    const org = await openCallingOrg(shared);
    const results = await batch(org, [record('1001'), record('1001')]);
    expect(states(results)).toEqual(['accepted', 'accepted']);
    await org.house.services.inbound.drain();
    const runs = await runsOf(org);
    expect(runs).toBe(1);
  });

  it('finds what the first one started when it comes again', async () => {
    const org = await openCallingOrg(shared);
    const batchId = randomUUID();
    await batch(org, [record('1001')], { batchId });
    await org.house.services.inbound.drain();
    const [again] = await batch(org, [record('1001')], { batchId });
    expect(again).toMatchObject({ state: 'ended', outputs: { status: 'completed' } });
    expect(await runsOf(org)).toBe(1);
  });

  it('waits for nothing when a person is erased meanwhile', async () => {
    const org = await openCallingOrg(shared);
    const { database } = org.house;
    const id = salesforceId('contact', '1001');
    const waiting = batch(org, [record('1001')], { waitMs: 60_000 });
    await vi.waitFor(async () => {
      const rows = await database.withOrganization(org.tenant.organizationId, (trx) =>
        trx.selectFrom('crm_sync_queue').select('id').execute(),
      );
      expect(rows).toHaveLength(1);
    });
    await database.withOrganization(org.tenant.organizationId, (trx) =>
      eraseRecord(trx, org.tenant, { object: 'contact', id }, new Date()),
    );
    expect(await waiting).toMatchObject([{ state: 'refused' }]);
    const [again] = await batch(org, [record('1001')]);
    expect(again).toMatchObject({ state: 'refused' });
    expect(again?.message).toBe((await waiting)[0]?.message);
  });

  it('is worked off by whoever is there when its process died', async () => {
    const org = await openCallingOrg(shared);
    await batch(org, [record('1001'), record('1002')], { trigger: 'list' });
    const { services } = await org.house.another();
    await services.inbound.drain();
    expect(await runsOf(org)).toBe(2);
  });

  it('reads and writes two hundred records together', async () => {
    const org = await openCallingOrg(shared);
    const people = Array.from({ length: 200 }, (_, index) =>
      org.salesforce.create('Contact', {
        LastName: `Person ${index}`,
        Email: `person-${index}@tidewright.example`,
        AccountId: salesforceId('company', '2001'),
      }),
    );
    org.salesforce.clearRequests();
    const results = await batch(
      org,
      people.map(({ id }) => ({ ...record('1001'), recordId: id })),
    );
    expect(states(results)).toEqual(Array(200).fill('accepted'));
    await org.house.services.inbound.drain();
    const scored = people.filter(
      ({ id }) => typeof org.salesforce.get('Contact', id)?.values.oppspot__Score__c === 'number',
    );
    expect(scored).toHaveLength(200);
    console.info(`200 records of a batch: ${org.calls().length} Salesforce API calls`);
    // Two batches of a hundred: a read and a write each.
    expect(org.calls()).toHaveLength(2);
  }, 120_000);

  it('takes no more than two hundred', async () => {
    const org = await openCallingOrg(shared);
    const body = {
      batchId: randomUUID(),
      trigger: 'workflow',
      records: Array(201).fill(record('1001')),
    };
    expect(await (await org.call('/salesforce/batch', body)).json()).toMatchObject({
      ok: false,
      error: { code: 'invalid_request' },
    });
  });
});

async function runsOf({ house, tenant }: CallingOrg): Promise<number> {
  return house.database.withOrganization(tenant.organizationId, async (trx) => {
    const rows = await trx.selectFrom('crm_sync_logs').select('id').execute();
    return rows.length;
  });
}
