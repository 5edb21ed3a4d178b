/** One account's inbound work under another account's hands: every store function there is. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outputsOfFailure } from '../../server/queue/outputs.ts';
import { recordAudit } from '../../server/store/audit-events.ts';
import type { TenantTransaction } from '../../server/store/database.ts';
import { eraseRecord } from '../../server/store/record-erasure.ts';
import { discardPreviews, recordMemories, setLife } from '../../server/store/record-life.ts';
import { anyActive, mergeRecords, survivorOf } from '../../server/store/record-merge.ts';
import {
  closeQueueItems,
  enqueue,
  getQueueItems,
  lastOutcome,
  recordOutputs,
} from '../../server/store/sync-queue.ts';
import { addEvents, closeEvents, getEvents } from '../../server/store/webhook-events.ts';
import { claimWork, keepWork, postponeWork } from '../../server/store/work.ts';
import { suppressed } from '../../server/sync/errors.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';

const record = { object: 'contact', id: '1001' } as const;
const worker = 'somebody';
const now = new Date();
const later = new Date(now.getTime() + 60_000);
const tables = ['crm_sync_queue', 'webhook_events'] as const;

const event = () => ({
  id: randomUUID(),
  kind: 'created' as const,
  record,
  absorbedIds: [],
  eventId: '1',
  subscriptionType: 'object.creation',
  occurredAt: now,
});
const execution = () => ({
  id: randomUUID(),
  callbackId: 'ap-1',
  origin: 'hubspot-workflow' as const,
  record,
  mode: 'write' as const,
  refresh: false,
  priority: 5,
  receivedAt: now,
  expiresAt: later,
});

/** Work of every kind, taken by a worker, and a record that was enriched. */
async function occupied(house: House) {
  const enrichment = await house.enrich({ object: 'contact', recordId: record.id });
  const [told, asked] = [event(), execution()];
  const { tenant } = house;
  await house.database.withOrganization(tenant.organizationId, async (trx) => {
    await addEvents(trx, tenant, [told], now);
    await enqueue(trx, tenant, [asked]);
    for (const table of tables) {
      const filter = { dueBefore: later, takeHeld: false };
      await claimWork(trx, table, tenant, { worker, until: later }, filter, 10);
    }
  });
  return { enrichment, told, asked };
}

/** Everything of the house's tenant, row by row. */
async function everything({ database, tenant }: House): Promise<string> {
  const all = [...tables, 'crm_sync_logs', 'crm_write_journal', 'crm_entity_mappings'];
  const rows = await Promise.all(
    all.map((table) =>
      database.asOwner(`select * from ${table} where organization_id = $1`, [
        tenant.organizationId,
      ]),
    ),
  );
  return JSON.stringify([...rows, await history(database, tenant)]);
}

function history(database: House['database'], { organizationId }: House['tenant']) {
  return database.asOwner('select id from audit_events where organization_id = $1', [
    organizationId,
  ]);
}

describe.each(databases)('another account’s inbound work on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('cannot be seen or changed, even by a program that names its owner', async () => {
    const theirs = await openHouse(shared);
    const ours = await openHouse(shared);
    const { told, asked } = await occupied(theirs);
    const before = await everything(theirs);
    const owner = theirs.tenant;
    const asOurs = <T>(work: (trx: TenantTransaction) => Promise<T>) =>
      ours.database.withOrganization(ours.tenant.organizationId, work);

    const seen = await asOurs(async (trx) => ({
      events: await getEvents(trx, owner, [told.id]),
      executions: await getQueueItems(trx, owner, [asked.id]),
      last: await lastOutcome(trx, owner),
      memories: [...(await recordMemories(trx, owner, 'contact', [record.id]))],
      active: await anyActive(trx, owner, 'contact', [record.id]),
      survivor: (await survivorOf(trx, owner, record)).life,
    }));
    expect(seen).toEqual({
      events: [],
      executions: [],
      last: null,
      memories: [],
      active: false,
      survivor: 'live',
    });

    await asOurs(async (trx) => {
      for (const table of tables) {
        const filter = { dueBefore: new Date(later.getTime() + 1), takeHeld: true };
        expect(await claimWork(trx, table, owner, { worker, until: later }, filter, 10)).toEqual(
          [],
        );
        await keepWork(trx, table, owner, { worker, until: new Date(0) });
        for (const { id } of [told, asked]) {
          const error = { code: 'x', message: 'x' };
          const row = { id, dueAt: later, error, isAttempt: true };
          await postponeWork(trx, table, owner, { worker }, [row]);
        }
      }
      await closeEvents(trx, owner, { worker }, [told.id], now);
      const outputs = outputsOfFailure(suppressed());
      await recordOutputs(trx, owner, { worker }, [
        { id: asked.id, outputs, enrichmentId: null, report: null, error: null },
      ]);
      const closed = { id: asked.id, outcome: 'gone', error: null } as const;
      await closeQueueItems(trx, owner, { worker }, [closed], now);
      await discardPreviews(trx, owner, 'contact', [record.id]);
      // Nobody sees that their account is connected.
      expect(await addEvents(trx, owner, [{ ...event(), eventId: '2' }], now)).toEqual(new Set());
    });
    const change = { id: randomUUID(), at: now, action: 'settings.changed' } as const;
    for (const write of [
      (trx: TenantTransaction) => enqueue(trx, owner, [{ ...execution(), callbackId: 'ap-2' }]),
      (trx: TenantTransaction) => enqueue(trx, owner, [execution()]),
      (trx: TenantTransaction) => setLife(trx, owner, record, 'deleted', later),
      (trx: TenantTransaction) => eraseRecord(trx, owner, record, later),
      (trx: TenantTransaction) => mergeRecords(trx, owner, record, ['1002'], later),
      (trx: TenantTransaction) => recordAudit(trx, { ...change, ...owner }),
    ]) {
      await expect(asOurs<unknown>(write)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await everything(theirs)).toBe(before);
  });
});
