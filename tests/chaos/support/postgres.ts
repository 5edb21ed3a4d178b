/**
 * A Postgres that a storm may do anything to: a server of its own where its programs are installed, and
 * otherwise a database of its own on the tests' server, which is not restarted.
 */
import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { databases } from '../../support/databases.ts';
import { freePort } from './ports.ts';

const run = promisify(execFile);

export interface StormyPostgres {
  /** Of an empty or migrated database. */
  readonly url: string;
  /** A statement as the database's owner; asked again while the server is away. */
  asOwner<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** Cuts every connection to the database. */
  cut(): Promise<void>;
  /** Crashes the server and starts it again; null where there is only a common one. */
  readonly restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** Null where there is no Postgres at all. */
export async function openStormyPostgres(): Promise<StormyPostgres | null> {
  const programs = await installedPrograms();
  return programs ? ownServer(programs) : commonServer();
}

async function installedPrograms(): Promise<string | null> {
  const packaged = '/usr/lib/postgresql';
  const versions = await readdir(packaged).catch(() => []);
  const folders = versions.map((version) => join(packaged, version, 'bin'));
  for (const folder of [...folders, ...(process.env.PATH ?? '').split(':')]) {
    const names = await readdir(folder).catch((): string[] => []);
    if (['initdb', 'pg_ctl'].every((name) => names.includes(name))) return folder;
  }
  return null;
}

async function ownServer(programs: string): Promise<StormyPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'smartsync-chaos-'));
  const as = await unprivileged();
  if (as.uid !== undefined) await chown(directory, as.uid, as.gid ?? as.uid);
  const data = join(directory, 'data');
  const call = (name: string, ...given: string[]) =>
    run(join(programs, name), ['-D', data, ...given], { ...as, cwd: directory });
  const port = await freePort();
  await call('initdb', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  // Processes die, the machine does not: nothing has to reach the disk.
  const settings = `-p ${port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=200`;
  const control = (...given: string[]) =>
    call('pg_ctl', '-w', '-l', join(directory, 'log'), ...given);
  await control('-o', settings, 'start');
  const owner = ownerOf(`postgresql://postgres@127.0.0.1:${port}/postgres`);
  return {
    ...owner,
    restart: async () => {
      await control('-m', 'immediate', 'restart');
    },
    async close() {
      await owner.close();
      await control('-m', 'immediate', 'stop');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Postgres refuses to run as root. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function commonServer(): Promise<StormyPostgres | null> {
  const database = await databases.find(({ name }) => name === 'postgres')?.open();
  if (!database || !('databaseUrl' in database.location)) return null;
  const owner = ownerOf(database.location.databaseUrl);
  return {
    ...owner,
    restart: null,
    async close() {
      await owner.close();
      await database.close();
    },
  };
}

function ownerOf(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'the storm' });
  pool.on('error', () => {});

  async function asOwner<Row>(statement: string, parameters?: unknown[]): Promise<Row[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await pool.query(statement, parameters)).rows as Row[];
      } catch (error) {
        if (attempt === 50) throw error;
        await delay(100);
      }
    }
  }

  return {
    url,
    asOwner,
    cut: async () => {
      await asOwner(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
    },
    close: () => pool.end(),
  };
}
