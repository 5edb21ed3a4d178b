import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ComponentSet,
  ForceIgnore,
  MetadataConverter,
  type SourceComponent,
} from '@salesforce/source-deploy-retrieve';
import { XMLParser } from 'fast-xml-parser';
import { type Check, count, type Finding } from '../check.ts';
import { nameOf, type Project, packageFiles } from '../project.ts';

/**
 * Turns the source into what is deployed, as the Salesforce CLI does. The converter leaves out
 * silently what it does not know: every file has to be part of a component, and every component has
 * to arrive in the manifest.
 */
export const convert: Check = {
  name: 'convert',
  async run(project) {
    const set = ComponentSet.fromSource({ fsPaths: project.packageFolders });
    const components = set.getSourceComponents().toArray();
    const manifest = await convertAll(set);
    const lost = components.filter(
      ({ type, fullName }) => !manifest.has(`${type.name}:${fullName}`),
    );
    return {
      checked: count(components.length, 'component'),
      findings: [...strays(project, components), ...lost.map((one) => lostFinding(project, one))],
    };
  },
};

/** The members of the `package.xml` that comes out. */
async function convertAll(set: ComponentSet): Promise<Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'convert-'));
  try {
    const { packagePath } = await new MetadataConverter().convert(set, 'metadata', {
      type: 'directory',
      outputDirectory: folder,
      genUniqueDir: false,
    });
    const text = readFileSync(join(packagePath ?? folder, 'package.xml'), 'utf8');
    const parser = new XMLParser({ parseTagValue: false, isArray: isRepeated });
    const { Package } = parser.parse(text) as {
      Package: { types?: { name: string; members?: string[] }[] };
    };
    const { types = [] } = Package;
    return new Set(
      types.flatMap(({ name, members = [] }) => members.map((member) => `${name}:${member}`)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isRepeated(name: string): boolean {
  return name === 'types' || name === 'members';
}

function strays(project: Project, components: SourceComponent[]): Finding[] {
  const known = new Set(components.flatMap(filesOf));
  const ignored = ForceIgnore.findAndCreate(project.root);
  return packageFiles(project, '')
    .filter((file) => !known.has(file) && ignored.accepts(file))
    .map((file) => ({ file: nameOf(project, file), message: 'Part of no component.' }));
}

function filesOf(component: SourceComponent): string[] {
  return [
    ...(component.xml ? [component.xml] : []),
    ...component.walkContent(),
    ...component.getChildren().flatMap(({ xml }) => xml ?? []),
  ];
}

function lostFinding(project: Project, { type, fullName, xml, content }: SourceComponent): Finding {
  const file = xml ?? content;
  return {
    file: file ? nameOf(project, file) : type.name,
    message: `${type.name} ${fullName} is not in the manifest.`,
  };
}
