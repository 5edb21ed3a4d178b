import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Check, count } from '../check.ts';
import { nameOf, type Project } from '../project.ts';
import { run } from '../tools.ts';
import { withoutFalsePositives } from './false-positives.ts';

/** What the analyzer's process is told. All paths are absolute. */
export interface Task {
  root: string;
  folders: string[];
  logs: string;
  output: string;
  /** Where its report is kept as HTML, if it is wanted. */
  report?: string;
}

/** What it answers. */
export interface Analysis {
  rules: number;
  violations: { engine: string; rule: string; message: string; file?: string; line?: number }[];
}

/**
 * Salesforce's own analyzer with the rules of its security review.
 * https://developer.salesforce.com/docs/platform/salesforce-code-analyzer/guide/appexchange.html
 * @param report where its report is kept as HTML, if it is wanted
 */
export function securityCheck(report?: string): Check {
  return {
    name: 'security',
    needsJava: true,
    async run(project) {
      const { rules, violations } = await analyze(project, report && resolve(report));
      const findings = violations.map(({ engine, file, ...rest }) => ({
        ...rest,
        file: file ? nameOf(project, file) : engine,
      }));
      return { checked: count(rules, 'rule'), findings: withoutFalsePositives(project, findings) };
    },
  };
}

export const security: Check = securityCheck();

async function analyze(project: Project, report?: string): Promise<Analysis> {
  const logs = mkdtempSync(join(tmpdir(), 'code-analyzer-'));
  const output = join(logs, 'analysis.json');
  const task: Task = { root: project.root, folders: project.packageFolders, logs, output, report };
  try {
    const here = import.meta.dirname;
    const { code, stdout, stderr } = await run(
      process.execPath,
      [
        ...['--import', pathToFileURL(join(here, 'compiler.ts')).href],
        ...[join(here, 'analyze.ts'), JSON.stringify(task)],
      ],
      project.root,
    );
    if (code !== 0) throw new Error(`The analyzer ended with ${code}.\n${stdout}\n${stderr}`);
    return JSON.parse(readFileSync(output, 'utf8')) as Analysis;
  } finally {
    rmSync(logs, { recursive: true });
  }
}
