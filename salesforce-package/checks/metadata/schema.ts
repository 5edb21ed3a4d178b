import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type Check, count, type Finding } from '../check.ts';
import { lineOf, nameOf, type Project, packageFiles } from '../project.ts';
import { lightningTargets } from './targets.ts';
import { openMetadataTypes, type Shape } from './types.ts';

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
});

/** Every metadata file is what Salesforce's own types say of its kind. */
export const schema: Check = {
  name: 'metadata-schema',
  async run(project) {
    const files = packageFiles(project, '-meta.xml');
    const typeOf = openMetadataTypes();
    return {
      checked: count(files.length, 'metadata file'),
      findings: files.flatMap((file) => schemaFindings(project, file, typeOf)),
    };
  },
};

function schemaFindings(
  project: Project,
  path: string,
  typeOf: (name: string) => Shape | undefined,
): Finding[] {
  const text = readFileSync(path, 'utf8');
  const file = nameOf(project, path);
  const valid = XMLValidator.validate(text);
  if (valid !== true) return [{ file, line: valid.err.line, message: valid.err.msg }];

  const { '?xml': _, ...document } = parser.parse(text) as Record<string, unknown>;
  const [root = '', content] = Object.entries(document)[0] ?? [];
  const shape = typeOf(root);
  if (!shape) return [{ file, line: 1, message: `There is no metadata type ${root}.` }];
  const faults = [...shape.faults(content, root)];
  if (root === 'LightningComponentBundle') faults.push(...lightningTargets(content));
  return faults.map(({ path: place, message }) => ({
    file,
    line: lineOf(text, Math.max(0, text.indexOf(`<${place.split('.').at(-1)}`))),
    message: `${place}: ${message}`,
  }));
}
