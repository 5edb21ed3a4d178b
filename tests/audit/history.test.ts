import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditService } from '../../server/audit/create-audit-service.ts';
import type { AuditService } from '../../server/audit/service.ts';
import { type NewAuditEvent, recordAudit } from '../../server/store/audit-events.ts';
import type { AuditPage } from '../../shared/contract/audit.ts';
import {
  databases,
  type SeededTenant,
  seedTenant,
  type TestDatabase,
} from '../support/databases.ts';

const morning = new Date('2026-03-01T09:00:00.000Z');
const minutesLater = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);

describe.each(databases)('the history on $name', ({ open }) => {
  let database: TestDatabase;
  let audit: AuditService;
  beforeAll(async () => {
    database = await open();
    audit = createAuditService({ database });
  });
  afterAll(() => database.close());

  const newEvent = (
    { organizationId, integrationId }: SeededTenant,
    overrides: Partial<NewAuditEvent> = {},
  ): NewAuditEvent => ({
    id: randomUUID(),
    at: morning,
    organizationId,
    integrationId,
    actor: { kind: 'user', id: 'admin-1', source: 'api', ip: '203.0.113.9' },
    action: 'settings.changed',
    ...overrides,
  });

  async function add(tenant: SeededTenant, ...events: Partial<NewAuditEvent>[]) {
    const whole = events.map((event) => newEvent(tenant, event));
    await database.withOrganization(tenant.organizationId, (trx) => recordAudit(trx, ...whole));
    return whole;
  }

  async function exported(tenant: SeededTenant, format: 'csv' | 'jsonl', selection = {}) {
    const pieces: string[] = [];
    for await (const piece of audit.export(tenant.organizationId, selection, format)) {
      pieces.push(piece);
    }
    return pieces;
  }

  it('says who did what to which record, when and from where', async () => {
    const tenant = await seedTenant(database);
    const runId = randomUUID();
    const [added] = await add(tenant, {
      action: 'enrichment.written',
      record: { object: 'contact', id: '1001' },
      runId,
      before: { city: null },
      after: { city: 'Leeds' },
    });
    expect(await audit.page(tenant.organizationId, {})).toEqual({
      items: [
        {
          id: added?.id,
          at: morning.toISOString(),
          integrationId: tenant.integrationId,
          actor: { kind: 'user', id: 'admin-1' },
          source: 'api',
          ipAddress: '203.0.113.9',
          action: 'enrichment.written',
          object: 'contact',
          recordId: '1001',
          runId,
          before: { city: null },
          after: { city: 'Leeds' },
        },
      ],
      nextCursor: null,
    });
  });

  it('is paged newest first, and what comes in meanwhile moves nothing', async () => {
    const tenant = await seedTenant(database);
    // Several at the same instant: the id decides then.
    const events = await add(
      tenant,
      ...Array.from({ length: 25 }, (_, index) => ({ at: minutesLater(Math.floor(index / 5)) })),
    );
    const seen: string[] = [];
    let page: AuditPage | null = null;
    while (!page || page.nextCursor) {
      const cursor: string | undefined = page?.nextCursor ?? undefined;
      page = await audit.page(tenant.organizationId, { limit: 7, cursor });
      seen.push(...page.items.map(({ id }) => id));
      await add(tenant, { at: minutesLater(600) });
    }
    expect(new Set(seen)).toEqual(new Set(events.map(({ id }) => id)));
    expect(seen).toHaveLength(25);
  });

  it('can be asked for one record, one action, one connection and a time', async () => {
    const tenant = await seedTenant(database);
    await add(
      tenant,
      { record: { object: 'contact', id: '7' } },
      { action: 'mappings.changed', at: minutesLater(5) },
      { integrationId: null, at: minutesLater(9) },
    );
    const found = async (selection: object) =>
      (await audit.page(tenant.organizationId, selection)).items.length;
    expect(await found({ recordId: '7' })).toBe(1);
    expect(await found({ action: 'mappings.changed' })).toBe(1);
    expect(await found({ integrationId: tenant.integrationId })).toBe(2);
    expect(await found({ from: minutesLater(5).toISOString() })).toBe(2);
    expect(await found({ to: minutesLater(5).toISOString() })).toBe(1);
    expect(await exported(tenant, 'jsonl', { recordId: '7' })).toHaveLength(1);
  });

  it.each(['nonsense', 'W10', 'WyIxIiwiMiJd', Buffer.from('[1e300,"x"]').toString('base64url')])(
    'refuses %j as a cursor in a sentence',
    async (cursor) => {
      const tenant = await seedTenant(database);
      await expect(audit.page(tenant.organizationId, { cursor })).rejects.toMatchObject({
        code: 'cursor_unusable',
        status: 400,
      });
    },
  );

  it('shows an organisation nothing of another one, not even by its cursor', async () => {
    const [ours, theirs] = [await seedTenant(database), await seedTenant(database)];
    await add(theirs, {}, {});
    const { nextCursor } = await audit.page(theirs.organizationId, { limit: 1 });
    const cursor = nextCursor ?? '';
    expect(cursor).not.toBe('');
    expect((await audit.page(ours.organizationId, {})).items).toEqual([]);
    expect((await audit.page(ours.organizationId, { cursor })).items).toEqual([]);
    expect(await exported(ours, 'jsonl')).toEqual([]);
    const forged = newEvent(theirs);
    await expect(
      database.withOrganization(ours.organizationId, (trx) => recordAudit(trx, forged)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('can be added to and read by the application, and nothing else', async () => {
    const tenant = await seedTenant(database);
    await add(tenant, {});
    const attempts = [
      () =>
        database.withOrganization(tenant.organizationId, (trx) =>
          trx.deleteFrom('audit_events').execute(),
        ),
      () =>
        database.withOrganization(tenant.organizationId, (trx) =>
          trx.updateTable('audit_events').set({ actor_id: 'nobody' }).execute(),
        ),
      // The system role erases what a record's event says, and never who did it.
      () =>
        database.asSystem((trx) =>
          trx.updateTable('audit_events').set({ actor_id: 'nobody' }).execute(),
        ),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('keeps a change small, however large its values are', async () => {
    const tenant = await seedTenant(database);
    const deep = { a: { b: { c: { d: { e: 'x'.repeat(10_000) } } } } };
    const after = {
      text: 'é'.repeat(100_000),
      list: Array.from({ length: 10_000 }, (_, index) => index),
      deep,
      ...Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index])),
    };
    await add(tenant, { after });
    const [kept] = (await audit.page(tenant.organizationId, {})).items;
    expect(JSON.stringify(kept?.after).length).toBeLessThan(10_000);
    expect(kept?.after).toMatchObject({ text: `${'é'.repeat(500)}…`, '…': '4903 more' });
  });

  it('is exported whole as CSV and as JSON lines, a piece at a time', {
    timeout: 180_000,
  }, async () => {
    const tenant = await seedTenant(database);
    const rows = 100_000;
    await database.asOwner(
      `insert into audit_events (id, organization_id, occurred_at, actor_kind, source, action, after)
       select gen_random_uuid(), $1, $2::timestamptz + n * interval '1 second', 'system', 'job',
         'settings.changed', jsonb_build_object('n', n, 'text', '=1+1')
       from generate_series(1, ${rows}) n`,
      [tenant.organizationId, morning.toISOString()],
    );
    let lines = 0;
    let largest = 0;
    let before = Number.POSITIVE_INFINITY;
    for await (const piece of audit.export(tenant.organizationId, {}, 'jsonl')) {
      largest = Math.max(largest, piece.length);
      for (const line of piece.trimEnd().split('\n')) {
        lines += 1;
        const { n } = JSON.parse(line).after;
        expect(n).toBeLessThan(before);
        before = n;
      }
    }
    expect(lines).toBe(rows);
    expect(largest).toBeLessThan(500_000);

    // One who stops listening costs nothing more.
    for await (const _piece of audit.export(tenant.organizationId, {}, 'csv')) break;
    let csvRows = -1;
    for await (const piece of audit.export(tenant.organizationId, {}, 'csv')) {
      csvRows += piece.split('\r\n').length - 1;
    }
    expect(csvRows).toBe(rows);
  });
});
