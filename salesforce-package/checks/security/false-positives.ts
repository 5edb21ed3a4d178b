/**
 * The sheet of findings that are none, which the security review asks for beside the report. A row
 * of its table reads | `rule` | `file` | why |. It allows what it lists, nothing else, and only
 * while it is still found.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../check.ts';
import type { Project } from '../project.ts';

const sheet = 'docs/salesforce-false-positives.md';

interface Row {
  rule: string;
  file: string;
  line: number;
}

/** What remains of the findings, and a finding for each row that is out of date. */
export function withoutFalsePositives(project: Project, findings: Finding[]): Finding[] {
  const rows = read(project);
  const covers = (row: Row, { rule, file }: Finding) => row.rule === rule && row.file === file;
  const remaining = findings.filter((finding) => !rows.some((row) => covers(row, finding)));
  const stale = rows
    .filter((row) => !findings.some((finding) => covers(row, finding)))
    .map(({ rule, file, line }) => ({
      file: sheet,
      line,
      message: `${rule} is not found in ${file} any more. Delete the row.`,
    }));
  return [...remaining, ...stale];
}

function read(project: Project): Row[] {
  const file = join(project.root, sheet);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const [, rule, path, why] =
        /^\|\s*`([^`]+)`\s*\|\s*`([^`]+)`\s*\|\s*(\S.*?)\s*\|/.exec(text) ?? [];
      return rule && path && why ? [{ rule, file: path, line: index + 1 }] : [];
    });
}
