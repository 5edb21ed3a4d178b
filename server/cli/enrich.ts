/** `npm run enrich -- --object contact --id <id> [--preview] [--refresh] [--json]` */
import { parseArgs } from 'node:util';
import { enrichRequest } from '../../shared/contract/v1.ts';
import { printEnrichment } from './print-enrichment.ts';
import { runCommand, UsageError } from './run-command.ts';
import { openTarget } from './target.ts';

const usage =
  'Usage: npm run enrich -- --object contact|company --id <record id> [--preview] [--refresh] [--json]';

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      object: { type: 'string', default: 'contact' },
      id: { type: 'string' },
      preview: { type: 'boolean', default: false },
      refresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.id === undefined) throw new UsageError('Say which record: --id <record id>.');
  const parsed = enrichRequest.safeParse({
    object: values.object,
    recordId: values.id,
    mode: values.preview ? 'preview' : 'write',
    refresh: values.refresh,
    trigger: 'cli',
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = issue?.path[0] === 'object' ? '--object' : '--id';
    throw new UsageError(`${option}: ${issue?.message}`);
  }
  const target = await openTarget(process.env);
  try {
    const enrichment = await target.enrich(parsed.data, ({ message, state }) =>
      terminal.progress(state === 'started' ? `${message}…` : `${message} ✓`),
    );
    terminal.clearProgress();
    if (values.json) terminal.data(JSON.stringify(enrichment, null, 2));
    else printEnrichment(terminal, enrichment);
    return enrichment.status === 'failed' ? 1 : 0;
  } finally {
    await target.close();
  }
});
