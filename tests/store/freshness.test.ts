import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeOfDay } from '../../server/store/freshness.ts';
import {
  deleteOldMarks,
  getSourceMarks,
  keepSourceMarks,
} from '../../server/store/source-marks.ts';
import {
  databases,
  type SeededTenant,
  seedTenant,
  type TestDatabase,
} from '../support/databases.ts';

const day = '2026-11-27';
const at = (hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);

describe.each(databases)('freshness on $name', ({ open }) => {
  let database: TestDatabase;
  let ours: SeededTenant;
  let theirs: SeededTenant;

  beforeAll(async () => {
    database = await open();
    ours = await seedTenant(database);
    theirs = await seedTenant(database);
  });
  afterAll(() => database.close());

  const take = (tenant: SeededTenant, wanted: number, on = day) =>
    database.withOrganization(tenant.organizationId, (trx) =>
      takeOfDay(trx, tenant, 'looks', { day: on, wanted, quota: 10 }),
    );

  it('gives of a day no more than the quota, however many take at once', async () => {
    const taken = await Promise.all([take(ours, 4), take(ours, 4), take(ours, 4)]);
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(10);
    expect(await take(ours, 1)).toBe(0);
    expect(await take(ours, 3, '2026-11-28')).toBe(3);
    expect(await take(theirs, 12)).toBe(10);
  });

  it('shows an organisation its own days alone', async () => {
    await take(theirs, 1, '2026-11-29');
    const rows = await database.withOrganization(ours.organizationId, (trx) =>
      trx.selectFrom('freshness_days').select('organization_id').distinct().execute(),
    );
    expect(rows).toEqual([{ organization_id: ours.organizationId }]);
    const smuggled = database.withOrganization(ours.organizationId, (trx) =>
      takeOfDay(trx, theirs, 'looks', { day, wanted: 1, quota: 10 }),
    );
    await expect(smuggled).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps what was seen last of a source, and lets no tenant read it', async () => {
    const subject = 'companies-house:filings:09000001';
    const seen = (digest: string) => new Map([[subject, { digest, validators: null }]]);
    await database.asSystem((trx) => keepSourceMarks(trx, seen('second'), at(9)));
    await database.asSystem((trx) => keepSourceMarks(trx, seen('first'), at(8)));
    const known = await database.asSystem((trx) => getSourceMarks(trx, [subject, 'unknown']));
    expect([...known]).toEqual([[subject, { digest: 'second', validators: null, seenAt: at(9) }]]);
    const read = database.withOrganization(ours.organizationId, (trx) =>
      trx.selectFrom('source_marks').selectAll().execute(),
    );
    await expect(read).rejects.toMatchObject({ code: '42501' });
    expect(await database.asSystem((trx) => deleteOldMarks(trx, at(9), 10))).toBe(0);
    expect(await database.asSystem((trx) => deleteOldMarks(trx, at(10), 10))).toBe(1);
  });
});
