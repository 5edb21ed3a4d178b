/** The Salesforce project on disk, as the checks see it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

export interface Project {
  /** Where `sfdx-project.json` lies. */
  root: string;
  /** The folders that Salesforce deploys from, absolute. */
  packageFolders: string[];
  namespace: string;
}

/** The project that this file is part of. */
export const home = resolve(import.meta.dirname, '../..');

/** @throws when there is no readable `sfdx-project.json`, or a folder it names is missing. */
export function openProject(root: string): Project {
  const file = join(root, 'sfdx-project.json');
  const { packageDirectories, namespace = '' } = JSON.parse(readFileSync(file, 'utf8')) as {
    packageDirectories: { path: string }[];
    namespace?: string;
  };
  const packageFolders = packageDirectories.map(({ path }) => resolve(root, path));
  const missing = packageFolders.find((folder) => !existsSync(folder));
  if (missing) throw new Error(`${file} names ${missing}, which is not there.`);
  return { root, packageFolders, namespace };
}

/** Every file of the package whose name ends so, absolute and sorted. Tests of components are no part of a package. */
export function packageFiles(project: Project, ending: string): string[] {
  return project.packageFolders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .filter((file) => !file.includes(`${sep}__tests__${sep}`))
    .sort();
}

export interface Component {
  name: string;
  folder: string;
}

/** The Lightning web components. https://developer.salesforce.com/docs/platform/lwc/guide/create-components-folder */
export function components(project: Project): Component[] {
  return packageFiles(project, '.js-meta.xml').map((meta) => ({
    name: basename(dirname(meta)),
    folder: dirname(meta),
  }));
}

/** As findings name a file: from the root, with forward slashes. */
export function nameOf(project: Project, file: string): string {
  return relative(project.root, file).split(sep).join('/');
}

/** The number of the line, from 1, at which a text stands first. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
