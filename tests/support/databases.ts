/**
 * A fresh, migrated database for a test, on every kind of database the product runs on:
 *
 *     describe.each(databases)('… on $name', ({ open }) => { … })
 *
 * Postgres takes part when TEST_DATABASE_URL names a server on which databases may be created.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { CrmName } from '../../server/crm/connector.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import {
  type Database,
  type DatabaseLocation,
  type DatabaseOptions,
  openDatabase,
} from '../../server/store/database.ts';
import { createIntegration } from '../../server/store/integrations.ts';
import { readMigrations } from '../../server/store/migrate.ts';
import { createOrganization } from '../../server/store/organizations.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';

export interface TestDatabase extends Database {
  /** To open it a second time, as after a restart. On PGlite only while nothing else uses it. */
  readonly location: DatabaseLocation;
  /** A statement as the database's owner, whom no policy binds. On PGlite not during a transaction. */
  asOwner<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface TestDatabaseKind {
  readonly name: 'pglite' | 'postgres';
  /** Closing it also drops it. */
  open(options?: DatabaseOptions): Promise<TestDatabase>;
  /** The same without any table. */
  openEmpty(options?: DatabaseOptions): Promise<TestDatabase>;
}

const serverUrl = process.env.TEST_DATABASE_URL;
if (!serverUrl) {
  if (process.env.CI) throw new Error('CI needs TEST_DATABASE_URL, a Postgres for the tests.');
  console.warn('Database tests run on PGlite only: TEST_DATABASE_URL is not set.');
}

const pglite: TestDatabaseKind = {
  name: 'pglite',
  open: (options) => openPglite('migrated', options),
  openEmpty: (options) => openPglite('empty', options),
};

const postgres = (url: string): TestDatabaseKind => ({
  name: 'postgres',
  open: async (options) => openPostgres(url, await templateDatabase(url), options),
  openEmpty: (options) => openPostgres(url, 'template1', options),
});

export const databases: readonly TestDatabaseKind[] = serverUrl
  ? [pglite, postgres(serverUrl)]
  : [pglite];

export interface SeededTenant {
  readonly organizationId: string;
  readonly integrationId: string;
  readonly token: string;
}

/** An organisation with one connected CRM account and a token for it. */
export async function seedTenant(
  database: Database,
  tenant: {
    name?: string;
    settings?: TenantSettings;
    crm?: CrmName;
    accountId?: string;
    uiDomain?: string;
  } = {},
): Promise<SeededTenant> {
  const organizationId = randomUUID();
  const integrationId = randomUUID();
  const token = await database.withOrganization(organizationId, async (trx) => {
    await createOrganization(trx, {
      id: organizationId,
      name: tenant.name ?? 'Example organisation',
      settings: tenant.settings,
    });
    await createIntegration(trx, {
      id: integrationId,
      organizationId,
      crm: tenant.crm ?? 'hubspot',
      accountId: tenant.accountId ?? randomUUID(),
      displayName: 'Example account',
      uiDomain: tenant.uiDomain ?? null,
    });
    return createApiToken(trx, { id: randomUUID(), organizationId, name: 'test', integrationId });
  });
  return { organizationId, integrationId, token };
}

async function openPglite(
  content: 'empty' | 'migrated',
  options?: DatabaseOptions,
): Promise<TestDatabase> {
  const instance = await PGlite.create({ loadDataDir: await dump(content) });
  const location = { pglite: instance };
  const database = await openDatabase(location, options);
  return extend(database, {
    location,
    asOwner: async <Row>(statement: string, parameters?: unknown[]) =>
      (await instance.query<Row>(statement, parameters)).rows,
    dispose: () => instance.close(),
  });
}

async function openPostgres(
  url: string,
  template: string,
  options?: DatabaseOptions,
): Promise<TestDatabase> {
  const name = `smartsync_test_${randomUUID().replaceAll('-', '')}`;
  await administer(url, (client) => client.query(`create database ${name} template ${template}`));
  const location = { databaseUrl: withDatabase(url, name) };
  const owner = new pg.Pool({ connectionString: location.databaseUrl, max: 1 });
  owner.on('error', () => {});
  const database = await openDatabase(location, options);
  return extend(database, {
    location,
    asOwner: async <Row>(statement: string, parameters?: unknown[]) =>
      (await owner.query(statement, parameters)).rows as Row[],
    dispose: async () => {
      await owner.end();
      await administer(url, (client) => client.query(`drop database ${name} with (force)`));
    },
  });
}

function extend(
  database: Database,
  extra: Pick<TestDatabase, 'location' | 'asOwner'> & { dispose(): Promise<unknown> },
): TestDatabase {
  return {
    kind: database.kind,
    jobs: database.jobs,
    location: extra.location,
    asOwner: extra.asOwner,
    withOrganization: (id, fn) => database.withOrganization(id, fn),
    asSystem: (fn) => database.asSystem(fn),
    withLock: (key, work) => database.withLock(key, work),
    migrate: () => database.migrate(),
    ping: () => database.ping(),
    close: async () => {
      await database.close();
      await extra.dispose();
    },
  };
}

/** Names a template, so that one of another schema or PGlite is never taken for the current one. */
async function templateHash(): Promise<string> {
  const parts = await Promise.all([
    readFile(join(import.meta.dirname, '../../server/store/roles.sql'), 'utf8'),
    readFile(join(import.meta.dirname, '../../package.json'), 'utf8'),
    readMigrations().then((migrations) => migrations.map(({ checksum }) => checksum).join()),
  ]);
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

const cacheDirectory = join(import.meta.dirname, '../../node_modules/.cache/oppspot-smartsync');

/**
 * A PGlite as a file, shared by all test processes: loading it takes a tenth of the time of a new
 * one.
 */
async function dump(content: 'empty' | 'migrated'): Promise<Blob> {
  const file = join(cacheDirectory, `pglite-${content}-${await templateHash()}.tar`);
  const existing = await readFile(file).catch(() => null);
  if (existing) return new Blob([existing]);

  const instance = await PGlite.create();
  if (content === 'migrated') {
    const database = await openDatabase({ pglite: instance });
    await database.migrate();
    await database.close();
  }
  const made = await instance.dumpDataDir('none');
  await instance.close();

  await mkdir(cacheDirectory, { recursive: true });
  for (const name of await readdir(cacheDirectory)) {
    if (name.startsWith(`pglite-${content}-`))
      await rm(join(cacheDirectory, name), { force: true });
  }
  const draft = join(cacheDirectory, `${randomUUID()}.draft`);
  await writeFile(draft, Buffer.from(await made.arrayBuffer()));
  await rename(draft, file);
  return made;
}

/** A migrated database to copy from; several test processes make it once. */
async function templateDatabase(url: string): Promise<string> {
  const name = `smartsync_template_${await templateHash()}`;
  return administer(url, async (client) => {
    await client.query('select pg_advisory_lock(720640185)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft} template template1`);
    const database = await openDatabase({ databaseUrl: withDatabase(url, draft) });
    await database.migrate();
    await database.close();
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  });
}

/** Runs `fn` on the server's own database; advisory locks end with the connection. */
async function administer<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
