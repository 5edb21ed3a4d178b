import pLimit from 'p-limit';
import type { Check, Finding, Outcome } from './check.ts';
import type { Project } from './project.ts';

export interface Result extends Outcome {
  name: string;
  milliseconds: number;
  skipped: boolean;
}

export interface Terms {
  /** Whether there is a Java virtual machine. */
  java: boolean;
  /** Whether a check may be left out for want of it: on a developer's machine yes, in CI never. */
  javaRequired: boolean;
}

/** Two at a time: most of them wait for another process. The answers come in the order of the checks. */
export function runChecks(project: Project, checks: Check[], terms: Terms): Promise<Result>[] {
  const limit = pLimit(2);
  return checks.map((check) => limit(() => runCheck(project, check, terms)));
}

async function runCheck(project: Project, check: Check, terms: Terms): Promise<Result> {
  const start = performance.now();
  const skipped = check.needsJava === true && !terms.java;
  const outcome = skipped ? withoutJava(terms) : await outcomeOf(check, project);
  const milliseconds = Math.round(performance.now() - start);
  const findings = outcome.findings.toSorted(inOrder);
  return { ...outcome, findings, name: check.name, milliseconds, skipped };
}

/** By place, as one goes through them. */
function inOrder(one: Finding, other: Finding): number {
  return one.file.localeCompare(other.file) || (one.line ?? 0) - (other.line ?? 0);
}

function withoutJava({ javaRequired }: Terms): Outcome {
  const message = 'Java is not installed. Install a Java runtime, version 11 or later.';
  return {
    checked: 'nothing',
    findings: javaRequired ? [{ file: 'java', message }] : [],
    notes: javaRequired ? [] : [`Skipped. ${message}`],
  };
}

/** A tool that breaks has found nothing out: that is a failure of its check, and of no other. */
async function outcomeOf(check: Check, project: Project): Promise<Outcome> {
  try {
    return await check.run(project);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { checked: 'nothing', findings: [{ file: check.name, message }] };
  }
}

/** The lines that a person reads of one check. */
export function describeResult(result: Result): string {
  const { name, milliseconds, checked, findings, notes = [], skipped } = result;
  const verdict = findings.length > 0 ? `${findings.length} found` : skipped ? 'skipped' : 'ok';
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  const head = `${name.padEnd(16)} ${verdict.padEnd(9)} ${seconds.padStart(6)}  ${checked}`;
  return [head, ...notes.map((note) => `  ${note}`), ...findings.map(describeFinding)].join('\n');
}

function describeFinding({ file, line, rule, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const text = message.trim().split('\n').join('\n    ');
  return `  ${place}  ${text}${rule ? `  (${rule})` : ''}`;
}
