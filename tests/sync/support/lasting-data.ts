/** What a server keeps, on a database that outlives it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Database, openDatabase } from '../../../server/store/database.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';

export interface LastingData {
  /** For the server. */
  readonly environment: Record<string, string>;
  /** Without the server. */
  use<T>(fn: (database: Database) => Promise<T>): Promise<T>;
  /** Without the server. */
  asOwner(statement: string): Promise<{ count?: unknown }[]>;
  /** What the time does while a server is gone. */
  expireLeases(): Promise<void>;
  close(): Promise<void>;
}

export async function lastingData(kind: TestDatabaseKind): Promise<LastingData> {
  return kind.name === 'postgres' ? postgresData(kind) : directoryData();
}

async function postgresData(kind: TestDatabaseKind): Promise<LastingData> {
  const database = await kind.open();
  if (!('databaseUrl' in database.location)) throw new Error('This database has no address.');
  return {
    environment: { DATABASE_URL: database.location.databaseUrl },
    use: (fn) => fn(database),
    asOwner: (statement) => database.asOwner(statement),
    expireLeases: async () => {
      await database.asOwner('update crm_sync_logs set lease_expires_at = started_at');
      await database.asOwner(
        'update crm_sync_queue set due_at = received_at where worker is not null',
      );
    },
    close: () => database.close(),
  };
}

/** The embedded database is one process's: whatever is open when it starts was left by a dead one. */
function directoryData(): LastingData {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-kill-'));
  return {
    environment: { DATA_DIR: dataDir },
    async use(fn) {
      const database = await openDatabase({ dataDir });
      try {
        return await fn(database);
      } finally {
        await database.close();
      }
    },
    async asOwner(statement) {
      const pglite = await PGlite.create(join(dataDir, 'database'));
      try {
        return (await pglite.query<{ count?: unknown }>(statement)).rows;
      } finally {
        await pglite.close();
      }
    },
    expireLeases: async () => {},
    close: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
