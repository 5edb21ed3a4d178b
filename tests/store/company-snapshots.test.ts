import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompanySnapshots, deleteOldSnapshots } from '../../server/store/company-snapshots.ts';
import type { Count } from '../../shared/company/change.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const count = (key: string, value: number, day: string, names: string[] = []): Count => ({
  key,
  value,
  names,
  day,
});

describe.each(databases)('counts of companies on $name', ({ open }) => {
  let database: TestDatabase;
  let history: CompanySnapshots;
  beforeAll(async () => {
    database = await open();
    history = new CompanySnapshots(database);
  });
  afterAll(() => database.close());

  it('are compared with the day nearest to two months before', async () => {
    for (const [day, value] of [
      ['2026-07-01', 1],
      ['2026-09-01', 3],
      ['2026-09-20', 4],
      ['2026-11-15', 11],
    ] as const) {
      await history.exchange('acme.example', [
        count('open-jobs:lever:acme', value, day, ['a', 'b']),
      ]);
    }
    const earlier = await history.exchange('acme.example', [
      count('open-jobs:lever:acme', 12, '2026-11-20'),
      count('headcount:website', 50, '2026-11-20'),
    ]);
    expect(earlier).toMatchObject([
      { key: 'open-jobs:lever:acme', value: 4, names: ['a', 'b'], day: '2026-09-20' },
    ]);
  });

  it('of companies that are researched together are one transaction', async () => {
    let transactions = 0;
    const counted = new CompanySnapshots({
      asSystem: (work) => {
        transactions += 1;
        return database.asSystem(work);
      },
    });
    const companies = Array.from({ length: 20 }, (_, index) => `c${index}.example`);
    await Promise.all(
      companies.map((name) => counted.exchange(name, [count('k', 1, '2026-10-01')])),
    );
    const again = await Promise.all(
      companies.map((name) => counted.exchange(name, [count('k', 2, '2026-11-20')])),
    );
    expect(again.map(([one]) => one?.value)).toEqual(companies.map(() => 1));
    expect(transactions).toBe(2);
  });

  it('stay as they were first counted on a day', async () => {
    await history.exchange('b.example', [count('k', 5, '2026-10-01')]);
    await history.exchange('b.example', [count('k', 9, '2026-10-01')]);
    expect(await history.exchange('b.example', [count('k', 9, '2026-11-20')])).toMatchObject([
      { value: 5 },
    ]);
  });

  it('go when they have had their time', async () => {
    const before = new Date('2026-07-02T00:00:00Z');
    const gone = await database.asSystem((trx) => deleteOldSnapshots(trx, before, 100));
    expect(gone).toBe(1);
  });
});
