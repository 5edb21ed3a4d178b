/** `npm run undo -- <enrichment id> [--json]`, or `--bulk <id>` for all of a bulk enrichment. */
import { parseArgs } from 'node:util';
import { idOf } from './bulk-id.ts';
import { followBulk } from './follow-bulk.ts';
import { printUndo } from './print-undo.ts';
import { runCommand, UsageError } from './run-command.ts';
import { openTarget } from './target.ts';

const usage = `Usage: npm run undo -- <enrichment id> [--json]
       npm run undo -- --bulk <bulk enrichment id> [--json]`;

await runCommand(usage, async (terminal) => {
  const { values, positionals } = parseArgs({
    options: { bulk: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const { json } = values;
  const bulkId = values.bulk === undefined ? null : idOf('--bulk', values.bulk);
  const [enrichmentId, ...more] = positionals;
  if (more.length > 0 || (enrichmentId === undefined) === (bulkId === null)) {
    throw new UsageError('Name one enrichment to undo, or one bulk enrichment.');
  }
  const target = await openTarget(process.env);
  try {
    if (bulkId !== null) {
      return await followBulk(terminal, target.bulk, await target.bulk.undo(bulkId), { json });
    }
    terminal.progress('Undoing…');
    const report = await target.undo(String(enrichmentId));
    terminal.clearProgress();
    if (json) terminal.data(JSON.stringify(report, null, 2));
    else printUndo(terminal, report);
    return report.status === 'failed' ? 1 : 0;
  } finally {
    await target.close();
  }
});
