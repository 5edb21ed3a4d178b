/** Compiles the package's components with Salesforce's own base components, for a page of our own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import lwc from '@lwc/rollup-plugin';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type Plugin, type RollupCache, rollup } from 'rollup';
import {
  type Component,
  componentsOf,
  labelTexts,
  type PackageSources,
  tagOf,
} from '../components.ts';
import { platformModules } from './platform-modules.ts';

const stubs = fileURLToPath(new URL('../../stubs/', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const entry = '\0components';

export interface CompileOrder {
  readonly sources: PackageSources;
  /** An empty folder. */
  readonly outputFolder: string;
  /** What the last compilation remembered, so that only what was saved is compiled anew. */
  readonly memory: string;
  /** What this one remembers. */
  readonly newMemory: string;
}

/** @throws what the compilers say of the sources */
export async function compile(
  { sources, outputFolder, memory, newMemory }: CompileOrder,
  onModule: () => void,
): Promise<void> {
  const components = componentsOf(sources);
  const bundle = await rollup({
    input: { components: entry },
    cache: remembered(memory),
    plugins: [
      entryModule(components),
      counting(onModule),
      platformModules(labelTexts(sources)),
      anchored(sources.lwcFolder),
      lwc({
        rootDir: here,
        modules: [
          ...components.map(({ name, file }) => ({ name: `c/${name}`, path: file })),
          { dir: stubs },
          { npm: 'lightning-base-components' },
        ],
        enableDynamicComponents: true,
        defaultModules: [],
      }),
      nodeResolve({ browser: true }),
      constants,
    ],
    onwarn() {
      // Warnings are of the base components; the package's own are found by its checks.
    },
  });
  try {
    await bundle.write({ dir: outputFolder, format: 'es', entryFileNames: '[name].js' });
    if (bundle.cache) writeFileSync(newMemory, serialize(lasting(bundle.cache)));
  } finally {
    await bundle.close();
  }
}

/** Exposed components by their tags; each is loaded when a page wants it. */
function entryModule(components: readonly Component[]): Plugin {
  const loaders = components
    .filter(({ isExposed }) => isExposed)
    .map(({ name }) => `${JSON.stringify(tagOf(name))}: () => import('c/${name}')`);
  return {
    name: 'entry',
    resolveId: (id) => (id === entry ? entry : null),
    load: (id) =>
      id === entry
        ? `import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
const loaders = { ${loaders.join(', ')} };
export const tags = Object.keys(loaders);
export async function create(tag) {
  const { default: component } = await loaders[tag]();
  return createElement(tag, { is: component });
}`
        : null,
  };
}

/** As a browser in production has them. */
const constants: Plugin = {
  name: 'constants',
  transform: (code) => ({
    code: code
      .replaceAll('process.env.NODE_ENV', "'production'")
      .replaceAll('import.meta.env.SSR', 'false')
      // Synthetic shadow, which Lightning Experience uses, has no element internals.
      .replaceAll('features.enableComboboxElementInternals', 'false'),
    map: null,
  }),
};

/** Tells of every module that is worked on. */
function counting(onModule: () => void): Plugin {
  return {
    name: 'counting',
    moduleParsed: onModule,
  };
}

/** The package lies outside of the folder whose node_modules hold the base components. */
function anchored(lwcFolder: string): Plugin {
  return {
    name: 'anchored',
    resolveId(id, importer, options) {
      const isForeign = importer === entry || importer?.startsWith(lwcFolder);
      if (!isForeign || !/^(?:c|lightning|@lwc|lwc|@salesforce)(?:\/|$)/.test(id)) return null;
      return this.resolve(id, join(here, 'anchor.js'), { ...options, skipSelf: true });
    },
  };
}

/**
 * What does not depend on the package. Of its own modules nothing is kept: where an import leads may
 * change with a file that is new or gone.
 */
function lasting({ modules, plugins }: RollupCache): RollupCache {
  return { plugins, modules: modules.filter(({ id }) => id.includes('/node_modules/')) };
}

function remembered(memory: string): RollupCache | undefined {
  return existsSync(memory) ? deserialize(readFileSync(memory)) : undefined;
}
