/** What is kept of a record when it is scored, and how it follows the record. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enforceRetention } from '../../server/retention/retention.ts';
import { eraseRecord } from '../../server/store/record-erasure.ts';
import { mergeRecords } from '../../server/store/record-merge.ts';
import { keepOutcomes, keepSnapshots } from '../../server/store/score-snapshots.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { change, hour, plantHistory, train } from './support/history.ts';

const hero = { object: 'contact' as const, recordId: '1001' };

const rows = ({ database, tenant }: House) =>
  database.withOrganization(tenant.organizationId, (trx) =>
    trx.selectFrom('score_snapshots').selectAll().orderBy('record_id').execute(),
  );

function keep({ database, tenant }: House, recordId: string, at: Date, template: number) {
  const snapshot = { version: 1 as const, at: at.toISOString(), values: { template } };
  return database.withOrganization(tenant.organizationId, (trx) =>
    keepSnapshots(trx, tenant, 'contact', [{ recordId, runId: randomUUID(), snapshot }]),
  );
}

describe.each(databases)('a snapshot, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is kept with a run, the first as it was; a preview leaves none until it is applied', async () => {
    const house = await openHouse(shared);
    const preview = await house.enrich({ ...hero, mode: 'preview' });
    expect(await rows(house)).toEqual([]);
    await house.services.sync.apply(house.tenant, preview.id);
    const [shown] = await rows(house);
    expect(shown).toMatchObject({
      object_type: 'contact',
      record_id: '1001',
      first_run_id: preview.id,
      first_values: { version: 1, values: { template: preview.score.value, country: 'GB' } },
      outcome: null,
    });
    house.clock.advance(hour);
    const again = await house.enrich({ ...hero, refresh: true });
    const [kept] = await rows(house);
    expect(kept).toMatchObject({ first_run_id: preview.id, newest_run_id: again.id });
    expect(kept?.first_values).toEqual(shown?.first_values);
  });

  it('of merged records is the earliest and the newest, and its outcome is read anew', async () => {
    const house = await openHouse(shared);
    const { database, tenant, clock } = house;
    const start = clock.now().getTime();
    await keep(house, '71', new Date(start), 10);
    await keep(house, '72', new Date(start + hour), 20);
    await keep(house, '71', new Date(start + 2 * hour), 30);
    await database.withOrganization(tenant.organizationId, async (trx) => {
      const won = { recordId: '72', outcome: 'won' as const, since: clock.now() };
      await keepOutcomes(trx, tenant, 'contact', [won], clock.now());
      await mergeRecords(trx, tenant, { object: 'contact', id: '72' }, ['71'], clock.now());
    });
    expect(await rows(house)).toMatchObject([
      {
        record_id: '72',
        first_values: { values: { template: 10 } },
        newest_values: { values: { template: 30 } },
        outcome: null,
      },
    ]);
  });

  it('is erased with its record, and of nobody else', async () => {
    const house = await openHouse(shared);
    const { database, tenant, clock } = house;
    await keep(house, '81', clock.now(), 10);
    await keep(house, '82', clock.now(), 10);
    await database.withOrganization(tenant.organizationId, (trx) =>
      eraseRecord(trx, tenant, { object: 'contact', id: '81' }, clock.now()),
    );
    expect((await rows(house)).map((row) => row.record_id)).toEqual(['82']);
  });

  it('goes two years after its record was scored last', async () => {
    const house = await openHouse(shared);
    const { database, services, clock } = house;
    const day = 24 * hour;
    const now = clock.now().getTime();
    await keep(house, '91', new Date(now - 731 * day), 10);
    await keep(house, '92', new Date(now - 731 * day), 10);
    await keep(house, '92', new Date(now - 700 * day), 10);
    const { runtime, logger } = services.scoringWork;
    await enforceRetention({ database, runtime, logger }, clock.now());
    expect((await rows(house)).map((row) => row.record_id)).toEqual(['92']);
  });

  it('and all that was learned go with the connection', async () => {
    const house = await openHouse(shared);
    const { database, services, tenant, clock } = house;
    await plantHistory(
      house,
      Array.from({ length: 200 }, (_, at) => ({ values: { template: at % 50 }, won: at % 3 > 0 })),
    );
    await train(house);
    await change(house, { do: 'set-deal-probability', probability: 0.5 });
    const actor = { kind: 'user', id: null, source: 'api', ip: null } as const;
    await services.connections.disconnect(tenant, actor);
    clock.advance(31 * 24 * hour);
    const { runtime, logger } = services.scoringWork;
    await enforceRetention({ database, runtime, logger }, clock.now());
    for (const table of ['score_snapshots', 'score_models', 'score_learning']) {
      const left = await database.asOwner(`select 1 from ${table} where integration_id = $1`, [
        tenant.integrationId,
      ]);
      expect([table, left]).toEqual([table, []]);
    }
  });

  it('is nobody else’s', async () => {
    const [ours, theirs] = [await openHouse(shared), await openHouse(shared)];
    await keep(ours, '61', ours.clock.now(), 10);
    await change(ours, { do: 'set-deal-probability', probability: 0.3 });
    expect(await rows(theirs)).toEqual([]);
    expect(await theirs.services.scoring.read(theirs.tenant)).toMatchObject({
      dealProbability: null,
      history: { open: 0 },
    });
    const smuggled = theirs.database.withOrganization(theirs.tenant.organizationId, (trx) =>
      keepSnapshots(trx, ours.tenant, 'contact', [
        {
          recordId: '62',
          runId: randomUUID(),
          snapshot: { version: 1, at: ours.clock.now().toISOString(), values: {} },
        },
      ]),
    );
    await expect(smuggled).rejects.toMatchObject({ code: '42501' });
  });
});
