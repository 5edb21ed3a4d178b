/** Wraps every sealed record with the ring's current key, while everybody else goes on working. */
import { z } from 'zod';
import type { Database } from '../store/database.ts';
import {
  readSealed,
  replaceSealed,
  rowsAfter,
  type SealedColumn,
  type SealedRow,
  sealedColumns,
} from '../store/sealed.ts';
import { keyIdOf, open, reseal } from './envelope.ts';
import { isSecretError } from './errors.ts';
import type { KeyRing } from './key-ring.ts';

export const rotationReport = z.strictObject({
  currentKeyId: z.string(),
  columns: z.array(
    z.strictObject({
      /** `table.column`. */
      name: z.string(),
      /** Sealed now. */
      records: z.int().min(0),
      /** Wrapped again by this run. */
      rewrapped: z.int().min(0),
      /** Altered, or sealed with a key that the ring does not hold. */
      unreadable: z.int().min(0),
    }),
  ),
  /** How many records need which key, after this run. */
  keysInUse: z.record(z.string(), z.int().min(1)),
  /** Of the ring's keys those that no record needs any longer. */
  idleKeys: z.array(z.string()),
});
export type RotationReport = z.infer<typeof rotationReport>;

export interface RotationDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
}

const batchSize = 100;
/** A process that has not noticed the new key yet may seal with the old one behind us. */
const maxPasses = 3;

/**
 * Can be stopped at any moment and started again: records that are done are passed over. A record that
 * somebody changes meanwhile keeps what that somebody made of it.
 * @throws DatabaseUnavailable
 */
export async function rotateKeys(
  deps: RotationDependencies,
  { dryRun }: { readonly dryRun: boolean },
): Promise<RotationReport> {
  const rewrapped = new Map<SealedColumn, number>();
  let survey = await takeSurvey(deps);
  for (let pass = 0; !dryRun && pass < maxPasses && hasWork(deps.keyRing, survey); pass += 1) {
    for (const column of sealedColumns) {
      const done = await rewrapColumn(deps, column);
      rewrapped.set(column, (rewrapped.get(column) ?? 0) + done);
    }
    survey = await takeSurvey(deps);
  }
  return toReport(deps.keyRing, survey, rewrapped);
}

interface ColumnSurvey {
  /** How many records need which key. */
  readonly keys: Map<string, number>;
  /** All of them, those that cannot be opened too. */
  records: number;
  unreadable: number;
}
type Survey = ReadonlyMap<SealedColumn, ColumnSurvey>;

async function takeSurvey({ database, keyRing }: RotationDependencies): Promise<Survey> {
  const survey = new Map<SealedColumn, ColumnSurvey>();
  for (const column of sealedColumns) {
    const found: ColumnSurvey = { keys: new Map(), records: 0, unreadable: 0 };
    survey.set(column, found);
    for await (const { row, sealed } of records(database, column)) {
      found.records += 1;
      const keyId = await orNull(async () => keyIdOf(sealed));
      if (keyId !== null) found.keys.set(keyId, (found.keys.get(keyId) ?? 0) + 1);
      const opened = await orNull(() => open(keyRing, sealed, column.place(row)));
      if (opened === null) found.unreadable += 1;
    }
  }
  return survey;
}

/** Whether there is something that this ring can wrap again. */
function hasWork({ currentKeyId, keyIds }: KeyRing, survey: Survey): boolean {
  return [...survey.values()].some(({ keys }) =>
    keyIds.some((id) => id !== currentKeyId && keys.has(id)),
  );
}

async function rewrapColumn(
  { database, keyRing }: RotationDependencies,
  column: SealedColumn,
): Promise<number> {
  let done = 0;
  for await (const { row, sealed } of records(database, column)) {
    const next = await orNull(() => reseal(keyRing, sealed, column.place(row)));
    if (next && (await replaceSealed(database, column, row, sealed, next))) done += 1;
  }
  return done;
}

/** Null where the record cannot be opened; the report counts those. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isSecretError(error)) return null;
    throw error;
  }
}

function toReport(
  { currentKeyId, keyIds }: KeyRing,
  survey: Survey,
  rewrapped: ReadonlyMap<SealedColumn, number>,
): RotationReport {
  const keysInUse: Record<string, number> = {};
  for (const { keys } of survey.values()) {
    for (const [id, count] of keys) keysInUse[id] = (keysInUse[id] ?? 0) + count;
  }
  return {
    currentKeyId,
    columns: [...survey].map(([column, { records: count, unreadable }]) => ({
      name: `${column.table}.${column.column}`,
      records: count,
      rewrapped: rewrapped.get(column) ?? 0,
      unreadable,
    })),
    keysInUse,
    idleKeys: keyIds.filter((id) => id !== currentKeyId && !(id in keysInUse)),
  };
}

/** Every sealed record of a column, read in small batches, each in a transaction of its own. */
async function* records(
  database: Database,
  column: SealedColumn,
): AsyncGenerator<{ readonly row: SealedRow; readonly sealed: Buffer }> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const rows: SealedRow[] = await database.asSystem((trx) =>
      rowsAfter(trx, column, from, batchSize),
    );
    for (const [owner, theirs] of Map.groupBy(rows, ({ organizationId }) => organizationId)) {
      const ids = theirs.map(({ id }) => id);
      const sealed = await readSealed(database, column, owner, ids);
      for (const row of theirs) {
        const found = sealed.get(row.id);
        if (found) yield { row, sealed: found };
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last.id;
  }
}
