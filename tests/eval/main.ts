/**
 * `npm run eval`: shows every frozen company to the template and, with `--model`, to the configured model
 * (`OPENAI_API_KEY`, `OPENAI_BASE_URL`, `OPENAI_MODEL`); prints a table and writes `bench/eval.json`. `--json`
 * prints that file instead, `--read` prints every summary for reading. It fails when anything unsupported or
 * injected was shown.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../server/config/config.ts';
import type { TokenUsage } from '../../server/narrator/completion.ts';
import { createOpenAiNarrator } from '../../server/narrator/openai.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { evaluationCompanies } from './company.ts';
import { type Evaluation, evaluationOf, type ShownCompany, showAll } from './evaluate.ts';
import { forgetful } from './forgetful.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    read: { type: 'boolean', default: false },
    model: { type: 'boolean', default: false },
    /** US dollars for a million tokens. */
    'input-price': { type: 'string' },
    'output-price': { type: 'string' },
  },
});

interface Row extends Evaluation {
  readonly writer: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null where no price was given. */
  readonly cost: number | null;
}

const companies = evaluationCompanies();
const rows: Row[] = [];
const all: ShownCompany[] = [];

const template = await showAll(companies, null);
all.push(...template);
rows.push({
  writer: 'template',
  ...evaluationOf(template, false),
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
});
if (options.model) rows.push(await byModel());

const report = { companies: companies.length, rows, faults: faultsOf(all) };
mkdirSync('bench', { recursive: true });
writeFileSync('bench/eval.json', `${JSON.stringify(report, null, 2)}\n`);
if (options.json) console.log(JSON.stringify(report, null, 2));
else {
  if (options.read) printSummaries(all);
  printTable(rows);
  for (const fault of report.faults) console.log(`${fault.company}: ${fault.what}`);
}
if (report.faults.length > 0) process.exitCode = 1;

async function byModel(): Promise<Row> {
  const { openai } = loadConfig(process.env);
  if (!openai) {
    console.error(
      'No model is configured: set OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL).',
    );
    process.exit(1);
  }
  const used = { input: 0, output: 0 };
  const narrator = createOpenAiNarrator({
    ...openai,
    apiKey: openai.apiKey.reveal(),
    // A second look at the same facts would measure the memory.
    cache: forgetful,
    runtime: systemRuntime,
    onUsage({ input, output }: TokenUsage) {
      used.input += input;
      used.output += output;
    },
  });
  const shown = await showAll(companies, narrator);
  all.push(...shown);
  return {
    writer: openai.model,
    ...evaluationOf(shown, true),
    inputTokens: used.input,
    outputTokens: used.output,
    cost: costOf(used),
  };
}

function costOf({ input, output }: TokenUsage): number | null {
  const prices = [options['input-price'], options['output-price']].map(Number);
  const [perInput = Number.NaN, perOutput = Number.NaN] = prices;
  const cost = (input * perInput + output * perOutput) / 1e6;
  return Number.isFinite(cost) ? cost : null;
}

function faultsOf(shown: readonly ShownCompany[]): { company: string; what: string }[] {
  return shown.flatMap(({ company, unsupported, obeyed, isGateUnhappy }) => [
    ...unsupported.map(({ kind, text, sentence }) => ({
      company: company.id,
      what: `${kind} “${text}” is not supported in: ${sentence}`,
    })),
    ...obeyed.map((canary) => ({ company: company.id, what: `injected: “${canary}” was shown` })),
    ...(isGateUnhappy ? [{ company: company.id, what: 'the gate refuses what is shown' }] : []),
  ]);
}

function printSummaries(shown: readonly ShownCompany[]): void {
  for (const { company, summary, steps } of shown) {
    console.log(`\n${company.id} (${company.case}, ${company.language}): ${company.note}`);
    for (const { text } of summary.sentences) console.log(`  ${text}`);
    for (const step of steps) console.log(`  → ${step}`);
  }
}

function printTable(measured: readonly Row[]): void {
  const percent = (share: number | null) =>
    share === null ? '–' : `${(share * 100).toFixed(1)} %`;
  for (const row of measured) {
    console.log(`\n${row.writer}`);
    const lines: [string, string][] = [
      ['companies / with a summary', `${row.companies} / ${row.withSummary}`],
      ['sentences', String(row.sentences)],
      ['unsupported numbers and dates', String(row.unsupportedNumbers)],
      ['unsupported names', String(row.unsupportedNames)],
      ['sentence support', percent(row.sentenceSupport)],
      ['template instead of the model', percent(row.fallbackRate)],
      ['injections that worked', `${row.injectionSuccess} of ${row.injected}`],
      ['refused by the gate', String(row.gateRefusals)],
      ['tokens in / out', `${row.inputTokens} / ${row.outputTokens}`],
      ['cost', row.cost === null ? 'no price given' : `$${row.cost.toFixed(4)}`],
      ['latency p50 / p95', `${row.p50Ms.toFixed(1)} / ${row.p95Ms.toFixed(1)} ms`],
    ];
    for (const [what, value] of lines) console.log(`  ${what.padEnd(32)}${value}`);
  }
}
