/** `npm run score:train` and `npm run score:evaluate`, as processes of their own on files as people have them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable } from '../../server/cli/read-table.ts';
import { scorecardModel } from '../../shared/scoring/training/model.ts';
import { asCsv, knownLeads } from './support/known-truth.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'smartsync-score-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function command(name: 'train' | 'evaluate', args: readonly string[]) {
  const options = { cwd: root, env: { PATH: process.env.PATH ?? '', NO_COLOR: '1' } };
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(
      process.execPath,
      [`server/cli/score-${name}.ts`, ...args],
      options,
      (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

const history = file(
  'history.csv',
  asCsv(knownLeads({ truth: 'straight', rows: 2000, seed: 41, leaks: true })),
);
const later = file(
  'later.csv',
  asCsv(knownLeads({ truth: 'straight', rows: 500, seed: 42, leaks: true })),
);
const model = join(folder, 'model.json');
const outcome = ['--outcome', 'outcome', '--positive', 'Won'];

describe('training and evaluating', () => {
  it('writes a model, tells what it is worth in words, and scores later leads with it', async () => {
    const trained = await command('train', [
      ...['--csv', history, ...outcome, '--id', 'lead_id', '--time', 'created', '--out', model],
    ]);
    expect(trained.err).toBe('');
    expect(trained.code).toBe(0);
    expect(trained.out).toMatch(/AUC 0\.\d{3} \[0\.\d{3}, 0\.\d{3}\] \(95 %, DeLong\)/);
    expect(trained.out).toContain('Suspected leaks');
    expect(trained.out).toContain('deal_amount');
    expect(trained.out).toMatch(/Adopted\n/);
    const kept = scorecardModel.parse(JSON.parse(readFileSync(model, 'utf8')));
    expect(kept.verdict.adopted).toBe(true);

    const scores = join(folder, 'scores.csv');
    const evaluated = await command('evaluate', [
      ...[
        '--model',
        model,
        '--csv',
        later,
        ...outcome,
        '--id',
        'lead_id',
        '--scores',
        scores,
        '--json',
      ],
    ]);
    expect(evaluated.code).toBe(0);
    const report = JSON.parse(evaluated.out);
    expect(report.measures.auc.value).toBeGreaterThan(0.7);
    expect(report.alarms).toEqual([]);
    const rows = parse(readFileSync(scores), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(500);
    expect(Object.keys(rows[0] ?? {})).toEqual(['lead_id', 'points', 'probability']);
    expect(rows[7]?.lead_id).toBe('L-42-7');
    for (const { points, probability } of rows) {
      expect(Number(points)).toBeGreaterThanOrEqual(0);
      expect(Number(points)).toBeLessThanOrEqual(100);
      expect(Number(probability)).toBeGreaterThan(0);
      expect(Number(probability)).toBeLessThan(1);
    }
  });

  it('says for programs what it says for people', async () => {
    const { out } = await command('train', [
      '--csv',
      history,
      ...outcome,
      '--exclude',
      'source,city',
      '--types',
      'visits=category',
      '--json',
    ]);
    const report = JSON.parse(out);
    expect(report.status).toBe('trained');
    expect(report.validation.heldOutBy).toBe('content');
    const columns = new Map(
      report.columns.map((entry: { column: string }) => [entry.column, entry]),
    );
    expect(columns.get('source')).toMatchObject({ used: false, note: 'excluded as asked' });
    expect(columns.get('visits')).toMatchObject({ type: 'category', note: 'type as given' });
    expect(report.suspects.map(({ column }: { column: string }) => column)).toContain(
      'close_reason',
    );
    const used = report.scorecard.features.map(({ column }: { column: string }) => column);
    expect(used).not.toContain('source');
  });

  it('refuses too few outcomes, writes nothing and ends with 1', async () => {
    const few = file('few.csv', asCsv(knownLeads({ truth: 'straight', rows: 60, seed: 1 })));
    const path = join(folder, 'none.json');
    const { code, out } = await command('train', ['--csv', few, ...outcome, '--out', path]);
    expect(code).toBe(1);
    expect(out).toContain('100 outcomes or more; here are 60');
    expect(() => readFileSync(path)).toThrow();
  });
});

describe('a mistake is answered with a sentence', () => {
  const empty = file('empty.csv', '');
  const bare = file('bare.csv', 'a,b\n');
  it.each([
    [['--csv', '/no/such.csv', ...outcome], 1, 'There is no file /no/such.csv.'],
    [['--csv', empty, ...outcome], 1, 'is empty'],
    [['--csv', bare, ...outcome], 1, 'has a header and no rows'],
    [
      ['--csv', history, '--outcome', 'result', '--positive', 'Won'],
      1,
      'there is no column "result"',
    ],
    [['--csv', history, '--outcome', 'outcome', '--positive', 'Yes'], 1, 'It has "Lost"'],
    [['--csv', history, ...outcome, '--time', 'source'], 1, 'is not a column of dates'],
    [['--csv', history, ...outcome, '--types', 'visits=float'], 2, 'is not column=type'],
    [['--csv', history, '--outcome', 'outcome'], 2, 'Say which value is a positive outcome'],
    [['--csv', folder, ...outcome], 1, 'is a folder'],
  ])('%s', async (args, code, sentence) => {
    const answer = await command('train', args);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(sentence);
    expect(answer.err).not.toMatch(/\bat .*\.ts:\d/);
  });

  it('also where the model is none', async () => {
    const wrong = await command('evaluate', ['--model', history, '--csv', later]);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('is not JSON') });
    const other = await command('evaluate', ['--model', file('x.json', '{}'), '--csv', later]);
    expect(other).toMatchObject({ code: 1, err: expect.stringContaining('is not a model') });
  });
});

describe('files as people have them', () => {
  it.each([
    ['semicolons, CRLF and a byte-order mark', '\ufeffid;name;won\r\n1;"a;b";yes\r\n2;c;no\r\n'],
    ['tabs', 'id\tname\twon\n1\ta;b\tyes\n2\tc\tno\n'],
    ['UTF-16', Buffer.from('\ufeffid,name,won\n1,a;b,yes\n2,c,no\n', 'utf16le')],
    ['trailing blank fields', 'id,name,won\n1,a;b,yes,\n2,c,no,,\n'],
  ])('reads %s', async (name, content) => {
    const { table, notes } = await readTable(file(`${name}.csv`, content));
    expect(table).toEqual({
      header: ['id', 'name', 'won'],
      columns: [
        ['1', '2'],
        ['a;b', 'c'],
        ['yes', 'no'],
      ],
      rows: 2,
    });
    expect(notes).toEqual([]);
  });

  it('reads quotation marks, line breaks in a field and Windows Latin', async () => {
    const content = Buffer.from('id,name\n1,"M\xfcller ""&"" Co,\nLeeds"\n', 'latin1');
    const { table } = await readTable(file('latin.csv', content));
    expect(table.columns[1]).toEqual(['Müller "&" Co,\nLeeds']);
  });

  it('leaves out rows with a wrong number of fields and names their lines', async () => {
    const { table, notes } = await readTable(file('uneven.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n9,10\n'));
    expect(table.columns).toEqual([
      ['1', '7', '9'],
      ['2', '8', '10'],
    ]);
    expect(notes).toEqual([
      '2 rows have another number of fields than the header and are left out (line 3, 4).',
    ]);
  });

  it('tells repeated and missing names apart', async () => {
    const { table, notes } = await readTable(file('names.csv', 'a,a,,b\n1,2,3,4\n'));
    expect(table.header).toEqual(['a', 'a (2)', 'column (3)', 'b']);
    expect(notes).toHaveLength(2);
  });

  it('says that a quotation mark was left open', async () => {
    const path = file('open.csv', 'a,b\n1,"2\n3,4\n');
    await expect(readTable(path)).rejects.toThrow('a quotation mark is opened and never closed');
  });
});
