import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enforceRetention, type RetentionReport } from '../../server/retention/retention.ts';
import { windows } from '../../server/retention/windows.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { recordAudit } from '../../server/store/audit-events.ts';
import { reconnect } from '../../server/store/integrations.ts';
import { leave } from '../../server/store/leaving.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { hero, newDeals, tasks } from '../sync/support/portal.ts';
import { everything, historyOf, named, newPerson } from './support/people.ts';

const day = 86_400_000;
const days = (name: keyof typeof windows) => windows[name].days;

/** The chore, so many days from now. */
function later(house: House, after: number): Promise<RetentionReport> {
  house.clock.advance(after * day);
  return enforce(house);
}

function enforce({ database, clock }: House, signal?: AbortSignal): Promise<RetentionReport> {
  const runtime = { newId: randomUUID };
  const warned: unknown[] = [];
  const logger = { warn: (...what: unknown[]) => void warned.push(what) };
  return enforceRetention({ database, runtime, logger }, clock.now(), signal).then((report) => {
    expect(warned).toEqual([]);
    return report;
  });
}

const rowsOf = async (house: House, table: string) =>
  (await everything(house)).get(table)?.split('\n').filter(Boolean) ?? [];

describe.each(databases)('the details of an enrichment, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are kept as long as they say, and then nothing of them is left', async () => {
    const house = await openHouse(shared);
    const id = newPerson(house);
    const { id: runId } = await house.enrich({ object: 'contact', recordId: id });
    await later(house, days('enrichment-details') - 1);
    expect((await house.run(runId)).result).not.toBeNull();
    expect(await house.services.sync.get(house.tenant, runId)).toMatchObject({ id: runId });

    const report = await later(house, 2);
    expect(report['enrichment details']).toBeGreaterThan(0);
    expect(await house.run(runId)).toMatchObject({
      status: 'completed',
      plan: { changes: [], task: null, deal: null },
      result: null,
      score: expect.any(Number),
    });
    for (const table of ['crm_sync_logs', 'crm_write_journal']) {
      expect([table, (await rowsOf(house, table)).join('\n')]).toEqual([
        table,
        expect.not.stringMatching(named),
      ]);
    }
  });

  it('cannot be read or undone any more, and a sentence says so', async () => {
    const house = await openHouse(shared);
    const { sync } = house.services;
    const { id } = await house.enrich(hero);
    await later(house, days('enrichment-details') + 1);
    const gone = { code: 'enrichment_expired', status: 404 };
    await expect(sync.get(house.tenant, id)).rejects.toMatchObject(gone);
    await expect(sync.undo(house.tenant, id)).rejects.toMatchObject(gone);
    const card = await sync.card(house.tenant, { object: 'contact', id: '1001' });
    expect(card).toMatchObject({ latest: null, failure: null });
    expect(card.history).toMatchObject([{ enrichmentId: id, score: expect.any(Number) }]);
  });

  it('take along neither the keys of tasks and deals nor what we wrote last', async () => {
    const house = await openHouse(shared, {
      settings: { deals: { repeatAfterDays: 1_095 }, tasks: { repeatAfterDays: 365 } },
    });
    await house.enrich(hero);
    await later(house, days('enrichment-details') + 1);
    expect((await rowsOf(house, 'crm_entity_mappings')).join('\n')).toContain('oppspot_summary');
    const { plan } = await house.enrich({ ...hero, refresh: true });
    expect([tasks(house.hubspot).length, newDeals(house.hubspot).length]).toEqual([1, 1]);
    expect(plan.task).toBeNull();
    // Nor after a year, when the rows of runs are deleted.
    await later(house, days('run-rows') + 1);
    await house.enrich({ ...hero, refresh: true });
    const keys = (await rowsOf(house, 'crm_write_journal'))
      .join('\n')
      .match(/oppspot-deal-company-2001-\d+/g);
    expect(new Set(keys)).toEqual(new Set(['oppspot-deal-company-2001-1']));
  });

  it('of a preview that nobody applied go sooner', async () => {
    const house = await openHouse(shared);
    const { id } = await house.enrich({ ...hero, mode: 'preview' });
    await later(house, days('waiting-previews') - 1);
    expect(await house.run(id)).toMatchObject({ status: 'previewed' });
    await later(house, 2);
    expect(await house.run(id)).toMatchObject({ status: 'discarded', result: null });
  });

  it('stay while a run is open, however old it is', async () => {
    const house = await openHouse(shared);
    const { id } = await house.enrich(hero);
    await house.database.asOwner(`update crm_sync_logs set status = 'applying' where id = $1`, [
      id,
    ]);
    await house.services.inbound.acceptExecution(house.tenant, {
      callbackId: 'open',
      record: { object: 'contact', id: '1002' },
      mode: 'write',
      refresh: false,
    });
    await later(house, 1_000);
    expect((await house.run(id)).result).not.toBeNull();
    expect(await rowsOf(house, 'crm_sync_queue')).toHaveLength(1);
  });
});

describe.each(databases)('what has had its time, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('goes, row by row: runs, undos, requests, events, records that are gone', async () => {
    const house = await openHouse(shared);
    const { inbound, sync } = house.services;
    const { id: undone } = await house.enrich({ object: 'contact', recordId: '1002' });
    await sync.undo(house.tenant, undone);
    await inbound.acceptEvents(house.tenant, [
      {
        kind: 'deleted',
        record: { object: 'contact', id: '1003' },
        absorbedIds: [],
        eventId: '1',
        subscriptionType: 'object.deletion',
        occurredAt: house.clock.now(),
      },
    ]);
    await inbound.drain();
    expect(await rowsOf(house, 'webhook_events')).toHaveLength(1);
    await later(house, days('inbound-work') + 1);
    expect(await rowsOf(house, 'webhook_events')).toEqual([]);
    await later(house, days('gone-records'));
    const memory = (await rowsOf(house, 'crm_entity_mappings')).join('\n');
    expect(memory).not.toContain('1003');
    expect(memory).toContain('1002');
    await later(house, days('run-rows'));
    const runs = await house.runs();
    const kept = (await house.journal(...runs.map(({ id }) => id))).map(({ subject }) => subject);
    expect(kept).not.toContain(null);
    expect(runs.map(({ operation }) => operation)).not.toContain('undo');
  });

  it('is the history after two years, and not a day before', async () => {
    const house = await openHouse(shared);
    await house.enrich(hero);
    await later(house, days('history') - 1);
    expect((await historyOf(house)).length).toBeGreaterThan(0);
    await later(house, 2);
    expect(await historyOf(house)).toEqual([]);
  });

  it('is what expires by itself: attempts, nonces, replaced keys, cached facts', async () => {
    const house = await openHouse(shared);
    const now = house.clock.now();
    const expired = new Date(now.getTime() - 2 * day);
    const running = new Date(now.getTime() + day);
    const key = (id: string, expiresAt: Date | null) => [
      id,
      house.tenant.organizationId,
      house.tenant.integrationId,
      randomBytes(32),
      expiresAt,
    ];
    for (const [name, at] of [
      ['over', expired],
      ['running', running],
    ] as const) {
      const { database } = house;
      await database.asOwner(
        `insert into oauth_attempts (id, crm, requested_by, created_at, expires_at)
         values ($1, 'hubspot', $2, $3, $3)`,
        [randomUUID(), name, at],
      );
      await database.asOwner('insert into salesforce_nonces values ($1, $2, $3)', [
        house.tenant.integrationId,
        name,
        at,
      ]);
      await database.asOwner(`insert into research_cache values ($1, '{}', $2)`, [
        `${house.tenant.integrationId}-${name}`,
        at,
      ]);
      await database.asOwner(
        `insert into salesforce_org_keys
           (id, organization_id, integration_id, org_id, secret_hash, signing_key, expires_at)
         values ($1, $2, $3, '00D000000000001AAA', $4, 'x', $5)`,
        key(`${name}${'k'.repeat(16)}`, at),
      );
    }
    await enforce(house);
    const left = (statement: string) => house.database.asOwner<{ name: string }>(statement);
    const ours = house.tenant.integrationId;
    expect([
      ...(await left(`select requested_by as name from oauth_attempts`)),
      ...(await left(`select nonce as name from salesforce_nonces where key_id = '${ours}'`)),
      ...(await left(`select right(key, 7) as name from research_cache where key like '${ours}%'`)),
      ...(await left(`select left(id, 7) as name from salesforce_org_keys`)),
    ]).toEqual(Array(4).fill({ name: 'running' }));
    await house.database.asOwner('delete from oauth_attempts');
    await house.database.asOwner('delete from salesforce_org_keys');
  });

  it('is gone on with where it was interrupted', async () => {
    const house = await openHouse(shared);
    await house.database.asOwner(
      `insert into webhook_events (id, organization_id, integration_id, kind, object_type, record_id,
         event_id, subscription_type, occurred_at, received_at, due_at, done_at)
       select gen_random_uuid(), $1, $2, 'changed', 'contact', n::text, n::text, 'x', t, t, t, t
       from generate_series(1, 1200) n, (select $3::timestamptz as t) at`,
      [house.tenant.organizationId, house.tenant.integrationId, house.clock.now().toISOString()],
    );
    house.clock.advance((days('inbound-work') + 1) * day);
    expect(await enforce(house, AbortSignal.abort())).toEqual({});
    expect(await rowsOf(house, 'webhook_events')).toHaveLength(1_200);
    expect((await enforce(house)).inbound).toBeGreaterThanOrEqual(1_200);
    expect(await rowsOf(house, 'webhook_events')).toEqual([]);
    expect(await enforce(house)).not.toHaveProperty('inbound');
  });
});

describe.each(databases)('a connection that was ended, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  /** The cache is nobody's. */
  async function withoutCache(house: House) {
    const rows = await everything(house);
    rows.delete('research_cache');
    return rows;
  }

  async function disconnect(house: House, keptDays: number): Promise<void> {
    const at = house.clock.now();
    const deleteAfter = new Date(at.getTime() + keptDays * day);
    const { organizationId, integrationId } = house.tenant;
    await house.database.withOrganization(organizationId, (trx) =>
      leave(trx, integrationId, { at, deleteAfter, uninstalled: true }),
    );
  }

  it('is deleted with everything of it when its time is over, and the organisation with the last one', async () => {
    const [house, other] = [await openHouse(shared), await openHouse(shared)];
    await house.enrich(hero);
    const { id } = await house.enrich({ object: 'contact', recordId: '1002' });
    await house.services.sync.undo(house.tenant, id);
    await other.enrich(hero);
    const theirs = await withoutCache(other);
    await disconnect(house, 30);
    await later(house, 29);
    expect(await rowsOf(house, 'crm_sync_logs')).not.toEqual([]);
    const report = await later(house, 2);
    expect(report.connections).toBe(1);
    const left = await withoutCache(house);
    expect([...left].filter(([, rows]) => rows !== '')).toEqual([]);
    expect(await withoutCache(other)).toEqual(theirs);
  });

  it('leaves the organisation and its history where another connection lives on', async () => {
    const house = await openHouse(shared);
    await house.enrich(hero);
    const { organizationId } = house.tenant;
    const survivor = randomUUID();
    await house.database.withOrganization(organizationId, async (trx) => {
      await trx
        .insertInto('crm_integrations')
        .values({
          id: survivor,
          organization_id: organizationId,
          crm: 'salesforce',
          account_id: survivor,
          display_name: 'Another',
        })
        .execute();
      await createApiToken(trx, {
        id: randomUUID(),
        organizationId,
        name: 'kept',
        integrationId: survivor,
      });
      await recordAudit(trx, {
        id: randomUUID(),
        at: house.clock.now(),
        organizationId,
        integrationId: survivor,
        action: 'settings.changed',
        after: { kept: true },
      });
    });
    await disconnect(house, 30);
    await later(house, 31);
    expect(await rowsOf(house, 'crm_integrations')).toHaveLength(1);
    expect(await rowsOf(house, 'api_tokens')).toHaveLength(1);
    expect(await rowsOf(house, 'crm_write_journal')).toEqual([]);
    const history = (await rowsOf(house, 'audit_events')).join('\n');
    expect(history).toContain('connection.deleted');
    expect(history).toContain('enrichment.written');
    expect(history).toContain('kept');
    expect(history).not.toContain('oppspot_score');
  });

  it('that came back in time keeps everything', async () => {
    const house = await openHouse(shared);
    const { id } = await house.enrich(hero);
    await disconnect(house, 30);
    const { organizationId, integrationId } = house.tenant;
    await house.database.withOrganization(organizationId, (trx) =>
      reconnect(trx, integrationId, {}),
    );
    await later(house, 40);
    expect(await house.run(id)).toMatchObject({ id });
  });
});
