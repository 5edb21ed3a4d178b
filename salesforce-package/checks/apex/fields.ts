/**
 * Every field that Apex and SOQL name exists.
 *
 * The type checker alone does not tell: it does not read queries, and once a project adds a field to
 * a standard object it lets every unknown field of that object pass. So it gets a copy of the
 * package without our fields on standard objects, and with a class that reads each queried field.
 * It then names whatever is not the platform's own, and what remains after ours is a mistake.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { type Check, count, type Finding } from '../check.ts';
import type { Project } from '../project.ts';
import { compile, type Issue, unknownField } from './compiler.ts';
import {
  bare,
  type CustomFields,
  customFields,
  isCustomName,
  isOfStandardObject,
} from './objects.ts';
import { type QueriedField, queriesOf } from './queries.ts';
import { apexSources } from './source.ts';

const probe = 'QueriedFields';

export const fields: Check = {
  name: 'apex-fields',
  needsJava: true,
  async run(project) {
    const queries = queriesOf(apexSources(project));
    const ours = customFields(project);
    const { judged, unknown } = sort(project, ours, queries.fields);
    const workspace = createWorkspace(project, judged);
    try {
      const issues = await compile(workspace);
      const findings = issues.flatMap((issue) => finding(project, ours, workspace, judged, issue));
      return {
        checked: `${count(queries.count, 'query', 'queries')}, ${count(queries.fields.length, 'queried field')}`,
        findings: [...unknown, ...findings],
        notes: queries.dynamic.map(
          ({ file, line }) => `${file}:${line} puts a query together: its fields are not checked.`,
        ),
      };
    } finally {
      rmSync(workspace, { recursive: true });
    }
  },
};

/** What we know ourselves, and what the type checker has to judge. */
function sort(
  project: Project,
  ours: CustomFields,
  queried: QueriedField[],
): { judged: QueriedField[]; unknown: Finding[] } {
  const judged: QueriedField[] = [];
  const unknown: Finding[] = [];
  for (const field of queried) {
    const name = field.path.at(-1) ?? '';
    if (!isCustomName(name)) judged.push(field);
    else if (!isOurs(project, ours, field, name)) {
      const { file, line, objectName, path } = field;
      unknown.push({ file, line, message: missing(path.join('.'), objectName || 'the object') });
    }
  }
  return { judged, unknown };
}

function missing(field: string, object: string): string {
  return `There is no field ${field} on ${object}.`;
}

/** Where a relationship leads is not known here: then the field has to be on some object of ours. */
function isOurs(
  project: Project,
  ours: CustomFields,
  { objectName, path }: QueriedField,
  name: string,
): boolean {
  const field = bare(project, name);
  if (objectName && path.length === 1) {
    return ours.get(bare(project, objectName))?.has(field) ?? false;
  }
  return [...ours.values()].some((names) => names.has(field));
}

function createWorkspace(project: Project, judged: QueriedField[]): string {
  const workspace = mkdtempSync(join(tmpdir(), 'apex-fields-'));
  const folders = project.packageFolders.map((from, index) => {
    const path = `package-${index}`;
    cpSync(from, join(workspace, path), {
      recursive: true,
      filter: (file) => basename(file) !== 'lwc' && !isOfStandardObject(relative(from, file)),
    });
    return { path, default: index === 0 };
  });
  writeFileSync(
    join(workspace, 'sfdx-project.json'),
    JSON.stringify({
      packageDirectories: [...folders, { path: probe }],
      ...(project.namespace ? { namespace: project.namespace } : {}),
      sourceApiVersion: '68.0',
    }),
  );
  mkdirSync(join(workspace, probe));
  writeFileSync(join(workspace, probe, `${probe}.cls`), probeClass(judged));
  writeFileSync(
    join(workspace, probe, `${probe}.cls-meta.xml`),
    '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>68.0</apiVersion></ApexClass>',
  );
  return workspace;
}

/** One line for each field, so that the line of an issue tells the field. */
function probeClass(judged: QueriedField[]): string {
  const reads = judged.map(({ object, path }) => `o = ${object}.${path.join('.')};`);
  return [`class ${probe} { void read() { Object o;`, ...reads, '} }'].join('\n');
}

function finding(
  project: Project,
  ours: CustomFields,
  workspace: string,
  judged: QueriedField[],
  issue: Issue,
): Finding[] {
  const file = relative(workspace, issue.file);
  if (file.startsWith(probe)) {
    // Its first line opens the class.
    const field = judged[issue.line - 2];
    return field ? [{ file: field.file, line: field.line, message: issue.message }] : [];
  }
  const field = unknownField(issue);
  // Everything else is told, better, by the check of the whole project.
  if (!field) return [];
  const { name, object } = field;
  if (ours.get(bare(project, object))?.has(bare(project, name))) return [];
  return [{ ...place(project, file, issue), message: missing(name, object) }];
}

function place(project: Project, file: string, { line }: Issue): { file: string; line: number } {
  const [, index = '0', rest = ''] = /^package-(\d+).(.*)$/.exec(file) ?? [];
  const folder = project.packageFolders[Number(index)] ?? '';
  return { file: relative(project.root, join(folder, rest)), line };
}
