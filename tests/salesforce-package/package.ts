/** The package's metadata as it lies on disk, read for what it says. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { home, openProject, packageFiles } from '../../salesforce-package/checks/project.ts';

/** What stands below an element: every child is a list, so that one is no special case. */
export interface Element {
  readonly [name: string]: readonly (Element | string)[] | undefined;
}

const parser = new XMLParser({
  parseTagValue: false,
  removeNSPrefix: true,
  alwaysCreateTextNode: false,
  isArray: (_name, path) => String(path).includes('.'),
});

const project = openProject(home);

/** The content of the root element of a metadata file. */
export function read(file: string): Element {
  const { '?xml': _, ...document } = parser.parse(readFileSync(file, 'utf8')) as Record<
    string,
    Element
  >;
  const [root] = Object.values(document);
  if (!root) throw new Error(`${file} is empty.`);
  return root;
}

/** All of a kind, by name: `Contact.Score__c` for what lies below an object, else the file's name. */
export function allOf(suffix: string): Map<string, Element> {
  const ending = `.${suffix}-meta.xml`;
  return new Map(
    packageFiles(project, ending).map((file) => {
      const object = /objects\/([^/]+)\/\w+\/[^/]+$/.exec(file)?.[1];
      const name = basename(file, ending);
      return [object ? `${object}.${name}` : name, read(file)];
    }),
  );
}

/** @throws Error when the package has none of that name */
export function one(suffix: string, name: string): Element {
  const found = allOf(suffix).get(name);
  if (!found) throw new Error(`There is no ${suffix} ${name}.`);
  return found;
}

/** Names of the files of a kind that have no element worth reading. */
export function namesOf(ending: string): string[] {
  return packageFiles(project, ending).map((file) => basename(file, ending));
}

/** The Lightning web components, by name. */
export function components(): Map<string, Element> {
  return new Map(
    packageFiles(project, '.js-meta.xml').map((file) => [basename(dirname(file)), read(file)]),
  );
}

export function sourceOf(className: string): string {
  return readFileSync(join(packageFolder, 'classes', `${className}.cls`), 'utf8');
}

const [forceApp = ''] = project.packageFolders;
const packageFolder = join(forceApp, 'main/default');

/** The text of a child that occurs once; empty when it is not there. */
export function text(element: Element, name: string): string {
  const [value = ''] = element[name] ?? [];
  return typeof value === 'string' ? value : '';
}

export function texts(element: Element, name: string): string[] {
  return (element[name] ?? []).filter((value) => typeof value === 'string');
}

export function children(element: Element, name: string): Element[] {
  return (element[name] ?? []).filter((value) => typeof value !== 'string');
}
