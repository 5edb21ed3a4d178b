import { readFileSync } from 'node:fs';
import { type Check, count, type Finding } from './check.ts';
import { lineOf, nameOf, type Project, packageFiles } from './project.ts';

interface Place {
  file: string;
  line: number;
}

/** How each kind of source names a custom label. The namespace `c` is that of the package itself. */
const references: [ending: string, pattern: RegExp][] = [
  ['.js', /@salesforce\/label\/c\.(\w+)/g],
  ['.cls', /\bLabel\.(\w+)/g],
  ['.trigger', /\bLabel\.(\w+)/g],
  ['.page', /\$Label\.(\w+)/g],
  ['.component', /\$Label\.(\w+)/g],
  ['.xml', /\$Label\.(\w+)/g],
];

/** Methods of Apex's class of that name, and the platform's own labels of sites. */
const builtIn = new Set(['get', 'translationexists', 'site']);

/** Every label that is named exists, and every one that is translated is named. */
export const labels: Check = {
  name: 'labels',
  async run(project) {
    const defined = find(project, '.labels-meta.xml', /<fullName>(\w+)<\/fullName>/g);
    const used = new Map(references.flatMap(([end, pattern]) => [...find(project, end, pattern)]));
    return {
      checked: count(defined.size, 'label'),
      findings: [
        ...difference(used, defined, (name) => `There is no custom label ${name}.`),
        ...difference(defined, used, (name) => `Nothing uses the custom label ${name}.`),
      ],
    };
  },
};

function find(project: Project, ending: string, pattern: RegExp): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const file of packageFiles(project, ending)) {
    const text = readFileSync(file, 'utf8');
    for (const { 1: written = '', index } of text.matchAll(pattern)) {
      const name = written.replace(`${project.namespace}__`, '');
      if (builtIn.has(name.toLowerCase()) || places.has(name)) continue;
      places.set(name, { file: nameOf(project, file), line: lineOf(text, index) });
    }
  }
  return places;
}

function difference(
  some: Map<string, Place>,
  others: Map<string, Place>,
  say: (name: string) => string,
): Finding[] {
  return [...some]
    .filter(([name]) => !others.has(name))
    .map(([name, place]) => ({ ...place, message: say(name) }));
}
