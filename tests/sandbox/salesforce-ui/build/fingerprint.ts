/** What a compiled bundle depends on, in one short name. */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackageSources } from './components.ts';

const projectRoot = fileURLToPath(new URL('../../../..', import.meta.url));
const ownFolders = ['./', '../stubs/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);
/** What compiles, and what is compiled along. */
const packages = [
  '@lwc/rollup-plugin',
  '@lwc/synthetic-shadow',
  '@rollup/plugin-node-resolve',
  'lightning-base-components',
  'lwc',
  'rollup',
];

/** Differs as soon as a source, a label, a version or the way of building differs. */
export function fingerprint({ lwcFolder, labelsFolder }: PackageSources): string {
  const hash = createHash('sha256').update(toolchainFingerprint());
  addFolder(hash, lwcFolder);
  addFolder(hash, labelsFolder);
  return name(hash);
}

/** Of everything but the package's own sources. */
export function toolchainFingerprint(): string {
  const hash = createHash('sha256');
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  for (const name of packages)
    hash.update(`${name}@${lock.packages[`node_modules/${name}`]?.version}\n`);
  for (const folder of ownFolders) addFolder(hash, folder);
  return name(hash);
}

function addFolder(hash: Hash, folder: string): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.includes('__tests__'))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(folder.length)}\0${content.length}\0`).update(content);
  }
}

const name = (hash: Hash) => hash.digest('hex').slice(0, 16);
