import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databases,
  type SeededTenant,
  seedTenant,
  type TestDatabase,
} from '../support/databases.ts';

describe.each(databases)('tenants on $name', ({ open }) => {
  let database: TestDatabase;
  let ours: SeededTenant;
  let theirs: SeededTenant;

  beforeAll(async () => {
    database = await open();
    ours = await seedTenant(database);
    theirs = await seedTenant(database);
  });
  afterAll(() => database.close());

  it('see their own rows and no others', async () => {
    const seen = await database.withOrganization(ours.organizationId, async (trx) => ({
      organizations: await trx.selectFrom('organizations').select('id').execute(),
      integrations: await trx.selectFrom('crm_integrations').select('id').execute(),
      tokens: await trx.selectFrom('api_tokens').select('organization_id').execute(),
    }));
    expect(seen).toEqual({
      organizations: [{ id: ours.organizationId }],
      integrations: [{ id: ours.integrationId }],
      tokens: [{ organization_id: ours.organizationId }],
    });
  });

  it('cannot read a row of another organisation by its id', async () => {
    const rows = await database.withOrganization(ours.organizationId, (trx) =>
      trx
        .selectFrom('crm_integrations')
        .selectAll()
        .where('id', '=', theirs.integrationId)
        .execute(),
    );
    expect(rows).toEqual([]);
  });

  it('cannot insert a row for another organisation', async () => {
    const insert = database.withOrganization(ours.organizationId, (trx) =>
      trx
        .insertInto('api_tokens')
        .values({
          id: randomUUID(),
          organization_id: theirs.organizationId,
          name: 'smuggled',
          token_hash: Buffer.alloc(32, 1),
          integration_id: null,
        })
        .execute(),
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot create another organisation', async () => {
    const insert = database.withOrganization(ours.organizationId, (trx) =>
      trx.insertInto('organizations').values({ id: randomUUID(), name: 'Other' }).execute(),
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot hand a row over to another organisation', async () => {
    const update = database.withOrganization(ours.organizationId, (trx) =>
      trx
        .updateTable('api_tokens')
        .set({ organization_id: theirs.organizationId, integration_id: null })
        .execute(),
    );
    await expect(update).rejects.toMatchObject({ code: '42501' });
  });

  it('change and delete nothing of another organisation', async () => {
    const [updated, deleted] = await database.withOrganization(ours.organizationId, async (trx) => [
      await trx
        .updateTable('crm_integrations')
        .set({ display_name: 'Taken' })
        .where('id', '=', theirs.integrationId)
        .executeTakeFirst(),
      await trx
        .deleteFrom('crm_integrations')
        .where('id', '=', theirs.integrationId)
        .executeTakeFirst(),
    ]);
    expect(updated?.numUpdatedRows).toBe(0n);
    expect(deleted?.numDeletedRows).toBe(0n);
    expect(
      await database.asOwner('select display_name from crm_integrations where id = $1', [
        theirs.integrationId,
      ]),
    ).toEqual([{ display_name: 'Example account' }]);
  });

  it('cannot point a row of theirs at a connection of another organisation', async () => {
    const insert = database.withOrganization(ours.organizationId, (trx) =>
      trx
        .insertInto('crm_field_mappings')
        .values({
          id: randomUUID(),
          organization_id: ours.organizationId,
          integration_id: theirs.integrationId,
          object_type: 'contact',
          oppspot_field: 'score',
          crm_field: 'oppspot_score',
          policy: null,
        })
        .execute(),
    );
    await expect(insert).rejects.toMatchObject({ code: '23503' });
  });

  it('see nothing while no organisation is set', async () => {
    const rows = await database.withOrganization(ours.organizationId, async (trx) => {
      await sql`select set_config('app.organization_id', '', true)`.execute(trx);
      return trx.selectFrom('organizations').select('id').execute();
    });
    expect(rows).toEqual([]);
  });

  it('leave neither role nor organisation behind on the connection', async () => {
    const single = await open({ poolSize: 1 });
    try {
      await single.withOrganization(randomUUID(), async () => {});
      const [first] = await single.asSystem(async (trx) => {
        const { rows } = await sql<{ role: string; organization: string }>`
          select current_user::text as role, current_setting('app.organization_id') as organization
        `.execute(trx);
        return rows;
      });
      expect(first).toEqual({ role: 'smartsync_system', organization: '' });
    } finally {
      await single.close();
    }
  });

  it('are bound by policies although the connection itself is a superuser', async () => {
    const [owner] = await database.asOwner<{ rolsuper: boolean }>(
      'select rolsuper from pg_roles where rolname = current_user',
    );
    const everything = await database.asOwner('select id from organizations');
    expect(owner?.rolsuper).toBe(true);
    expect(everything.length).toBeGreaterThanOrEqual(2);
    const role = await database.withOrganization(ours.organizationId, async (trx) => {
      const { rows } = await sql<{
        rolsuper: boolean;
        rolbypassrls: boolean;
        rolcanlogin: boolean;
      }>`
        select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = current_user
      `.execute(trx);
      return rows[0];
    });
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
  });

  it('refuse an organisation id that is none', async () => {
    const read = database.withOrganization("x' or true --", (trx) =>
      trx.selectFrom('organizations').select('id').execute(),
    );
    await expect(read).rejects.toMatchObject({ code: '22P02' });
  });

  describe('before the organisation is known', () => {
    it('only what finds the organisation can be read', async () => {
      const names = database.asSystem((trx) =>
        trx.selectFrom('organizations').select('name').execute(),
      );
      await expect(names).rejects.toMatchObject({ code: '42501' });
      const credentials = database.asSystem((trx) =>
        trx.selectFrom('crm_integrations').select('credentials').execute(),
      );
      await expect(credentials).rejects.toMatchObject({ code: '42501' });
      const mappings = database.asSystem((trx) =>
        trx.selectFrom('crm_field_mappings').select('id').execute(),
      );
      await expect(mappings).rejects.toMatchObject({ code: '42501' });
    });

    it('nothing of a tenant can be written', async () => {
      const rename = database.asSystem((trx) =>
        trx.updateTable('organizations').set({ name: 'Renamed' }).execute(),
      );
      await expect(rename).rejects.toMatchObject({ code: '42501' });
      const revive = database.asSystem((trx) =>
        trx.updateTable('api_tokens').set({ revoked_at: null }).execute(),
      );
      await expect(revive).rejects.toMatchObject({ code: '42501' });
    });
  });
});
