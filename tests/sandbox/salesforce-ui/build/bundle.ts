/** A compiled bundle on disk: whole or not there at all, however many processes want it at once. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CompileOrder } from './compile/compile.ts';
import type { CompileNews } from './compile/main.ts';
import type { PackageSources } from './components.ts';
import { toolchainFingerprint } from './fingerprint.ts';

/** Scripts by file name. */
export type Bundle = ReadonlyMap<string, string>;

const program = fileURLToPath(new URL('./compile/main.ts', import.meta.url));
const unusedAfterMs = 7 * 86_400_000;

/** The bundle of an earlier time; null when there is none. */
export function kept(cacheFolder: string, version: string): Bundle | null {
  const folder = join(cacheFolder, version);
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

interface BuildOptions {
  readonly sources: PackageSources;
  readonly cacheFolder: string;
  /** The name under which it is kept. */
  readonly version: string;
  readonly signal: AbortSignal;
  onModules(count: number): void;
}

/** Compiles in a process of its own, and keeps what came out. @throws the compiler's words */
export async function built(options: BuildOptions): Promise<Bundle> {
  const { sources, cacheFolder, version, signal, onModules } = options;
  const draft = join(cacheFolder, `draft-${randomUUID()}`);
  const outputFolder = join(draft, 'bundle');
  mkdirSync(outputFolder, { recursive: true });
  const memory = join(cacheFolder, `${toolchainFingerprint()}.memory`);
  try {
    const written = join(draft, 'memory');
    await compiled({ sources, outputFolder, memory, newMemory: written }, signal, onModules);
    if (existsSync(written)) renameSync(written, memory);
    moveInto(outputFolder, join(cacheFolder, version));
    forgetUnused(cacheFolder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const bundle = kept(cacheFolder, version);
  if (!bundle) throw new Error('The compiled components are gone again. Try once more.');
  return bundle;
}

async function compiled(
  order: CompileOrder,
  signal: AbortSignal,
  onModules: (count: number) => void,
): Promise<void> {
  const child = fork(program, [JSON.stringify(order)], {
    // A test runner's own loaders are not the compiler's.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
    killSignal: 'SIGKILL',
  });
  child.on('message', ({ modules }: CompileNews) => onModules(modules));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, said] = await Promise.all([ended, child.stderr ? text(child.stderr) : '']);
  if (code !== 0) throw new Error(said.trim() || `The compiler ended with ${code}.`);
}

/** Another process may have been faster: the same sources gave the same bundle. */
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function forgetUnused(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > unusedAfterMs) rmSync(path, { recursive: true, force: true });
  }
}
