import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyIdOf } from '../../server/secrets/envelope.ts';
import { createKeyRing, generateKey, type KeyRing } from '../../server/secrets/key-ring.ts';
import { rotateKeys } from '../../server/secrets/rotate.ts';
import {
  credentialsPlace,
  getCredentials,
  setCredentials,
} from '../../server/store/integrations.ts';
import {
  addAttempt,
  type NewOAuthAttempt,
  takeAttempt,
} from '../../server/store/oauth-attempts.ts';
import { addOrgKey, findOrgKey } from '../../server/store/salesforce-keys.ts';
import { readSealed, replaceSealed, sealedColumns } from '../../server/store/sealed.ts';
import { putOwnProvider } from '../../server/store/tenant-providers.ts';
import {
  databases,
  type SeededTenant,
  seedTenant,
  type TestDatabase,
} from '../support/databases.ts';

const oldKey = generateKey('old');
const newKey = generateKey('new');
const oldRing = createKeyRing(oldKey);
const newRing = createKeyRing(`${newKey},${oldKey}`);
const onlyNew = createKeyRing(newKey);
const now = new Date();
const later = new Date(now.getTime() + 60_000);

const [credentials] = sealedColumns;
if (!credentials) throw new Error('No column is sealed.');

describe.each(databases)('rotating keys on $name', (kind) => {
  async function openDatabase(): Promise<TestDatabase> {
    const database = await kind.open();
    onTestFinished(() => database.close());
    return database;
  }

  it('registers every column of bytes that is neither a hash nor a place in a public stream', async () => {
    const database = await openDatabase();
    const columns = await database.asOwner<{
      table: string;
      column: string;
      checks: string | null;
    }>(`
      select c.table_name as table, c.column_name as column,
        (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
          where k.conrelid = c.table_name::regclass) as checks
      from information_schema.columns c
      where c.table_schema = 'public' and c.data_type = 'bytea' order by 1, 2`);
    const isHash = ({ column, checks }: (typeof columns)[number]) =>
      column.endsWith('_hash') && checks?.includes(`octet_length(${column}) = 32`);
    // Salesforce's own name of a place in its stream of events; nobody's secret.
    const isPlace = ({ table, column }: (typeof columns)[number]) =>
      table === 'feed_positions' && column === 'replay_id';
    const unsealed = columns.filter((column) => !isHash(column) && !isPlace(column));
    const registered = sealedColumns.map(({ table, column }) => ({ table, column }));
    expect(unsealed.map(({ table, column }) => ({ table, column }))).toEqual(
      registered.sort((a, b) => a.table.localeCompare(b.table)),
    );
  });

  it('wraps everything that is sealed with the first key, in every organisation, and says that the old one is idle', async () => {
    const database = await openDatabase();
    const tenants = [await seedTenant(database), await seedTenant(database)];
    const attempt = randomUUID();
    await sealEverything(database, tenants, attempt);
    await seedTenant(database); // has no credentials

    const report = await rotateKeys({ database, keyRing: newRing }, { dryRun: false });

    expect(report).toEqual({
      currentKeyId: 'new',
      columns: [
        { name: 'crm_integrations.credentials', records: 2, rewrapped: 2, unreadable: 0 },
        { name: 'salesforce_org_keys.signing_key', records: 2, rewrapped: 2, unreadable: 0 },
        { name: 'oauth_attempts.verifier', records: 1, rewrapped: 1, unreadable: 0 },
        { name: 'tenant_providers.secret', records: 2, rewrapped: 2, unreadable: 0 },
      ],
      keysInUse: { new: 7 },
      idleKeys: ['old'],
    });
    for (const tenant of tenants) {
      expect(await credentialsOf(database, onlyNew, tenant)).toBe(
        `token of ${tenant.integrationId}`,
      );
      const key = await database.asSystem((trx) => findOrgKey(trx, onlyNew, keyIdFor(tenant), now));
      expect(key?.signingKey.reveal()).toBe(`key of ${tenant.integrationId}`);
    }
    expect(await database.asSystem((trx) => takeAttempt(trx, onlyNew, attempt, now))).toEqual({
      verifier: 'the verifier',
    });
  });

  it('does nothing the second time, and nothing in a dry run, which counts all the same', async () => {
    const database = await openDatabase();
    await sealEverything(database, [await seedTenant(database)], randomUUID());
    const deps = { database, keyRing: newRing };
    const dry = await rotateKeys(deps, { dryRun: true });
    expect(dry).toMatchObject({ keysInUse: { old: 4 }, idleKeys: [] });
    expect(dry.columns.map(({ rewrapped }) => rewrapped)).toEqual([0, 0, 0, 0]);
    await rotateKeys(deps, { dryRun: false });
    const again = await rotateKeys(deps, { dryRun: false });
    expect(again.columns.map(({ rewrapped }) => rewrapped)).toEqual([0, 0, 0, 0]);
  });

  it('gets through more rows than a batch holds, whatever was done before it was stopped', async () => {
    const database = await openDatabase();
    const tenant = await seedTenant(database);
    for (let index = 0; index < 250; index += 1) {
      const ring = index < 120 ? newRing : oldRing;
      await database.asSystem((trx) => addAttempt(trx, ring, newAttempt(randomUUID())));
    }
    await database.withOrganization(tenant.organizationId, (trx) =>
      setCredentials(trx, oldRing, placeOf(tenant), 'token'),
    );
    const report = await rotateKeys({ database, keyRing: newRing }, { dryRun: false });
    expect(report.columns.map(({ rewrapped }) => rewrapped)).toEqual([1, 0, 130, 0]);
    expect(report.keysInUse).toEqual({ new: 251 });
  });

  it('never puts an older token back over one that was renewed meanwhile', async () => {
    const database = await openDatabase();
    const tenant = await seedTenant(database);
    const { organizationId, integrationId: id } = tenant;
    const set = (token: string) =>
      database.withOrganization(organizationId, (trx) =>
        setCredentials(trx, oldRing, placeOf(tenant), token),
      );
    await set('first');
    // The moment between reading a record and putting the wrapped one in its place.
    const renewing: KeyRing = {
      ...newRing,
      wrap: async (dataKey, context) => {
        await set('renewed');
        return newRing.wrap(dataKey, context);
      },
    };
    await rotateKeys({ database, keyRing: renewing }, { dryRun: false });
    expect(await credentialsOf(database, newRing, tenant)).toBe('renewed');

    const sealed = (await readSealed(database, credentials, organizationId, [id])).get(id);
    await set('renewed again');
    const stale = sealed ?? randomBytes(64);
    expect(await replaceSealed(database, credentials, { id, organizationId }, stale, stale)).toBe(
      false,
    );
  });

  it('leaves alone and reports what no key opens: altered, copied to another row, or of a lost key', async () => {
    const database = await openDatabase();
    const [own, copied, lost] = [
      await seedTenant(database),
      await seedTenant(database),
      await seedTenant(database),
    ];
    await sealEverything(database, [own], randomUUID());
    await database.asOwner(
      `update crm_integrations set credentials =
         (select credentials from crm_integrations where id = $1) where id = $2`,
      [own.integrationId, copied.integrationId],
    );
    await database.withOrganization(lost.organizationId, (trx) =>
      setCredentials(trx, createKeyRing(generateKey('lost')), placeOf(lost), 'token'),
    );
    const report = await rotateKeys({ database, keyRing: newRing }, { dryRun: false });
    expect(report.columns[0]).toMatchObject({ records: 3, rewrapped: 1, unreadable: 2 });
    expect(report.keysInUse).toEqual({ new: 4, old: 1, lost: 1 });
    expect(report.idleKeys).toEqual([]);
  });

  it('keeps what a record is bound to', async () => {
    const database = await openDatabase();
    const tenant = await seedTenant(database);
    await sealEverything(database, [tenant], randomUUID());
    await rotateKeys({ database, keyRing: newRing }, { dryRun: false });
    const { organizationId, integrationId: id } = tenant;
    const sealed = (await readSealed(database, credentials, organizationId, [id])).get(id);
    expect(sealed && keyIdOf(sealed)).toBe('new');
    expect(credentials.place({ id, organizationId })).toEqual(
      credentialsPlace({ id, organizationId }),
    );
  });
});

const placeOf = ({ organizationId, integrationId }: SeededTenant) => ({
  organizationId,
  id: integrationId,
});
const keyIdFor = ({ integrationId }: SeededTenant) => integrationId.replaceAll('-', '');

function credentialsOf(
  database: TestDatabase,
  ring: KeyRing,
  { organizationId, integrationId }: SeededTenant,
): Promise<string | null> {
  return database.withOrganization(organizationId, (trx) =>
    getCredentials(trx, ring, integrationId),
  );
}

const newAttempt = (id: string): NewOAuthAttempt => ({
  id,
  crm: 'hubspot',
  organizationId: null,
  loginUrl: null,
  expectedAccount: null,
  requestedBy: null,
  createdAt: now,
  expiresAt: later,
  known: {
    stateHash: randomBytes(32),
    browserHash: randomBytes(32),
    verifier: 'the verifier',
  },
});

/** With the old key, in every column. */
async function sealEverything(
  database: TestDatabase,
  tenants: readonly SeededTenant[],
  attempt: string,
): Promise<void> {
  for (const tenant of tenants) {
    await database.withOrganization(tenant.organizationId, async (trx) => {
      await setCredentials(trx, oldRing, placeOf(tenant), `token of ${tenant.integrationId}`);
      await addOrgKey(
        trx,
        oldRing,
        {
          id: keyIdFor(tenant),
          owner: tenant,
          orgId: '00D000000000001AAA',
          secretHash: randomBytes(32),
          signingKey: `key of ${tenant.integrationId}`,
          createdAt: now,
        },
        later,
      );
      const provider = {
        id: randomUUID(),
        kind: 'oppspot-research',
        name: 'Own',
        url: 'https://provider.example',
        minLikelihood: 6,
        at: now,
      } as const;
      await putOwnProvider(trx, oldRing, tenant, provider, `secret of ${tenant.integrationId}`);
    });
  }
  await database.asSystem((trx) => addAttempt(trx, oldRing, newAttempt(attempt)));
}
