/** Whether the tasks and deals we created are as we left them, so that undo deletes nobody's work. */
import type { CreatedObject, CreatedState } from '../connector.ts';
import type { SalesforceClient } from './client.ts';
import { chunks, rowsPerCollection } from './composite.ts';
import { internalError } from './errors.ts';
import { toId18 } from './ids.ts';
import { ask, type Row, textIn } from './query.ts';
import type { SchemaSource } from './read/read.ts';
import type { OrgSchema } from './schema.ts';
import { inList } from './soql.ts';
import { dealChange, ownDealFields } from './write/deal.ts';
import { taskChange, taskFields } from './write/task.ts';

const kinds = {
  task: { object: 'Task', fields: taskFields },
  deal: { object: 'Opportunity', fields: ownDealFields },
} as const;

interface Inquiry {
  readonly name: string;
  readonly soql: string;
  readonly created: readonly CreatedObject[];
}

export function createInspector(client: SalesforceClient, schemas: SchemaSource) {
  /** One entry per id; the recycle bin keeps deleted records for 15 days. Never throws. */
  return async function inspectCreated(
    created: readonly CreatedObject[],
  ): Promise<Map<string, CreatedState>> {
    const states = new Map<string, CreatedState>();
    const real = created.filter(({ id }) => {
      if (toId18(id) === null) states.set(id, { state: 'gone', deleted: false });
      return toId18(id) !== null;
    });
    if (real.length === 0) return states;
    try {
      const schema = await schemas.current();
      const inquiries = [...inquire('task', real, schema), ...inquire('deal', real, schema)];
      const questions = inquiries.map(({ name, soql }) => ({ name, soql, all: true }));
      const answers = await ask(client, questions);
      for (const { name, created: some } of inquiries) {
        const rows = answers.get(name);
        for (const one of some) {
          states.set(
            one.id,
            rows?.ok
              ? stateOf(one, rows.rows, schema)
              : { state: 'unknown', error: rows?.error ?? internalError(null) },
          );
        }
      }
    } catch (failure) {
      const error = internalError(failure);
      for (const { id } of real) states.set(id, { state: 'unknown', error });
    }
    return states;
  };
}

function inquire(
  kind: 'task' | 'deal',
  created: readonly CreatedObject[],
  schema: OrgSchema,
): Inquiry[] {
  const { object, fields } = kinds[kind];
  const visible = fields.filter((name) => schema.object(object)?.field(name));
  const ours = created.filter((one) => one.object === kind);
  return chunks(ours, rowsPerCollection).map((some, index) => ({
    name: `${kind}${index}`,
    soql: `SELECT ${visible.join(', ')} FROM ${object} WHERE ${inList(
      'Id',
      some.map(({ id }) => toId18(id) ?? ''),
    )}`,
    created: some,
  }));
}

function stateOf(
  { id, operation }: CreatedObject,
  rows: readonly Row[],
  schema: OrgSchema,
): CreatedState {
  const row = rows.find((one) => textIn(one, 'Id') === toId18(id));
  if (!row) return { state: 'gone', deleted: false };
  if (row.IsDeleted === true) return { state: 'gone', deleted: true };
  const reason = changeOf(operation, row, schema);
  return reason === null ? { state: 'untouched' } : { state: 'changed', reason };
}

function changeOf(
  operation: CreatedObject['operation'],
  row: Row,
  schema: OrgSchema,
): string | null {
  if (operation.kind === 'create-task') return taskChange(row, operation.task, schema);
  if (operation.kind === 'create-deal') return dealChange(row, operation.deal, schema);
  return 'oppSpot did not create it.';
}
