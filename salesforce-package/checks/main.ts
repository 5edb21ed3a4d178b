/**
 * Everything about the Salesforce package that can be told without an org.
 *
 *     node salesforce-package/checks/main.ts [check ...] [--project <folder>] [--report <file.html>]
 *
 * Without names, every check runs. Ends with 0 when nothing was found, 1 when something was, 2 when
 * it was called wrongly. `--report` keeps Salesforce's security report, as its review asks for it.
 */
import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { home, openProject } from './project.ts';
import { describeResult, runChecks } from './run.ts';
import { securityCheck } from './security/security.ts';
import { hasJava } from './tools.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { project: { type: 'string' }, report: { type: 'string' } },
});

const available = checks.map((check) =>
  check.name === 'security' && values.report ? securityCheck(values.report) : check,
);
const unknown = positionals.filter((name) => !available.some((check) => check.name === name));
if (unknown.length > 0) {
  const names = available.map((check) => check.name).join(', ');
  console.error(`There is no check ${unknown.join(', ')}. There are: ${names}.`);
  process.exit(2);
}
const chosen = available.filter(
  (check) => positionals.length === 0 || positionals.includes(check.name),
);

const start = performance.now();
let found = 0;
const terms = { java: hasJava(), javaRequired: process.env.CI === 'true' };
for (const running of runChecks(openProject(values.project ?? home), chosen, terms)) {
  const result = await running;
  found += result.findings.length;
  console.log(describeResult(result));
}
console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
// Some tools leave timers and workers behind.
process.exit(found > 0 ? 1 : 0);
