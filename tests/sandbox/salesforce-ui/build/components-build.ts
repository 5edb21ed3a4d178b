/** The compiled components of the package: built when somebody wants them, anew when a source was saved. */
import { fileURLToPath } from 'node:url';
import type { ComponentsView } from '../contract.ts';
import { type Bundle, built, kept } from './bundle.ts';
import { packageSources } from './components.ts';
import { fingerprint } from './fingerprint.ts';

export interface ComponentsBuild {
  /** How far the bundle of the sources as they stand now is; asking begins it. */
  view(): ComponentsView;
  /** A script of a bundle that is ready; undefined when there is none of that name. */
  script(version: string, name: string): string | undefined;
  close(): void;
}

interface BuildOptions {
  readonly packageRoot: string;
  readonly cacheFolder?: string;
}

const ownCache = fileURLToPath(
  new URL('../../../../node_modules/.cache/oppspot-lwc/', import.meta.url),
);

interface Running {
  readonly version: string;
  readonly startedAt: number;
  modules: number;
}

export function componentsBuild({
  packageRoot,
  cacheFolder = ownCache,
}: BuildOptions): ComponentsBuild {
  const sources = packageSources(packageRoot);
  const bundles = new Map<string, Bundle>();
  const failures = new Map<string, string>();
  const closed = new AbortController();
  let running: Running | null = null;

  /** One at a time; what was saved meanwhile is built when somebody asks again. */
  function begin(version: string): Running {
    const begun: Running = { version, startedAt: Date.now(), modules: 0 };
    running = begun;
    built({
      sources,
      cacheFolder,
      version,
      signal: closed.signal,
      onModules(count) {
        begun.modules = count;
      },
    })
      .then(
        (bundle) => bundles.set(version, bundle),
        (error) => failures.set(version, error instanceof Error ? error.message : String(error)),
      )
      .finally(() => {
        running = null;
      });
    return begun;
  }

  return {
    view() {
      const version = fingerprint(sources);
      const bundle = bundles.get(version) ?? kept(cacheFolder, version);
      if (bundle) {
        bundles.set(version, bundle);
        return { state: 'ready', version };
      }
      const error = failures.get(version);
      if (error !== undefined) return { state: 'failed', error };
      const { modules, startedAt } = running ?? begin(version);
      return { state: 'building', step: stepOf(modules), elapsedMs: Date.now() - startedAt };
    },
    script: (version, name) => bundles.get(version)?.get(name),
    close: () => closed.abort(),
  };
}

function stepOf(modules: number): string {
  if (modules === 0) return 'Starting the compiler';
  return `Compiling the components with Salesforce’s base components: ${modules} modules`;
}
