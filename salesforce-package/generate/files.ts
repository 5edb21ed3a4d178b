/** Writes what was generated, or tells how the files on disk differ from it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Texts by path below the package's folder, with forward slashes. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** Folders and files of which everything is generated: what else lies there is left over. */
const generatedPlaces = [
  /^objects\/(?:Account|Contact|Lead|Activity|Opportunity)\/fields\//,
  /^objects\/(?:Account|Contact|Lead)\/webLinks\//,
  /^permissionsets\//,
  /^labels\//,
  /^flexipages\//,
  /^customMetadata\//,
];

/** What differs, one line each; empty when nothing does. */
export function driftOf(folder: string, files: GeneratedFiles): string[] {
  const changed = [...files].flatMap(([path, text]) => {
    const file = join(folder, path);
    if (!existsSync(file)) return [`${path} is missing.`];
    return readFileSync(file, 'utf8') === text ? [] : [`${path} is not what its sources say.`];
  });
  const left = leftOver(folder, files).map((path) => `${path} comes from nothing any more.`);
  return [...changed, ...left];
}

/** @returns what was removed because it comes from nothing any more */
export function writeFiles(folder: string, files: GeneratedFiles): string[] {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const left = leftOver(folder, files);
  for (const path of left) rmSync(join(folder, path));
  return left;
}

function leftOver(folder: string, files: GeneratedFiles): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => generatedPlaces.some((place) => place.test(path)) && !files.has(path));
}
