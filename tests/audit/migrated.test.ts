import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate, migrationsDirectory } from '../../server/store/migrate.ts';
import { createPglitePool } from '../../server/store/pglite.ts';
import { databases } from '../support/databases.ts';

describe.each(databases)(
  'changes of settings from before the history, on $name',
  ({ openEmpty }) => {
    it('are events of it, also where the owner of the tables is no superuser', async () => {
      const database = await openEmpty();
      onTestFinished(() => database.close());
      const directory = mkdtempSync(join(tmpdir(), 'smartsync-migrations-'));
      onTestFinished(() => rmSync(directory, { recursive: true }));
      for (const name of readdirSync(migrationsDirectory)) {
        if (name < '0008') cpSync(join(migrationsDirectory, name), join(directory, name));
      }
      const pool =
        'pglite' in database.location
          ? createPglitePool(database.location.pglite, { acquireTimeoutMs: 1_000 })
          : new pg.Pool({
              connectionString:
                'databaseUrl' in database.location ? database.location.databaseUrl : '',
            });
      await migrate(pool, directory);
      const [organization, hubspot, salesforce] = [randomUUID(), randomUUID(), randomUUID()];
      await pool.query(`insert into organizations (id, name) values ($1, 'Old')`, [organization]);
      for (const [id, crm] of [
        [hubspot, 'hubspot'],
        [salesforce, 'salesforce'],
      ]) {
        await pool.query(
          `insert into crm_integrations (id, organization_id, crm, account_id, display_name)
         values ($1, $2, $3, $3, 'Account')`,
          [id, organization, crm],
        );
        await pool.query(
          `insert into settings_changes
           (id, organization_id, integration_id, crm_user_id, changed_at, before, after)
         values ($1, $2, $3, '77', '2026-01-01', '{"a": 1}', '{"a": 2}')`,
          [randomUUID(), organization, id],
        );
      }
      // As on a host where the owner of the tables may not look past their policies.
      const owner = `owner_${organization.replaceAll('-', '')}`;
      await pool.query(`create role ${owner} nologin nosuperuser nobypassrls`);
      await pool.query(
        `grant smartsync_app, smartsync_system, smartsync_jobs to ${owner} with admin option`,
      );
      await pool.query(`grant all on schema public to ${owner}`);
      for (const { name } of (
        await pool.query<{ name: string }>(
          `select relname as name from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r'`,
        )
      ).rows) {
        await pool.query(`alter table ${name} owner to ${owner}`);
      }
      await pool.query(`alter function current_organization_id() owner to ${owner}`);
      await pool.end();

      const asOwner =
        'pglite' in database.location
          ? createPglitePool(database.location.pglite, { acquireTimeoutMs: 1_000 })
          : new pg.Pool({
              connectionString:
                'databaseUrl' in database.location ? database.location.databaseUrl : '',
              max: 1,
            });
      await asOwner.query(`set role ${owner}`);
      await migrate(asOwner);
      await asOwner.query('reset role');
      await asOwner.end();

      const events = await database.asOwner(
        `select integration_id, actor_kind, actor_id, source, action, before, after
       from audit_events order by source`,
      );
      const change = {
        actor_kind: 'crm-user',
        actor_id: '77',
        action: 'settings.changed',
        before: { a: 1 },
        after: { a: 2 },
      };
      expect(events).toEqual([
        { ...change, integration_id: hubspot, source: 'hubspot-settings' },
        { ...change, integration_id: salesforce, source: 'salesforce-setup' },
      ]);
      await database.asOwner(`drop owned by ${owner} cascade`);
      await database.asOwner(`drop role ${owner}`);
    });
  },
);
