/** Counts in a table that all processes see. */
import type { Counter } from './refresher.ts';

type Run = <Row>(statement: string, parameters?: unknown[]) => Promise<Row[]>;

export async function createCounter(run: Run): Promise<Counter> {
  await run('create table counted (times int)');
  await run('insert into counted values (0)');
  return counterIn(run);
}

export function counterIn(run: Run): Counter {
  return {
    async add() {
      await run('update counted set times = times + 1');
    },
    total: async () => (await run<{ times: number }>('select times from counted'))[0]?.times ?? 0,
  };
}
