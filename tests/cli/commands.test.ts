/** The commands a newcomer runs, as processes of their own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrichment, undoReport } from '../../shared/contract/v1.ts';
import { type HubSpotStandin, startHubSpotStandin } from '../sandbox/hubspot/index.ts';

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-cli-'));
const localDataDir = mkdtempSync(join(tmpdir(), 'smartsync-cli-'));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function command(
  name: 'enrich' | 'undo' | 'research',
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const options = {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', DATA_DIR: dataDir, ...env },
  };
  return new Promise((done) => {
    execFile(process.execPath, [`server/cli/${name}.ts`, ...args], options, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('the sandbox and its commands', () => {
  let sandbox: ChildProcess;
  const lines: string[] = [];

  beforeAll(async () => {
    sandbox = spawn(process.execPath, ['tests/sandbox/main.ts', '--port', '0'], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { stdout } = sandbox;
    if (!stdout) throw new Error('no output');
    for await (const line of createInterface({ input: stdout })) {
      lines.push(line);
      if (lines.some((l) => l.startsWith('npm run enrich')) && line.startsWith('npm run undo'))
        break;
    }
  }, 60_000);

  afterAll(async () => {
    const gone = new Promise((done) => sandbox.once('exit', done));
    sandbox.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('names its own address in the description of its API, on a free port too', async () => {
    const { url } = JSON.parse(readFileSync(join(dataDir, 'sandbox.json'), 'utf8'));
    const response = await fetch(`${url}/openapi.json`);
    expect(await response.json()).toMatchObject({ servers: [{ url }] });
  });

  it('says where it listens and gives a complete first command', () => {
    expect(lines[0]).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+ /);
    expect(lines[1]).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+ .*Salesforce/);
    expect(lines[2]).toMatch(/ready at http:\/\/127\.0\.0\.1:\d+$/);
    const commands = lines.filter((line) => line.startsWith('npm run'));
    expect(commands[0]).toMatch(/^npm run enrich -- --object contact --id \d+$/);
  });

  it('previews without writing, enriches, and undoes', async () => {
    const preview = await command('enrich', ['--id', '1001', '--preview', '--json']);
    const previewed = enrichment.parse(JSON.parse(preview.out));
    expect(previewed.status).toBe('previewed');
    expect(previewed.written).toEqual([]);

    const enrich = await command('enrich', ['--object', 'contact', '--id', '1001', '--json']);
    expect(enrich).toMatchObject({ code: 0, err: '' });
    const enriched = enrichment.parse(JSON.parse(enrich.out));
    expect(enriched.status).toBe('completed');
    expect(enriched.written.map(({ kind, status }) => [kind, status])).toEqual([
      ['fields', 'written'],
      ['task', 'written'],
      ['deal', 'written'],
    ]);

    const undo = await command('undo', [enriched.id, '--json']);
    const report = undoReport.parse(JSON.parse(undo.out));
    expect(report.status).toBe('undone');
    expect(undo.code).toBe(0);
  });

  it('writes for people: the company, the score, its reasons and what was left alone', async () => {
    const { out, code } = await command('enrich', ['--id', '1002', '--preview']);
    expect(code).toBe(0);
    for (const heading of ['Company', 'Score', 'Raises it', 'Would change', 'Sources']) {
      expect(out).toContain(heading);
    }
    expect(out).not.toContain('\u001b[');
  });

  it.each([
    ['a record that does not exist', ['--id', '424242'], 1, /does not have this record/],
    ['an id that is none', ['--id', "1' or '1"], 2, /not a record id/],
    ['an object that is none', ['--object', 'cat', '--id', '1'], 2, /--object/],
    ['no id', [], 2, /--id/],
    ['an unknown option', ['--id', '1', '--frobnicate'], 2, /frobnicate/],
  ])('explains %s in a sentence and exits with a fault', async (_name, args, code, sentence) => {
    const outcome = await command('enrich', args);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(sentence);
    expect(outcome.err).not.toMatch(/\n\s+at /);
  });

  it('knows no enrichment by another id', async () => {
    const outcome = await command('undo', ['00000000-0000-4000-8000-000000000000']);
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/no enrichment/);
  });
});

describe('the commands in a portal of one’s own', () => {
  let hubspot: HubSpotStandin;
  const token = 'own-portal';
  const env = () => ({
    HUBSPOT_ACCESS_TOKEN: token,
    HUBSPOT_BASE_URL: hubspot.url,
    DATA_DIR: localDataDir,
  });

  beforeAll(async () => {
    hubspot = await startHubSpotStandin({ accessTokens: [{ token, scopes: 'all' }] });
  });
  afterAll(async () => {
    await hubspot.close();
    rmSync(localDataDir, { recursive: true, force: true });
  });

  it('provision the portal, write, and undo from another process', async () => {
    const { id } = hubspot.createContact({ email: 'ada@gmail.com', firstname: 'Ada' });
    const enrich = await command('enrich', ['--id', id, '--json'], env());
    const enriched = enrichment.parse(JSON.parse(enrich.out));
    expect(enriched.match).toMatchObject({ status: 'none', code: 'free-mail-domain' });
    expect(hubspot.get('contacts', id)?.properties.oppspot_enrichment_id).toBe(enriched.id);

    const undo = await command('undo', [enriched.id, '--json'], env());
    expect(undoReport.parse(JSON.parse(undo.out)).status).toBe('undone');
    expect(hubspot.get('contacts', id)?.properties.oppspot_enrichment_id ?? null).toBeNull();
  });

  it('say what to do when the token is refused', async () => {
    const outcome = await command('enrich', ['--id', '1'], {
      ...env(),
      HUBSPOT_ACCESS_TOKEN: 'revoked',
    });
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/HUBSPOT_ACCESS_TOKEN/);
  });

  it('show a name without what it would do to a terminal, and not all of an endless one', async () => {
    const { id } = hubspot.createContact({ firstname: `\u001b[2J\u202e${'x'.repeat(10_000)}` });
    const { code, out } = await command('enrich', ['--id', id, '--preview'], env());
    expect(code).toBe(0);
    expect(out).toContain('xxx…');
    expect(out).not.toMatch(/[\u202e[\p{Cc}--\n]]/v);
  });

  it('claim nothing about sources that were not asked', async () => {
    const { id } = hubspot.createContact({ lastname: 'Lee', company: 'Harbourline Ltd' });
    const { out } = await command('enrich', ['--id', id, '--preview'], env());
    expect(out).toContain('No public source could be asked about Harbourline Ltd');
  });
});

describe('research without a CRM', () => {
  it('says that a mail service is no company', async () => {
    const outcome = await command('research', ['--domain', 'gmail.com']);
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/mail service/);
  });

  it('explains itself', async () => {
    const outcome = await command('research', ['--help']);
    expect(outcome).toMatchObject({ code: 0, err: '' });
    expect(outcome.out).toMatch(/^Usage: npm run research/);
  });

  it('asks for a domain or a name', async () => {
    expect(await command('research', [])).toMatchObject({ code: 2 });
  });

  it('names a wrong variable instead of starting', async () => {
    const outcome = await command('research', ['--domain', 'acme.example'], { PORT: 'http' });
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(/PORT must be/);
  });
});
