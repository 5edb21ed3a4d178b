import { describe, expect, it } from 'vitest';
import type { Check } from '../../salesforce-package/checks/check.ts';
import { openProject } from '../../salesforce-package/checks/project.ts';
import { describeResult, runChecks, type Terms } from '../../salesforce-package/checks/run.ts';
import { withoutFalsePositives } from '../../salesforce-package/checks/security/false-positives.ts';
import { altered, call, files, project, source } from './project.ts';

describe('the command', () => {
  it('ends with 0 where nothing is found, and says what it looked at', () => {
    const { status, stdout } = call('labels', 'api-version', '--project', project());
    expect(status).toBe(0);
    expect(stdout).toMatch(/^labels +ok +\d+\.\d s {2}1 label\n/);
    expect(stdout).toMatch(/^api-version +ok .* API 68\.0$/m);
  });

  it('ends with 1 where something is found, and says where', () => {
    const root = project(altered(files.bundle, '68.0', '60.0'));
    const { status, stdout } = call('api-version', '--project', root);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^api-version +1 found/);
    expect(stdout).toContain(`  ${files.bundle}:3  apiVersion is 60.0. Expected 68.0.`);
  });

  it('names the checks there are when it is asked for another', () => {
    const { status, stderr } = call('spelling', '--project', project());
    expect(status).toBe(2);
    expect(stderr).toContain('There is no check spelling. There are: security, lwc-tests,');
  });
});

describe('a check', () => {
  const run = async (check: Check, terms: Terms = { java: true, javaRequired: false }) => {
    const [result] = await Promise.all(runChecks(openProject(project()), [check], terms));
    if (!result) throw new Error('No result.');
    return result;
  };
  const needsJava: Check = {
    name: 'brewed',
    needsJava: true,
    run: async () => ({ checked: '1 file', findings: [] }),
  };

  it('that breaks has failed', async () => {
    const result = await run({
      name: 'broken',
      run: () => Promise.reject(new Error('The tool is not there.')),
    });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]?.message).toContain('The tool is not there.');
  });

  it('that needs Java is left out where there is none, and that is said', async () => {
    const result = await run(needsJava, { java: false, javaRequired: false });
    expect(result.findings).toEqual([]);
    expect(describeResult(result)).toMatch(
      /^brewed +skipped .*\n {2}Skipped\. Java is not installed\./,
    );
  });

  it('that needs Java fails without it in CI', async () => {
    const result = await run(needsJava, { java: false, javaRequired: true });
    expect(describeResult(result)).toMatch(
      /^brewed +1 found .*\n {2}java {2}Java is not installed\./,
    );
  });

  it('tells what it finds in the order of files and lines', async () => {
    const at = (file: string, line: number) => ({ file, line, message: 'Wrong.' });
    const result = await run({
      name: 'sorted',
      run: async () => ({ checked: '2 files', findings: [at('b', 1), at('a', 12), at('a', 3)] }),
    });
    expect(result.findings).toEqual([at('a', 3), at('a', 12), at('b', 1)]);
  });
});

describe('the sheet of false positives', () => {
  const listed = '| `ApexInsecureEndpoint` | `a.cls` | The address is that of a test. |';
  const finding = (rule: string, file: string) => ({ rule, file, line: 3, message: 'Insecure.' });
  const remaining = (sheet: string, ...findings: ReturnType<typeof finding>[]) =>
    withoutFalsePositives(openProject(project({ [files.sheet]: sheet })), findings);

  it('allows what it lists by rule and file, and nothing else', () => {
    const allowed = finding('ApexInsecureEndpoint', 'a.cls');
    const others = [finding('ApexInsecureEndpoint', 'b.cls'), finding('ApexXSS', 'a.cls')];
    expect(
      remaining(`| Rule | File | Why |\n|---|---|---|\n${listed}\n`, allowed, ...others),
    ).toEqual(others);
  });

  it('is wrong where what it lists is not found any more', () => {
    expect(remaining(`\n${listed}\n`)).toEqual([
      {
        file: files.sheet,
        line: 2,
        message: 'ApexInsecureEndpoint is not found in a.cls any more. Delete the row.',
      },
    ]);
  });

  it('allows nothing without a reason', () => {
    const found = finding('ApexInsecureEndpoint', 'a.cls');
    expect(remaining('| `ApexInsecureEndpoint` | `a.cls` |  |\n', found)).toEqual([found]);
  });

  it('need not be there', () => {
    const found = finding('ApexXSS', `${source}/a.cls`);
    expect(withoutFalsePositives(openProject(project()), [found])).toEqual([found]);
  });
});
