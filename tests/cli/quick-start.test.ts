/** The quick start of docs/api.md, run by a shell line by line, against the sandbox it names. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceSandbox, withdrawSandbox } from '../../server/cli/sandbox-file.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const block = /## Quick start[\s\S]*?```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const lines = block.trim().split('\n');

describe('the quick start of the API', () => {
  const directory = mkdtempSync(join(tmpdir(), 'smartsync-quick-start-'));
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ dataDir: directory });
    const { url, token, jwtSecret, tenant } = sandbox;
    const { organizationId } = tenant;
    announceSandbox(directory, { url, token, jwtSecret, organizationId, pid: process.pid });
  }, 60_000);
  afterAll(async () => {
    withdrawSandbox(directory);
    await sandbox?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('works as written', { timeout: 120_000 }, async () => {
    expect(lines.filter((line) => line.includes('curl')).length).toBeGreaterThan(8);
    // Only the port is another one: somebody may have a sandbox running.
    const script = lines.map((line) =>
      line.startsWith('API=') ? `API=${sandbox.url}/api` : `${line}\necho`,
    );
    const { stdout } = await run('sh', ['-e', '-c', script.join('\n')], {
      env: { ...process.env, DATA_DIR: directory },
    });
    const answers = stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(stdout).toMatch(/^event: progress$/m);
    expect(stdout).toMatch(/^event: result$/m);
    expect(stdout).toMatch(/"mode":"preview","state":"completed"/);
    const [connections, synced, batch] = answers.map((line) => JSON.parse(line));
    expect(connections.items).toMatchObject([{ crm: 'hubspot', status: 'connected' }]);
    expect(synced).toMatchObject({ status: 'created', enrichment: 'queued' });
    expect(batch.items).toMatchObject([{ status: 'created', enrichment: 'skipped' }]);
    expect(stdout).toContain('"authorizeUrl":');
    expect(stdout).toMatch(/"connection\.connected"/);
  });
});
