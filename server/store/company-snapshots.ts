import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { between, type Count } from '../../shared/company/change.ts';
import type { CompanyHistory } from '../research/history.ts';
import type { Database, SystemTransaction } from './database.ts';
import { toText } from './json.ts';

interface Exchange {
  readonly asked: Map<string, readonly Count[]>;
  readonly answers: Promise<ReadonlyMap<string, readonly Count[]>>;
}

/**
 * Counts of public company facts by day, in our own database; all tenants share them. Companies that
 * are researched together are two statements of one transaction.
 */
export class CompanySnapshots implements CompanyHistory {
  readonly #database: Pick<Database, 'asSystem'>;
  #exchange: Exchange | null = null;

  constructor(database: Pick<Database, 'asSystem'>) {
    this.#database = database;
  }

  async exchange(company: string, counts: readonly Count[]): Promise<readonly Count[]> {
    const exchange = this.#exchange ?? this.#begin();
    this.#exchange = exchange;
    exchange.asked.set(toText(company), counts);
    return (await exchange.answers).get(toText(company)) ?? [];
  }

  #begin(): Exchange {
    const asked = new Map<string, readonly Count[]>();
    const answers = nextTurn().then(() => {
      this.#exchange = null;
      return this.#database.asSystem(async (trx) => {
        const earlier = await compareWith(trx, asked);
        await keep(trx, asked);
        return earlier;
      });
    });
    return { asked, answers };
  }
}

type Asked = ReadonlyMap<string, readonly Count[]>;

const rowsOf = (asked: Asked) =>
  [...asked].flatMap(([company, counts]) =>
    counts.map(({ key, value, names, day }) => ({
      company,
      measure: toText(key),
      day,
      value,
      names: names.map(toText),
    })),
  );

/** Of each count the earlier one whose age is nearest to the best. */
async function compareWith(
  trx: SystemTransaction,
  asked: Asked,
): Promise<Map<string, readonly Count[]>> {
  const rows = JSON.stringify(rowsOf(asked));
  const found = await sql<{
    company: string;
    key: string;
    value: number;
    names: string[];
    day: string;
  }>`
    select distinct on (kept.company, kept.measure) kept.company, kept.measure as key, kept.value,
      kept.names, to_char(kept.day, 'YYYY-MM-DD') as day
    from jsonb_to_recordset(${rows}::jsonb) as now (company text, measure text, day date)
    join company_snapshots kept on kept.company = now.company and kept.measure = now.measure
      and kept.day between now.day - ${between.most}::int and now.day - ${between.least}::int
    order by kept.company, kept.measure, abs(now.day - ${between.best}::int - kept.day)`.execute(
    trx,
  );
  return Map.groupBy(found.rows, ({ company }) => company);
}

/** What was counted first on a day stays. */
async function keep(trx: SystemTransaction, asked: Asked): Promise<void> {
  const rows = JSON.stringify(rowsOf(asked));
  // In one order, so that two processes never wait for each other.
  await sql`
    insert into company_snapshots (company, measure, day, value, names)
    select company, measure, day, value, array(select jsonb_array_elements_text(names))
    from jsonb_to_recordset(${rows}::jsonb)
      as now (company text, measure text, day date, value int, names jsonb)
    order by company, measure, day
    on conflict do nothing`.execute(trx);
}

/** @returns how many rows went */
export async function deleteOldSnapshots(
  trx: SystemTransaction,
  before: Date,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from company_snapshots where (company, measure, day) in (
      select company, measure, day from company_snapshots where day < ${before}::date limit ${limit}
    )`.execute(trx);
  return Number(numAffectedRows ?? 0);
}
