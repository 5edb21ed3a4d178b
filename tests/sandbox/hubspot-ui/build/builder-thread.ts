/**
 * HubSpot's own builder in a thread of its own: it reads NODE_ENV of its process, which an upload has
 * as production and a test run has not, and building must not hold up a server beside it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';

export interface BuildOrder {
  readonly id: number;
  readonly entry: string;
  readonly root: string;
  readonly variables: Readonly<Record<string, string>>;
}

export type BuildReport = { readonly id: number } & (
  | { readonly code: string; readonly manifest: unknown }
  | { readonly error: string }
);

parentPort?.on('message', async (order: BuildOrder) => {
  parentPort?.postMessage(await carryOut(order));
});

async function carryOut(order: BuildOrder): Promise<BuildReport> {
  const outputDir = await mkdtemp(join(tmpdir(), 'hubspot-extension-'));
  try {
    return { id: order.id, ...(await build(order, outputDir)) };
  } catch (error) {
    return { id: order.id, error: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}

/** With the settings of `hs project upload`: https://www.npmjs.com/package/@hubspot/ui-extensions-dev-server */
async function build({ entry, root, variables }: BuildOrder, outputDir: string) {
  await buildSingleExtension({
    file: entry,
    root,
    outputDir,
    minify: true,
    // The error that is thrown says it all.
    logLevel: 'silent',
    appConfig: { variables },
  });
  const name = encodeURIComponent(basename(entry, extname(entry)));
  const [code, manifest] = await Promise.all([
    readFile(join(outputDir, `${name}.js`), 'utf8'),
    readFile(join(outputDir, `${name}-manifest.json`), 'utf8'),
  ]);
  return { code, manifest: JSON.parse(manifest) as unknown };
}
