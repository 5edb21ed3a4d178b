/** The Lightning web components of the package, as they lie in its folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of the package's sources. */
export interface PackageSources {
  /** Of the components: one folder each. */
  readonly lwcFolder: string;
  /** Of the files with what people read, by the names of custom labels. */
  readonly labelsFolder: string;
}

/** The sources of a package below its root, where `sfdx-project.json` stands beside them. */
export function packageSources(packageRoot: string): PackageSources {
  return {
    lwcFolder: join(packageRoot, 'force-app/main/default/lwc'),
    labelsFolder: join(packageRoot, 'generate/labels'),
  };
}

export interface Component {
  /** Its folder's name, e.g. `oppspotEnrich`. */
  readonly name: string;
  /** Of the script. */
  readonly file: string;
  /** A builder may place it on a page. */
  readonly isExposed: boolean;
}

export function componentsOf({ lwcFolder }: PackageSources): Component[] {
  if (!existsSync(lwcFolder)) return [];
  return readdirSync(lwcFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, file: join(lwcFolder, name, `${name}.js`) }))
    .filter(({ file }) => existsSync(file))
    .map((component) => ({ ...component, isExposed: isExposed(component.file) }));
}

function isExposed(script: string): boolean {
  const meta = `${script}-meta.xml`;
  return existsSync(meta) && /<isExposed>\s*true\s*</.test(readFileSync(meta, 'utf8'));
}

/** `oppspotEnrich` is `c-oppspot-enrich` in a template. */
export function tagOf(name: string): string {
  return `c-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The English texts of the custom labels, by name. */
export function labelTexts({ labelsFolder }: PackageSources): ReadonlyMap<string, string> {
  if (!existsSync(labelsFolder)) return new Map();
  const files = readdirSync(labelsFolder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.flatMap((name) => {
      const texts: Record<string, string> = JSON.parse(
        readFileSync(join(labelsFolder, name), 'utf8'),
      );
      return Object.entries(texts);
    }),
  );
}
