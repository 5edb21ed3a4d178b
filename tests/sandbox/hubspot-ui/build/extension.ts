/** Bundles of UI extensions, made by HubSpot's own builder as an upload makes them. */
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { BuildOrder, BuildReport } from './builder-thread.ts';

export interface ExtensionBundle {
  readonly code: string;
  /** What HubSpot reads beside the bundle: modules, packages, data dependencies. */
  readonly manifest: unknown;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** The source does not build; the message is the builder's. */
class ExtensionBuildError extends Error {
  override readonly name = 'ExtensionBuildError';
}

interface Waiting {
  resolve(report: BuildReport): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let orders = 0;

/**
 * Builds one extension from its source; nothing is kept from one build to the next. `entry` and `root`
 * (the folder of the cards' own package.json) are absolute paths. Throws ExtensionBuildError.
 */
export async function buildExtension(
  entry: string,
  root: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ExtensionBundle> {
  const report = await carriedOut({ entry, root, variables });
  if ('error' in report) throw new ExtensionBuildError(report.error);
  const { code, manifest } = report;
  return {
    code,
    manifest,
    bytes: Buffer.byteLength(code),
    gzipBytes: gzipSync(code).byteLength,
  };
}

function carriedOut(order: Omit<BuildOrder, 'id'>): Promise<BuildReport> {
  const builder = thread ?? startThread();
  orders += 1;
  const id = orders;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    // An idle builder keeps no process alive, a building one does.
    builder.ref();
    builder.postMessage({ ...order, id } satisfies BuildOrder);
  });
}

function startThread(): Worker {
  const started = new Worker(new URL('./builder-thread.ts', import.meta.url), {
    env: { ...process.env, NODE_ENV: 'production' },
    // A test runner's own loaders are not the builder's.
    execArgv: [],
  });
  started.on('message', (report: BuildReport) => {
    waiting.get(report.id)?.resolve(report);
    waiting.delete(report.id);
    if (waiting.size === 0) started.unref();
  });
  started.on('error', (error) => {
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  thread = started;
  return started;
}
