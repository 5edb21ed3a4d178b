/** `npm run keys:rotate -- [--new-key] [--dry-run]` */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config/config.ts';
import { addKey, keyFileCheckMs } from '../secrets/key-file.ts';
import { keyDirectory, keyFileOf, loadKeyRing } from '../secrets/load-key-ring.ts';
import { type RotationReport, rotateKeys } from '../secrets/rotate.ts';
import { requestRotation } from '../secrets/rotation-request.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { DataDirectoryInUse } from '../store/errors.ts';
import { runCommand, UsageError } from './run-command.ts';
import type { Terminal } from './terminal.ts';

const usage = 'Usage: npm run keys:rotate -- [--new-key] [--dry-run]';

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      'new-key': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const dryRun = values['dry-run'];
  if (dryRun && values['new-key']) {
    throw new UsageError('--dry-run changes nothing, so it adds no key: leave --new-key out.');
  }
  const config = loadConfig(process.env);
  if (values['new-key']) await makeKey(config, terminal);
  const report = await rotate(config, dryRun);
  print(terminal, report, dryRun);
  return report.columns.some(({ unreadable }) => unreadable > 0) ? 1 : 0;
});

async function makeKey(config: Config, terminal: Terminal): Promise<void> {
  const file = keyFileOf(config);
  if (file === null) {
    throw new UsageError(
      'The keys are in ENCRYPTION_KEYS, which this command cannot change. Put a new key there yourself, or keep the keys in a file: see docs/security.md.',
    );
  }
  // An installation that never started has no key yet.
  loadKeyRing(config);
  const id = addKey(file, `key-${randomBytes(4).toString('hex')}`);
  terminal.line(`Added the key ${id} to ${file}. Keep a copy of that file.`);
  // Until every process of this machine seals with it.
  await delay(2 * keyFileCheckMs);
}

/** By ourselves, or by the server that has the embedded database open. */
async function rotate(config: Config, dryRun: boolean): Promise<RotationReport> {
  let database: Database;
  try {
    database = await openDatabase(
      config.store.databaseUrl
        ? { databaseUrl: config.store.databaseUrl.reveal() }
        : { dataDir: config.dataDir },
    );
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error;
    return requestRotation(keyDirectory(config.dataDir), { dryRun });
  }
  try {
    return await rotateKeys({ database, keyRing: loadKeyRing(config) }, { dryRun });
  } finally {
    await database.close();
  }
}

function print(terminal: Terminal, report: RotationReport, dryRun: boolean): void {
  for (const { name, records, rewrapped, unreadable } of report.columns) {
    const done = dryRun ? '' : `, ${rewrapped} wrapped again`;
    const lost = unreadable > 0 ? `, ${unreadable} that no key opens` : '';
    terminal.line(`${name}: ${records} sealed${done}${lost}`);
  }
  terminal.line();
  for (const [id, count] of Object.entries(report.keysInUse)) {
    const role = id === report.currentKeyId ? ' (current)' : '';
    terminal.line(`Key ${id}${role} is needed by ${count} record${count === 1 ? '' : 's'}.`);
  }
  for (const id of report.idleKeys) {
    terminal.line(`Key ${id} is needed by none.`);
  }
  if (report.idleKeys.length > 0) {
    terminal.line(
      'A key that is needed by none may be taken out, once every server has had the current one for five minutes and this command still says so.',
    );
  }
  if (report.columns.some(({ unreadable }) => unreadable > 0)) {
    terminal.error(
      'Some records cannot be opened with these keys. Put the missing keys back at the end of the ring; an account whose key is lost has to be connected again.',
    );
  }
}
