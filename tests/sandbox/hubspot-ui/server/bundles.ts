/** The scripts the pages run: their own, the worker's, and each extension's production bundle. */
import { basename, dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../build/extension.ts';
import { buildHostPage, buildWorker } from '../build/scripts.ts';
import { watchExtensions } from '../build/watch.ts';
import type { Project } from './project/project.ts';

const pageEntry = fileURLToPath(new URL('../pages/main.tsx', import.meta.url));

export interface Bundles {
  page(): Promise<{ readonly js: string; readonly css: string }>;
  worker(): Promise<string>;
  /** Undefined when the project has no such bundle; rejects with the builder's words. */
  extension(name: string): Promise<string> | undefined;
  /** Calls back after sources were saved and built; the answer ends it. */
  onRebuilt(listener: (rebuilt: Rebuilt) => void): () => void;
  close(): Promise<void>;
}

/** A bundle by its name, or null for the pages themselves; `error` is why there is no new one. */
export interface Rebuilt {
  readonly bundle: string | null;
  readonly error: string | null;
}

/** What a bundle is called in addresses: its folder and its file, since cards may share a source. */
export function bundleName(entry: string): string {
  return `${basename(dirname(entry))}-${basename(entry, extname(entry))}`;
}

/** Begins to build everything at once, and again what is saved; nobody waits before they ask. */
export function startBundles(project: Project): Bundles {
  const variables = Object.fromEntries(
    Object.entries(project.variables).map(([name, value]) => [name, String(value)]),
  );
  const sources = extensionSources(project).map((source) => ({ ...source, variables }));
  let page = quiet(buildHostPage(pageEntry));
  let worker = quiet(buildWorker());
  const extensions = new Map(
    sources.map(({ entry, root }) => [
      bundleName(entry),
      quiet(buildExtension(entry, root, variables).then(({ code }) => code)),
    ]),
  );
  const listeners = new Set<(rebuilt: Rebuilt) => void>();
  const tell = (bundle: string | null, error: string | null) => {
    for (const listener of listeners) listener({ bundle, error });
  };
  const watcher = watchExtensions({
    extensions: sources,
    onExtension(entry, rebuild) {
      const name = bundleName(entry);
      if ('built' in rebuild) extensions.set(name, Promise.resolve(rebuild.built.code));
      tell(name, 'built' in rebuild ? null : rebuild.error);
    },
    pageEntry,
    onPage(rebuild) {
      if ('built' in rebuild) {
        page = Promise.resolve(rebuild.built);
        worker = Promise.resolve(rebuild.built.worker);
      }
      tell(null, 'built' in rebuild ? null : rebuild.error);
    },
  });
  return {
    page: () => page,
    worker: () => worker,
    extension: (name) => extensions.get(name),
    onRebuilt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => watcher.close(),
  };
}

/** Every source once, however many cards it makes. */
function extensionSources({ cards, settings }: Project) {
  const all = [...cards, ...(settings ? [settings] : [])];
  return [...new Map(all.map((extension) => [extension.entry, extension])).values()];
}

/** Whoever asks for it gets the error; until then it is nobody's. */
function quiet<T>(built: Promise<T>): Promise<T> {
  built.catch(() => {});
  return built;
}
