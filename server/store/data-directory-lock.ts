/**
 * One process per data directory: two destroyed it (electric-sql/pglite issue 1106). The lock is a
 * file beside the database naming its owner; the owner's heartbeat is the file's modification time.
 */
import { randomUUID } from 'node:crypto';
import {
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { DataDirectoryInUse } from './errors.ts';

interface Owner {
  readonly token: string;
  readonly host: string;
  /** Identifies the process id space: containers can share a host name and number alike. */
  readonly namespace: string | null;
  readonly pid: number;
  /** Distinguishes the owner from a later process with its number; null where unknown. */
  readonly startedAt: string | null;
}

export interface DataDirectoryLock {
  /** False once another process took the lock over; nothing may be written any more. */
  readonly held: boolean;
  release(): void;
}

const heartbeatMs = 5_000;
const staleAfterMs = 20_000;
/** Longer than a rival needs between finding the lock stale and writing its own. */
const settleMs = 150;

/** Locks of this process; its own process id is always alive. */
const heldHere = new Set<string>();

/**
 * Takes the lock file, also from an owner that is dead or has been silent for 20 seconds.
 * @throws DataDirectoryInUse naming the owner
 */
export async function lockDataDirectory(file: string): Promise<DataDirectoryLock> {
  if (heldHere.has(file)) throw inUse(`this process (${process.pid})`);
  heldHere.add(file);
  try {
    const own: Owner = {
      token: randomUUID(),
      host: hostname(),
      namespace: processNamespace(),
      pid: process.pid,
      startedAt: processStart(process.pid),
    };
    if (!createExclusively(file, own)) await takeOver(file, own);
    return new HeldLock(file, own.token);
  } catch (error) {
    heldHere.delete(file);
    throw error;
  }
}

class HeldLock implements DataDirectoryLock {
  held = true;
  readonly #file: string;
  readonly #token: string;
  readonly #timer: NodeJS.Timeout;

  constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
    this.#timer = setInterval(() => this.#beat(), heartbeatMs).unref();
  }

  #beat(): void {
    this.held = readOwner(this.#file)?.token === this.#token;
    if (!this.held) {
      clearInterval(this.#timer);
      return;
    }
    const now = new Date();
    utimesSync(this.#file, now, now);
  }

  release(): void {
    clearInterval(this.#timer);
    heldHere.delete(this.#file);
    this.held = false;
    if (readOwner(this.#file)?.token === this.#token) rmSync(this.#file, { force: true });
  }
}

function createExclusively(file: string, own: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Replaces a stale lock. Of several processes doing so at once the last writer keeps it. */
async function takeOver(file: string, own: Owner): Promise<void> {
  const silentMs = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const owner = readOwner(file);
  if (owner ? isAlive(owner, silentMs) : silentMs < staleAfterMs) throw inUse(describe(owner));

  const mine = `${file}.${own.token}`;
  writeFileSync(mine, JSON.stringify(own), { mode: 0o600 });
  renameSync(mine, file);
  await delay(settleMs);
  const now = readOwner(file);
  if (now?.token !== own.token) throw inUse(describe(now));
}

function isAlive(owner: Owner, silentMs: number): boolean {
  const observable = owner.host === hostname() && owner.namespace === processNamespace();
  if (!observable) return silentMs < staleAfterMs;
  // Ours but not held here: a predecessor that had our number.
  if (owner.pid === process.pid || !isRunning(owner.pid)) return false;
  const startedAt = processStart(owner.pid);
  // A long query keeps a live owner from its heartbeat, so silence alone proves nothing here.
  if (startedAt !== null && owner.startedAt !== null) return startedAt === owner.startedAt;
  return silentMs < staleAfterMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Start time in clock ticks since boot: field 22 of `/proc/<pid>/stat`. Linux only. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function processNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    // Gone, or caught in the middle of being written.
    return null;
  }
}

function describe(owner: Owner | null): string {
  return owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
}

function inUse(owner: string): DataDirectoryInUse {
  return new DataDirectoryInUse(
    `The data directory is in use by ${owner}. Stop that process, choose another DATA_DIR, or set ` +
      'DATABASE_URL to share one Postgres database between processes.',
  );
}
