/** `npm run enrich -- --id <id>` for one record, `--all`, `--list`, `--filter` or `--ids` for many. */
import { parseArgs } from 'node:util';
import { type EnrichRequest, enrichRequest } from '../../shared/contract/v1.ts';
import { bulkRequestOf } from './bulk-options.ts';
import type { CommandTarget } from './command-target.ts';
import { followBulk } from './follow-bulk.ts';
import { printEnrichment } from './print-enrichment.ts';
import { runCommand, UsageError } from './run-command.ts';
import { openTarget } from './target.ts';
import type { Terminal } from './terminal.ts';

const usage = `Usage: npm run enrich -- --object contact|company|lead --id <record id> [--preview] [--refresh] [--json]
       npm run enrich -- --all [--object contact|company|lead] [--dry-run] [--refresh] [--priority 1-10] [--json]
  instead of --all: --list <list id>
                    --filter "field=value" (also != > >= < <=; field: has a value, !field: lacks one), repeatable
                    --ids 1,2,3 or --ids-file <file>`;

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      object: { type: 'string', default: 'contact' },
      id: { type: 'string' },
      all: { type: 'boolean', default: false },
      list: { type: 'string' },
      filter: { type: 'string', multiple: true },
      ids: { type: 'string' },
      'ids-file': { type: 'string' },
      preview: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      refresh: { type: 'boolean', default: false },
      priority: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, id, object, refresh } = values;
  const preview = values.preview || values['dry-run'];
  const bulk = bulkRequestOf({ ...values, preview });
  if (bulk && id !== undefined) {
    throw new UsageError('--id names one record. Leave it out, or leave out what selects many.');
  }
  if (bulk) {
    return at(async (target) =>
      followBulk(terminal, target.bulk, await target.bulk.start(bulk), { json }),
    );
  }
  if (id === undefined) {
    throw new UsageError('Say which record: --id <record id>. Or which ones: --all, --ids, …');
  }
  if (values.priority !== undefined) {
    throw new UsageError('--priority: one record is enriched at once. It is for many records.');
  }
  const parsed = enrichRequest.safeParse({
    object,
    recordId: id,
    mode: preview ? 'preview' : 'write',
    refresh,
    trigger: 'cli',
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = issue?.path[0] === 'object' ? '--object' : '--id';
    throw new UsageError(`${option}: ${issue?.message}`);
  }
  return at((target) => enrichOne(terminal, target, parsed.data, json));
});

async function at(work: (target: CommandTarget) => Promise<number>): Promise<number> {
  const target = await openTarget(process.env);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}

async function enrichOne(
  terminal: Terminal,
  target: CommandTarget,
  request: EnrichRequest,
  json: boolean,
): Promise<number> {
  const enrichment = await target.enrich(request, ({ message, state }) =>
    terminal.progress(state === 'started' ? `${message}…` : `${message} ✓`),
  );
  terminal.clearProgress();
  if (json) terminal.data(JSON.stringify(enrichment, null, 2));
  else printEnrichment(terminal, enrichment);
  return enrichment.status === 'failed' ? 1 : 0;
}
