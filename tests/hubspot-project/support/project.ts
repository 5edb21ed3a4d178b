/** The project's files as they lie in the folder that is uploaded. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));
export const projectFile = readJson(join(repository, 'hsproject.json')) as { srcDir: string };
export const sourceDir = join(repository, projectFile.srcDir);
export const profileNames = ['local', 'production', 'staging'] as const;

export interface MetaFile {
  /** From the source folder, with slashes. */
  readonly path: string;
  readonly content: MetaContent;
}

/** As far as it is the same for every kind; the rest is for the schemas to judge. */
export interface MetaContent {
  readonly uid: string;
  readonly type: string;
  readonly config: Record<string, unknown>;
}

export interface Project {
  readonly metas: readonly MetaFile[];
  /** Every other file of the project, from the source folder. */
  readonly files: readonly string[];
}

/** Every file of the project, installed packages aside. */
export function readProject(): Project {
  const files = readdirSync(sourceDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(sourceDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').includes('node_modules'))
    .sort();
  const isMeta = (path: string) => path.endsWith('-hsmeta.json');
  return {
    metas: files.filter(isMeta).map((path) => ({
      path,
      content: readJson(join(sourceDir, path)) as MetaContent,
    })),
    files: files.filter((path) => !isMeta(path)),
  };
}

export function readProfile(name: string): { variables: Record<string, string> } {
  const profile = readJson(join(sourceDir, `hsprofile.${name}.json`));
  return profile as { variables: Record<string, string> };
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The project as one profile uploads it: every variable replaced by its value. */
export function withProfile(
  project: Project,
  variables: Readonly<Record<string, string>>,
): Project {
  return {
    ...project,
    metas: project.metas.map(({ path, content }) => ({
      path,
      content: JSON.parse(
        JSON.stringify(content).replaceAll(
          /\$\{(\w+)\}/g,
          (whole, name) => variables[name] ?? whole,
        ),
      ),
    })),
  };
}

/** The one meta file of a type, or the one at a path. @throws Error when there is no such file */
export function metaOf(project: Project, typeOrPath: string): MetaFile {
  const found = project.metas.find(
    ({ path, content }) => path === typeOrPath || content.type === typeOrPath,
  );
  if (!found) throw new Error(`There is no ${typeOrPath}.`);
  return found;
}

/** The folder a meta file lies in, from the source folder. */
export function folderOf(meta: MetaFile): string {
  return dirname(meta.path);
}
