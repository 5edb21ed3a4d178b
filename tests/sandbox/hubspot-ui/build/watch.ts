/** Rebuilds what a saved file is part of, and says so. */
import { watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildExtension, type ExtensionBundle } from './extension.ts';
import { buildHostPage, buildWorker } from './scripts.ts';

export interface ExtensionSource {
  /** Absolute paths, as for `buildExtension`. */
  readonly entry: string;
  readonly root: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface PageScripts {
  readonly js: string;
  readonly css: string;
  readonly worker: string;
}

/** What a rebuild gave: new code, or why there is none. */
export type Rebuild<T> = { readonly built: T } | { readonly error: string };

export interface WatchOptions {
  readonly extensions: readonly ExtensionSource[];
  readonly onExtension: (entry: string, rebuild: Rebuild<ExtensionBundle>) => void;
  /** The page and the worker are watched when both are given. */
  readonly pageEntry?: string;
  readonly onPage?: (rebuild: Rebuild<PageScripts>) => void;
}

/** Editors save in several steps: the last of them counts. Milliseconds. */
const SETTLED_AFTER = 40;

const ownFolders = ['../extension/', '../worker/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

/** Watches the sources until closed. The first builds are the caller's. */
export function watchExtensions(options: WatchOptions): { close(): Promise<void> } {
  const { extensions, onExtension, pageEntry, onPage } = options;
  const roots = [...new Set(extensions.map(({ root }) => root))];
  const watchers = roots.map((root) => watchExtensionRoot(root, extensions, onExtension));
  if (pageEntry && onPage) {
    const rebuildPage = async () => onPage(await attempt(buildPage(pageEntry)));
    const folders = [...ownFolders, dirname(pageEntry)];
    watchers.push(...folders.map((folder) => watchFolder(folder, rebuildPage)));
  }
  return {
    async close() {
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}

function watchExtensionRoot(
  root: string,
  extensions: readonly ExtensionSource[],
  onExtension: WatchOptions['onExtension'],
): Watching {
  const modules = new Map<string, ReadonlySet<string>>();
  return watchFolder(root, async (changed) => {
    const affected = extensions.filter(
      ({ entry, ...source }) => source.root === root && contains(modules.get(entry), changed),
    );
    await Promise.all(
      affected.map(async ({ entry, variables }) => {
        const outcome = await attempt(buildExtension(entry, root, variables));
        if ('built' in outcome) modules.set(entry, modulesOf(outcome.built.manifest, root));
        // What does not build may be mended by any file.
        else modules.delete(entry);
        onExtension(entry, outcome);
      }),
    );
  });
}

/** Unknown until the first build that the watcher sees: then every file may be part of it. */
function contains(known: ReadonlySet<string> | undefined, changed: ReadonlySet<string>): boolean {
  return !known || [...changed].some((path) => known.has(path));
}

/** The source files in a bundle, from the manifest that HubSpot's builder writes. */
function modulesOf(manifest: unknown, root: string): ReadonlySet<string> {
  const { modules } = manifest as { modules?: { internal?: { module: string }[] } };
  return new Set(modules?.internal?.map(({ module }) => resolve(root, module)));
}

async function buildPage(entry: string): Promise<PageScripts> {
  const [page, worker] = await Promise.all([buildHostPage(entry), buildWorker()]);
  return { ...page, worker };
}

async function attempt<T>(build: Promise<T>): Promise<Rebuild<T>> {
  try {
    return { built: await build };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

interface Watching {
  /** When it answers, nothing is being built any more. */
  close(): Promise<void>;
}

/** Works on what changed, one turn at a time; what changes meanwhile is for the next. */
function watchFolder(
  folder: string,
  work: (changed: ReadonlySet<string>) => Promise<void>,
): Watching {
  let changed = new Set<string>();
  let turns: Promise<void> | undefined;
  const takeTurns = async () => {
    while (changed.size > 0) {
      await delay(SETTLED_AFTER);
      const batch = changed;
      changed = new Set();
      await work(batch);
    }
    turns = undefined;
  };
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (!name || name.includes('node_modules')) return;
    changed.add(join(folder, name));
    turns ??= takeTurns();
  });
  return {
    async close() {
      watcher.close();
      await turns;
    },
  };
}
