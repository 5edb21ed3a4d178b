import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Check, count, type Finding } from '../check.ts';
import { components, home, nameOf, type Project } from '../project.ts';
import { packageFolder, runNode } from '../tools.ts';

interface Report {
  numTotalTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: {
      status: string;
      fullName: string;
      failureMessages: string[];
      location: { line: number } | null;
    }[];
  }[];
}

/**
 * Compiles the components and runs their tests as sfdx-lwc-jest does, with its settings.
 * https://developer.salesforce.com/docs/platform/lwc/guide/unit-testing-using-jest-installation
 */
export const jest: Check = {
  name: 'lwc-tests',
  async run(project) {
    const all = components(project);
    if (!all.some(({ folder }) => isTested(folder))) {
      return { checked: 'no tests', findings: all.map((one) => untested(project, one.folder)) };
    }
    const { report, covered, uncovered } = await runJest(project);
    const failed = failures(project, report);
    const unrun = all
      .filter(({ folder }) => !covered.some((file) => file.startsWith(`${folder}${sep}`)))
      .map(({ folder }) => untested(project, folder));
    const checked = `${count(all.length, 'component')}, ${count(report.numTotalTests, 'test')}`;
    // How much tests cover that fail says nothing.
    return { checked, findings: failed.length > 0 ? failed : [...unrun, ...uncovered] };
  },
};

/** A part of a component need not have a test of its own: that of the whole runs it. */
function untested(project: Project, folder: string): Finding {
  return { file: nameOf(project, folder), message: 'No test runs this component.' };
}

function isTested(folder: string): boolean {
  const tests = join(folder, '__tests__');
  return existsSync(tests) && readdirSync(tests).some((name) => name.endsWith('.test.js'));
}

interface Run {
  report: Report;
  /** Files of which some statement ran, absolute. */
  covered: string[];
  /** What the settings ask of coverage, and did not get. */
  uncovered: Finding[];
}

async function runJest(project: Project): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'lwc-tests-'));
  const output = join(folder, 'report.json');
  try {
    const { code, stderr } = await runNode(
      join(packageFolder('jest'), 'bin/jest.js'),
      [
        ...['--config', join(home, 'jest.config.cjs'), '--ci', '--coverage', '--maxWorkers=2'],
        ...['--coverageDirectory', folder, '--testLocationInResults'],
        ...['--json', '--outputFile', output],
      ],
      project.root,
    );
    if (!existsSync(output)) throw new Error(`Jest ended with ${code}.\n${stderr}`);
    return {
      report: JSON.parse(readFileSync(output, 'utf8')) as Report,
      covered: coveredFiles(folder),
      uncovered: [...stderr.matchAll(/^Jest: (.*threshold.*)$/gm)].map(([, message = '']) => ({
        file: 'jest.config.cjs',
        message,
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file without statements, as one of constants that others import, counts as covered. */
function coveredFiles(folder: string): string[] {
  const summary = readFileSync(join(folder, 'coverage-summary.json'), 'utf8');
  const files = JSON.parse(summary) as Record<
    string,
    { statements: { total: number; covered: number } }
  >;
  return Object.entries(files)
    .filter(([, { statements }]) => statements.total === 0 || statements.covered > 0)
    .map(([file]) => file);
}

function failures(project: Project, report: Report): Finding[] {
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = nameOf(project, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    // A file that does not compile has a message and no results.
    if (assertionResults.length === 0) return [{ file, message: readable(message) }];
    return failed.map(({ fullName, failureMessages, location }) => ({
      file,
      line: location?.line,
      message: `${fullName}\n${readable(failureMessages.join('\n'))}`,
    }));
  });
}

/** Without colours and without the frames of a stack, of which Jest prints pages. */
function readable(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, 25)
    .join('\n');
}
