/** Every text that a person reads, from `labels/*.json`: one file for each part of the package. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFiles } from './files.ts';
import { metadataFile, type XmlElement } from './xml.ts';

const sources = join(import.meta.dirname, 'labels');

/** Limits of https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_customlabels.htm */
const longestText = 1000;
const longestName = 80;

/** @throws Error for a name used twice, or a text Salesforce would refuse or change */
export function labelFiles(folder: string = sources): GeneratedFiles {
  const labels = new Map<string, string>();
  // Salesforce takes names that differ in case only for the same.
  const taken = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    for (const [name, text] of Object.entries(texts)) {
      if (taken.has(name.toLowerCase())) throw new Error(`There are two labels ${name}.`);
      taken.add(name.toLowerCase());
      if (!/^[A-Za-z]\w*$/.test(name) || name.length > longestName || /__|_$/.test(name)) {
        throw new Error(`${name} cannot be the name of a label.`);
      }
      if (text.length === 0 || text.length > longestText) {
        throw new Error(`The label ${name} needs a text of 1 to ${longestText} characters.`);
      }
      if (text !== text.trim()) throw new Error(`The label ${name} begins or ends with a space.`);
      labels.set(name, text);
    }
  }
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([
    ['labels/CustomLabels.labels-meta.xml', metadataFile('CustomLabels', sorted.map(labelElement))],
  ]);
}

function labelElement([name, text]: readonly [string, string]): XmlElement {
  return [
    'labels',
    [
      ['fullName', name],
      ['language', 'en_US'],
      // A subscriber's own code has no business with them, and they may change in any version.
      ['protected', true],
      ['shortDescription', name.replaceAll('_', ' ')],
      ['value', text],
    ],
  ];
}
