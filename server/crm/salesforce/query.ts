import { z } from 'zod';
import type { SalesforceClient } from './client.ts';
import { chunks, composite, heavyPartsPerCall, type PartAnswer } from './composite.ts';
import { readBody } from './errors.ts';
import { queryAllPath, queryPath } from './versions.ts';

export type Row = Readonly<Record<string, unknown>>;

const page = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().startsWith('/services/data/').optional(),
  records: z.array(z.record(z.string(), z.unknown())),
});
type Page = z.infer<typeof page>;

export interface Question {
  readonly name: string;
  readonly soql: string;
  /** Deleted and archived records too. */
  readonly all?: boolean;
}

/** Rows of a query, or why there are none. */
export type Rows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | Extract<PartAnswer, { ok: false }>;

/**
 * Asks up to five questions in one call, more in several; long answers are followed to their end.
 * @throws CrmError when a call as a whole fails
 */
export async function ask(
  client: SalesforceClient,
  questions: readonly Question[],
): Promise<Map<string, Rows>> {
  const asked = chunks(questions, heavyPartsPerCall).map(async (some) => {
    const parts = some.map(({ name, soql, all }) => ({
      name,
      method: 'GET' as const,
      path: all ? queryAllPath(soql) : queryPath(soql),
    }));
    const answers = await composite(client, 'read', parts);
    return Promise.all(
      [...answers].map(async ([name, answer]): Promise<[string, Rows]> => {
        return [name, answer.ok ? { ok: true, rows: await allRows(client, answer.body) } : answer];
      }),
    );
  });
  return new Map((await Promise.all(asked)).flat());
}

/** @throws CrmError */
export async function rowsOf(client: SalesforceClient, soql: string): Promise<readonly Row[]> {
  const first = await client.call('read', { method: 'GET', path: queryPath(soql), answer: page });
  return allRows(client, first);
}

const counted = z.object({ totalSize: z.int().min(0) });

/**
 * Rows and, where `count` asks for it, how many there are without the limit; in one call.
 * @throws CrmError
 */
export async function askCounted(
  client: SalesforceClient,
  { soql, count }: { readonly soql: string; readonly count: string | null },
): Promise<{ readonly rows: readonly Row[]; readonly total: number | null }> {
  if (count === null) return { rows: await rowsOf(client, soql), total: null };
  const answers = await composite(client, 'read', [
    { name: 'rows', method: 'GET', path: queryPath(soql) },
    { name: 'count', method: 'GET', path: queryPath(count) },
  ]);
  const bodyOf = (name: string) => {
    const answer = answers.get(name);
    if (answer && !answer.ok) throw answer.error;
    return answer?.body;
  };
  const { totalSize } = readBody(counted, bodyOf('count'));
  return { rows: await allRows(client, bodyOf('rows')), total: totalSize };
}

/** @throws CrmError also for what is no answer to a query */
async function allRows(client: SalesforceClient, body: unknown): Promise<Row[]> {
  let at: Page = readBody(page, body);
  const rows = [...at.records];
  while (!at.done && at.nextRecordsUrl !== undefined) {
    at = await client.call('read', { method: 'GET', path: at.nextRecordsUrl, answer: page });
    rows.push(...at.records);
  }
  return rows;
}

/** The text in a column; null for anything else and for blanks. */
export function textIn(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The row a lookup leads to; null where it is empty. */
export function rowIn(row: Row, relationship: string): Row | null {
  const value = row[relationship];
  return typeof value === 'object' && value !== null ? (value as Row) : null;
}

/** Child rows selected with a record; null of them is none. */
export function rowsIn(row: Row, relationship: string): readonly Row[] {
  const parsed = page.safeParse(row[relationship]);
  return parsed.success ? parsed.data.records : [];
}
