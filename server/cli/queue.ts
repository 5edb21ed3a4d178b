/** `npm run queue`: what waits, what was given up, and putting it back or taking it out. */
import { parseArgs } from 'node:util';
import { type QueueQuery, queueQuery } from '../../shared/contract/bulk.ts';
import { idOf } from './bulk-id.ts';
import type { BulkTarget } from './command-target.ts';
import { followBulk } from './follow-bulk.ts';
import { printBulk } from './print-bulk.ts';
import { printItem, printQueue } from './print-queue.ts';
import { runCommand, UsageError } from './run-command.ts';
import { openTarget } from './target.ts';
import type { Terminal } from './terminal.ts';

const usage = `Usage: npm run queue -- [--state waiting|processing|retrying|delivering|completed|dead|cancelled] [--bulk <id>] [--limit n] [--cursor <c>] [--json]
       npm run queue -- --retry <item id> | --retry --bulk <id>
       npm run queue -- --cancel <item id> | --cancel --bulk <id>
       npm run queue -- --follow <bulk id>`;

await runCommand(usage, async (terminal) => {
  const { values, positionals } = parseArgs({
    options: {
      state: { type: 'string' },
      bulk: { type: 'string' },
      limit: { type: 'string' },
      cursor: { type: 'string' },
      retry: { type: 'boolean', default: false },
      cancel: { type: 'boolean', default: false },
      follow: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { json, retry, cancel, follow, state, bulk, limit, cursor } = values;
  const [named, ...more] = positionals;
  if (more.length > 0) throw new UsageError('Name one item at a time.');
  if ([retry, cancel, follow].filter(Boolean).length > 1) {
    throw new UsageError('Do one thing at a time: --retry, --cancel or --follow.');
  }
  const action = retry ? 'retry' : cancel ? 'cancel' : follow ? 'follow' : 'list';
  const id = named === undefined ? null : idOf(`--${action}`, named);
  const bulkId = bulk === undefined ? null : idOf('--bulk', bulk);
  const work = workOf(action, id, bulkId, queryOf({ state, bulkId: bulk, limit, cursor }));
  const target = await openTarget(process.env);
  try {
    return await work(terminal, target.bulk, json);
  } finally {
    await target.close();
  }
});

type Work = (terminal: Terminal, target: BulkTarget, json: boolean) => Promise<number>;

function workOf(
  action: 'list' | 'retry' | 'cancel' | 'follow',
  id: string | null,
  bulkId: string | null,
  query: QueueQuery,
): Work {
  if (action === 'list') {
    if (id !== null) throw new UsageError('Say what to do with it: --retry, --cancel or --follow.');
    return list(query);
  }
  const ofBulk = action === 'follow' ? (id ?? bulkId) : bulkId;
  if ((id !== null && bulkId !== null) || (id ?? bulkId) === null) {
    throw new UsageError(`--${action}: name one item of the queue, or --bulk <id>.`);
  }
  if (ofBulk !== null) return withBulk(action, ofBulk);
  return withItem(action === 'retry' ? 'retryItem' : 'cancelItem', String(id));
}

function list(query: QueueQuery): Work {
  return async (terminal, target, json) => {
    const page = await target.queue(query);
    if (json) terminal.data(JSON.stringify(page, null, 2));
    else printQueue(terminal, page);
    return 0;
  };
}

function withItem(method: 'retryItem' | 'cancelItem', id: string): Work {
  return async (terminal, target, json) => {
    const item = await target[method](id);
    if (json) terminal.data(JSON.stringify(item, null, 2));
    else printItem(terminal, item);
    return 0;
  };
}

function withBulk(action: 'retry' | 'cancel' | 'follow', bulkId: string): Work {
  return async (terminal, target, json) => {
    if (action !== 'cancel') {
      const begun = action === 'retry' ? await target.retry(bulkId) : await target.get(bulkId);
      return followBulk(terminal, target, begun, { json });
    }
    const bulk = await target.cancel(bulkId);
    if (json) terminal.data(JSON.stringify(bulk, null, 2));
    else printBulk(terminal, bulk);
    return 0;
  };
}

/** @throws UsageError */
function queryOf(asked: Record<string, string | undefined>): QueueQuery {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const parsed = queueQuery.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${String(issue?.path[0]).replace('bulkId', 'bulk')}: ${issue?.message}`);
}
