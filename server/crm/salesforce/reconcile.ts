/** Finds out by reading what became of writes whose answer never arrived. */

import type { CrmValue } from '../../../shared/plan/plan.ts';
import { type ObjectType, objectType } from '../../../shared/plan/plan.ts';
import type { PendingOperation, Reconciliation, WriteOperation } from '../connector.ts';
import type { SalesforceClient } from './client.ts';
import { chunks, rowsPerCollection } from './composite.ts';
import { internalError } from './errors.ts';
import { toId18 } from './ids.ts';
import { objectNames, recordUrl } from './links.ts';
import { keyField } from './package.ts';
import { ask, type Question, type Row, type Rows, textIn } from './query.ts';
import type { SchemaSource } from './read/read.ts';
import type { OrgSchema } from './schema.ts';
import { inList } from './soql.ts';
import { decodeValue } from './values.ts';

type Operation<Kind extends WriteOperation['kind']> = Extract<WriteOperation, { kind: Kind }>;

/** A query, and what its rows say of the operations it was asked for. */
interface Inquiry {
  readonly question: Question;
  readonly pending: readonly PendingOperation[];
  judge(pending: PendingOperation, rows: readonly Row[]): Reconciliation;
}

const createdObjects = { 'create-task': 'Task', 'create-deal': 'Opportunity' } as const;
const deletedObjects = { task: 'Task', deal: 'Opportunity' } as const;
const goneReason = 'Salesforce no longer has this record.';

export function createReconciler(client: SalesforceClient, schemas: SchemaSource) {
  const applied = (object: string, id: string): Reconciliation => ({
    state: 'applied',
    id,
    url: recordUrl(client.origin(), object, id),
  });

  function updates(
    object: ObjectType,
    pending: readonly PendingOperation[],
    schema: OrgSchema,
  ): Inquiry[] {
    const name = objectNames[object];
    const ours = pending.filter(
      ({ operation }) => operation.kind === 'update' && operation.record.object === object,
    );
    return chunks(ours, rowsPerCollection).map((some, index) => ({
      question: {
        name: `${name}${index}`,
        soql: `SELECT ${['Id', ...fieldsOf(some, schema, name)].join(', ')} FROM ${name} WHERE ${inList('Id', some.map(idOf))}`,
      },
      pending: some,
      judge(one, rows) {
        const { record, values } = one.operation as Operation<'update'>;
        const row = rows.find((candidate) => textIn(candidate, 'Id') === idOf(one));
        if (!row) return { state: 'conflict', reason: goneReason };
        const visible = Object.entries(values).filter(([field]) =>
          schema.object(name)?.field(field),
        );
        const state = compare(row, Object.fromEntries(visible), one.before);
        return state === 'applied' ? applied(name, toId18(record.id) ?? record.id) : state;
      },
    }));
  }

  function creations(
    kind: keyof typeof createdObjects,
    pending: readonly PendingOperation[],
    schema: OrgSchema,
  ): Inquiry[] {
    const name = createdObjects[kind];
    const key = keyField(schema.prefix);
    const ours = pending.filter(({ operation }) => operation.kind === kind);
    // Without the field nothing was ever created.
    const isReadable = schema.object(name)?.field(key);
    return chunks(ours, rowsPerCollection).map((some, index) => ({
      question: {
        name: `${kind === 'create-task' ? 'tasks' : 'deals'}${index}`,
        soql: isReadable
          ? `SELECT Id, ${key} FROM ${name} WHERE ${inList(key, some.map(keyOf))}`
          : `SELECT Id FROM ${name} WHERE Id = null`,
      },
      pending: some,
      judge(one, rows) {
        const row = rows.find((candidate) => textIn(candidate, key) === keyOf(one));
        return row ? applied(name, textIn(row, 'Id') ?? '') : { state: 'absent' };
      },
    }));
  }

  function deletions(object: 'task' | 'deal', pending: readonly PendingOperation[]): Inquiry[] {
    const name = deletedObjects[object];
    const ours = pending.filter(
      ({ operation }) => operation.kind === 'delete' && operation.object === object,
    );
    return chunks(ours, rowsPerCollection).map((some, index) => ({
      question: {
        name: `${object}Deletions${index}`,
        soql: `SELECT Id FROM ${name} WHERE ${inList('Id', some.map(idOf))}`,
      },
      pending: some,
      judge(one, rows) {
        const isThere = rows.some((row) => textIn(row, 'Id') === idOf(one));
        const { id } = one.operation as Operation<'delete'>;
        return isThere ? { state: 'absent' } : { state: 'applied', id, url: null };
      },
    }));
  }

  /** One entry per key. Never throws. */
  return async function reconcile(
    pending: readonly PendingOperation[],
  ): Promise<Map<string, Reconciliation>> {
    const findings = new Map<string, Reconciliation>();
    const known = pending.filter((one) => {
      const isReal = toId18(idOf(one)) !== null || one.operation.kind.startsWith('create');
      if (!isReal) findings.set(one.operation.key, neverThere(one.operation));
      return isReal;
    });
    if (known.length === 0) return findings;
    try {
      const schema = await schemas.current();
      const inquiries = [
        ...objectType.options.flatMap((object) => updates(object, known, schema)),
        ...creations('create-task', known, schema),
        ...creations('create-deal', known, schema),
        ...deletions('task', known),
        ...deletions('deal', known),
      ];
      const answers = await ask(
        client,
        inquiries.map(({ question }) => question),
      );
      for (const { question, pending: some, judge } of inquiries) {
        const rows = answers.get(question.name);
        for (const one of some) findings.set(one.operation.key, judged(one, rows, judge));
      }
    } catch (failure) {
      const error = internalError(failure);
      for (const { operation } of known) findings.set(operation.key, { state: 'unknown', error });
    }
    return findings;
  };
}

function judged(
  one: PendingOperation,
  rows: Rows | undefined,
  judge: Inquiry['judge'],
): Reconciliation {
  if (rows?.ok) return judge(one, rows.rows);
  return { state: 'unknown', error: rows?.error ?? internalError(null) };
}

function neverThere(operation: WriteOperation): Reconciliation {
  return operation.kind === 'delete'
    ? { state: 'applied', id: operation.id, url: null }
    : { state: 'conflict', reason: goneReason };
}

function idOf({ operation }: PendingOperation): string {
  const id =
    operation.kind === 'update'
      ? operation.record.id
      : operation.kind === 'delete'
        ? operation.id
        : '';
  return toId18(id) ?? '';
}

function keyOf({ operation }: PendingOperation): string {
  if (operation.kind === 'create-task') return operation.task.key;
  return operation.kind === 'create-deal' ? operation.deal.key : '';
}

function fieldsOf(
  pending: readonly PendingOperation[],
  schema: OrgSchema,
  object: string,
): string[] {
  const names = pending.flatMap(({ operation }) =>
    operation.kind === 'update' ? Object.keys(operation.values) : [],
  );
  const visible = names.map((name) => schema.object(object)?.field(name)?.name);
  return [...new Set(visible)].filter((name) => name !== undefined && name !== 'Id') as string[];
}

/**
 * All new: applied. Some old and the rest new: it was not carried out as a whole, and sending it again
 * does no harm. Otherwise somebody changed a value: after our write when any other is ours, for
 * Salesforce writes a record's values together; before it, and then it must not be sent, when none is.
 */
function compare(
  row: Row,
  after: Readonly<Record<string, CrmValue>>,
  before: Readonly<Record<string, CrmValue>>,
): 'applied' | Reconciliation {
  const holds = (name: string, value: CrmValue | undefined) =>
    decodeValue(row[name]) === decodeValue(value ?? null);
  const names = Object.keys(after);
  const open = names.filter((name) => !holds(name, after[name]));
  if (open.length === 0) return 'applied';
  const changed = open.filter((name) => !holds(name, before[name]));
  if (changed.length === 0) return { state: 'absent' };
  const isWritten = names.some((name) => holds(name, after[name]) && !holds(name, before[name]));
  if (isWritten) return 'applied';
  return {
    state: 'conflict',
    reason: `Somebody changed ${changed.join(', ')} in the meantime.`,
  };
}
