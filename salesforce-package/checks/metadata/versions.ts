import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, count, type Finding } from '../check.ts';
import { lineOf, nameOf, type Project, packageFiles } from '../project.ts';

/** Kinds of metadata whose behaviour depends on the version that they name. */
const versioned = /\.(cls|trigger|page|component|js|flow)-meta\.xml$/;

/** Everything that names a version of the API names the project's. */
export const versions: Check = {
  name: 'api-version',
  async run(project) {
    const config = readFileSync(join(project.root, 'sfdx-project.json'), 'utf8');
    const { sourceApiVersion } = JSON.parse(config) as { sourceApiVersion: string };
    const files = packageFiles(project, '-meta.xml');
    return {
      checked: `${count(files.length, 'metadata file')}, API ${sourceApiVersion}`,
      findings: files.flatMap((file) => versionFindings(project, file, sourceApiVersion)),
    };
  },
};

function versionFindings(project: Project, path: string, expected: string): Finding[] {
  const text = readFileSync(path, 'utf8');
  const file = nameOf(project, path);
  const named = [...text.matchAll(/<apiVersion>\s*([^<]*?)\s*<\/apiVersion>/g)];
  if (named.length === 0 && versioned.test(file)) {
    return [{ file, message: `Names no apiVersion. Expected ${expected}.` }];
  }
  return named
    .filter(([, version]) => version !== expected)
    .map(({ 1: version, index }) => ({
      file,
      line: lineOf(text, index),
      message: `apiVersion is ${version}. Expected ${expected}.`,
    }));
}
