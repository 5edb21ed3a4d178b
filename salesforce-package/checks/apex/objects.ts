/** The custom fields of the package, from its metadata. */
import { readFileSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { type Project, packageFiles } from '../project.ts';

/** Names in small letters and without our namespace, by object. */
export type CustomFields = Map<string, Set<string>>;

export function customFields(project: Project): CustomFields {
  const fields: CustomFields = new Map();
  for (const file of packageFiles(project, '.field-meta.xml')) {
    const object = bare(project, basename(dirname(dirname(file))));
    const name = /<fullName>\s*(\S+?)\s*<\/fullName>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    // What is defined on activities are fields of tasks and events.
    for (const owner of object === 'activity' ? ['task', 'event'] : [object]) {
      fields.set(owner, (fields.get(owner) ?? new Set()).add(bare(project, name)));
    }
  }
  return fields;
}

/** As the platform compares names: without regard to capitals, and to our own namespace. */
export function bare(project: Project, name: string): string {
  const small = name.toLowerCase();
  const prefix = `${project.namespace.toLowerCase()}__`;
  return project.namespace && small.startsWith(prefix) ? small.slice(prefix.length) : small;
}

/** Custom objects, settings, metadata types and events, by the ending that the platform gives them. */
export function isCustomName(name: string): boolean {
  return /__(c|mdt|e|b|x)$/i.test(name);
}

/** Whether a file describes a standard object, or one of its fields. */
export function isOfStandardObject(file: string): boolean {
  const parts = file.split(sep);
  const object = parts[parts.lastIndexOf('objects') + 1];
  return parts.includes('objects') && object !== undefined && !isCustomName(object);
}
