/** `npm run undo -- <enrichment id> [--json]` */
import { parseArgs } from 'node:util';
import { printUndo } from './print-undo.ts';
import { runCommand, UsageError } from './run-command.ts';
import { openTarget } from './target.ts';

await runCommand('Usage: npm run undo -- <enrichment id> [--json]', async (terminal) => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [enrichmentId, ...more] = positionals;
  if (!enrichmentId || more.length > 0) throw new UsageError('Name one enrichment to undo.');
  const target = await openTarget(process.env);
  try {
    terminal.progress('Undoing…');
    const report = await target.undo(enrichmentId);
    terminal.clearProgress();
    if (values.json) terminal.data(JSON.stringify(report, null, 2));
    else printUndo(terminal, report);
    return report.status === 'failed' ? 1 : 0;
  } finally {
    await target.close();
  }
});
