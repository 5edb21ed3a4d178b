import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const untested = all.filter(({ folder }) => !isTested(folder));
    const findings: Finding[] = untested.map(({ folder }) => ({
      file: nameOf(project, folder),
      message: 'This component has no test below __tests__.',
    }));
    if (untested.length === all.length) return { checked: 'no tests', findings };

    const { report, uncovered } = await runJest(project);
    const failed = failures(project, report);
    // How much tests cover that fail says nothing.
    findings.push(...(failed.length > 0 ? failed : uncovered));
    const checked = `${count(all.length, 'component')}, ${count(report.numTotalTests, 'test')}`;
    return { checked, findings };
  },
};

function isTested(folder: string): boolean {
  const tests = join(folder, '__tests__');
  return existsSync(tests) && readdirSync(tests).some((name) => name.endsWith('.test.js'));
}

async function runJest(project: Project): Promise<{ report: Report; uncovered: Finding[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lwc-tests-'));
  const output = join(folder, 'report.json');
  try {
    const { code, stderr } = await runNode(
      join(packageFolder('jest'), 'bin/jest.js'),
      [
        ...['--config', join(home, 'jest.config.cjs'), '--ci', '--coverage', '--maxWorkers=2'],
        ...['--testLocationInResults', '--json', '--outputFile', output],
      ],
      project.root,
    );
    if (!existsSync(output)) throw new Error(`Jest ended with ${code}.\n${stderr}`);
    return {
      report: JSON.parse(readFileSync(output, 'utf8')) as Report,
      uncovered: [...stderr.matchAll(/^Jest: (.*threshold.*)$/gm)].map(([, message = '']) => ({
        file: 'jest.config.cjs',
        message,
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
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
