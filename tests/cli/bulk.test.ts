/** Many records from the command line, as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceSandbox, withdrawSandbox } from '../../server/cli/sandbox-file.ts';
import { type BulkEnrichment, bulkEnrichment, queuePage } from '../../shared/contract/bulk.ts';
import { type HubSpotStandin, startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';

const root = resolve(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Started = ChildProcess & { readonly outcome: Promise<Outcome>; err(): string };

function begin(
  name: 'enrich' | 'undo' | 'queue',
  args: readonly string[],
  env: Record<string, string>,
): Started {
  const child = spawn(process.execPath, [`server/cli/${name}.ts`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const outcome = new Promise<Outcome>((done) => {
    child.once('close', (code) => done({ code, out, err }));
  });
  return Object.assign(child, { outcome, err: () => err });
}

/** Waits until the command has said it. */
async function said(command: Started, sentence: RegExp): Promise<void> {
  while (!sentence.test(command.err()) && command.exitCode === null) {
    await new Promise((resolved) => setTimeout(resolved, 50));
  }
  expect(command.err()).toMatch(sentence);
}

const parsed = ({ out }: Outcome): BulkEnrichment => bulkEnrichment.parse(JSON.parse(out));

describe('at a server that runs', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-cli-bulk-'));
  let sandbox: Sandbox;
  const run = (name: 'enrich' | 'undo' | 'queue', ...args: string[]) =>
    begin(name, args, { DATA_DIR: dataDir });
  const ended = (name: 'enrich' | 'undo' | 'queue', ...args: string[]) =>
    run(name, ...args).outcome;

  beforeAll(async () => {
    sandbox = await startSandbox({ dataDir });
    const { url, token, jwtSecret, tenant } = sandbox;
    const { organizationId } = tenant;
    announceSandbox(dataDir, { url, token, jwtSecret, organizationId, pid: process.pid });
  }, 120_000);
  afterAll(async () => {
    withdrawSandbox(dataDir);
    await sandbox?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('reports sixty records without a write, writes them, finds nothing more to write, and takes all back', {
    timeout: 240_000,
  }, async () => {
    const { hubspot } = sandbox;
    const companies = hubspot
      .records('companies')
      .flatMap(({ properties }) => properties.domain ?? [])
      .slice(0, 12);
    const ids = Array.from({ length: 60 }, (_, at) => {
      const email = `person.${at}@${companies[at % companies.length]}`;
      return hubspot.createContact({ email, firstname: 'Person', lastname: `No ${at}` }).id;
    });
    const file = join(dataDir, 'ids.txt');
    writeFileSync(file, `${ids.join('\n')}\n`);
    const before = hubspot.records('contacts');
    const dry = await ended('enrich', '--ids-file', file, '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(dry.err).toMatch(/^60 of 60 records/m);
    const preview = parsed(dry);
    expect(preview).toMatchObject({ mode: 'preview', state: 'completed', progress: { done: 60 } });
    expect(preview.result.fields).toBeGreaterThan(60);
    expect(hubspot.records('contacts')).toEqual(before);

    const written = await ended('enrich', '--ids-file', file);
    expect(written.code).toBe(0);
    expect(written.out).toMatch(/Contacts enriched: 60 records\n {2}Written +60 {2}[\d,]+ fields/);
    expect(written.out).not.toContain('\u001b[');
    const [, id = ''] = /npm run undo -- --bulk (\S+)/.exec(written.out) ?? [];
    const report = parsed(await ended('queue', '--follow', id, '--json'));
    expect(report.result).toEqual(preview.result);

    const seenEnough = run('queue');
    seenEnough.stdout?.destroy();
    expect(await seenEnough.outcome).toMatchObject({ code: 0, err: '' });

    // What was written is read again, and a company's own deal says more than none: until it settles.
    await ended('enrich', '--ids-file', file);
    const again = parsed(await ended('enrich', '--ids-file', file, '--json'));
    expect(again.result).toMatchObject({ written: 0, fields: 0, tasks: 0, deals: 0, failed: 0 });

    const undo = await ended('undo', '--bulk', id, '--json');
    expect(undo.code).toBe(0);
    expect(parsed(undo)).toMatchObject({ kind: 'undo', undoOf: id, state: 'completed' });
    expect(parsed(undo).result.fields).toBeGreaterThan(60);
  });

  it('names why records failed, exits with 1, and tries them again', {
    timeout: 120_000,
  }, async () => {
    const { hubspot } = sandbox;
    const { outcome } = run('enrich', '--filter', 'nosuchfield=1', '--dry-run');
    expect(await outcome).toMatchObject({
      code: 1,
      out: expect.stringMatching(/nosuchfield cannot be used/),
    });
    const { id } = hubspot.createContact({ email: 'no.body@gmail.com' });
    hubspot.fail({
      path: '/contacts/',
      times: 10_000,
      action: { kind: 'status', status: 400, message: 'Not today' },
    });
    const failed = await ended('enrich', '--ids', id);
    hubspot.clearFaults();
    expect(failed).toMatchObject({ code: 1, out: expect.stringMatching(/Failed +1\n +1 {2}\w/) });
    const [, bulkId = ''] = /npm run queue -- --retry --bulk (\S+)/.exec(failed.out) ?? [];
    const dead = await ended('queue', '--state', 'dead', '--bulk', bulkId, '--json');
    expect(queuePage.parse(JSON.parse(dead.out)).items).toMatchObject([{ recordId: id }]);
    const retried = await ended('queue', '--retry', '--bulk', bulkId, '--json');
    expect(retried.code).toBe(0);
    expect(parsed(retried).result).toMatchObject({ failed: 0, written: 1 });
    const none = await ended('queue', '--state', 'dead', '--bulk', bulkId);
    expect(none.out).toBe('Nothing of that kind is in the queue.\n');
  });

  it('goes on at the server when the person leaves, and is cancelled from elsewhere', {
    timeout: 120_000,
  }, async () => {
    sandbox.hubspot.setLatency(2_000);
    const following = run('enrich', '--all', '--dry-run');
    await said(following, /records/);
    following.kill('SIGINT');
    const left = await following.outcome;
    sandbox.hubspot.setLatency(0);
    expect(left.code).toBe(130);
    expect(left.err).toMatch(/goes on at the server/);
    const [, id = ''] = /npm run queue -- --cancel --bulk (\S+)/.exec(left.err) ?? [];
    const cancelled = parsed(await ended('queue', '--cancel', '--bulk', id, '--json'));
    expect(['cancelled', 'completed']).toContain(cancelled.state);
  });

  it.each([
    ['enrich', ['--ids', '1', '--list', '2'], /one way/],
    ['enrich', ['--all', '--id', '1'], /--id names one record/],
    ['enrich', ['--filter', '=x'], /no condition/],
    ['enrich', ['--all', '--priority', '11'], /--priority/],
    ['enrich', ['--ids', "1' or '1"], /--ids/],
    ['enrich', ['--ids-file', '/no/such/file'], /cannot be read/],
    ['undo', ['--bulk', '1'], /not an id/],
    ['queue', ['--state', 'asleep'], /--state/],
    ['queue', ['--retry'], /name one item/],
  ] as const)('%s %j is not understood, and says why', async (name, args, sentence) => {
    const outcome = await ended(name, ...args);
    expect(outcome.code).toBe(2);
    expect(outcome.err).toMatch(sentence);
  });
});

describe('in a process of its own', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-cli-bulk-'));
  const token = 'own-portal';
  let hubspot: HubSpotStandin;
  const env = () => ({
    HUBSPOT_ACCESS_TOKEN: token,
    HUBSPOT_BASE_URL: hubspot.url,
    DATA_DIR: dataDir,
  });

  beforeAll(async () => {
    hubspot = await startHubSpotStandin({ accessTokens: [{ token, scopes: 'all' }] });
  });
  afterAll(async () => {
    await hubspot.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('works the records off itself, and takes them back', { timeout: 120_000 }, async () => {
    const ids = ['Ada', 'Grace'].map(
      (firstname) => hubspot.createContact({ email: `${firstname}@gmail.com`, firstname }).id,
    );
    const enriched = await begin('enrich', ['--ids', ids.join(','), '--json'], env()).outcome;
    expect(enriched.code).toBe(0);
    const { id, result } = parsed(enriched);
    expect(result).toMatchObject({ written: 2, failed: 0 });
    const undone = await begin('undo', ['--bulk', id, '--json'], env()).outcome;
    expect(parsed(undone)).toMatchObject({ kind: 'undo', result: { written: 2, failed: 0 } });
    for (const contact of ids) {
      expect(hubspot.get('contacts', contact)?.properties.oppspot_enrichment_id ?? null).toBeNull();
    }
  });

  it('cancels what waits when it is interrupted', { timeout: 120_000 }, async () => {
    for (let at = 0; at < 30; at += 1) hubspot.createContact({ email: `p${at}@gmail.com` });
    hubspot.setLatency(1_500);
    const running = begin('enrich', ['--all', '--json'], env());
    await said(running, /records/);
    running.kill('SIGINT');
    const outcome = await running.outcome;
    hubspot.setLatency(0);
    expect(outcome.code).toBe(130);
    expect(parsed(outcome)).toMatchObject({ state: 'cancelled', progress: { processing: 0 } });
  });
});
