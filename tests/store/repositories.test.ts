import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProvisionReport } from '../../server/crm/connector.ts';
import { isSecretError } from '../../server/secrets/errors.ts';
import { createKeyRing, generateKey } from '../../server/secrets/key-ring.ts';
import { createApiToken, resolveApiToken, revokeApiToken } from '../../server/store/api-tokens.ts';
import {
  type FieldMapping,
  listFieldMappings,
  replaceFieldMappings,
} from '../../server/store/field-mappings.ts';
import { noteGrant } from '../../server/store/integration-grant.ts';
import {
  createIntegration,
  disconnect,
  findIntegrationByAccount,
  getCredentials,
  getIntegration,
  listIntegrations,
  reconnect,
  setCredentials,
  setProvisioned,
} from '../../server/store/integrations.ts';
import { getSettings, updateSettings } from '../../server/store/organizations.ts';
import { defaultSettings } from '../../shared/tenant/settings.ts';
import {
  databases,
  type SeededTenant,
  seedTenant,
  type TestDatabase,
} from '../support/databases.ts';

const gone = { at: new Date(), deleteAfter: new Date(), uninstalled: true };

describe.each(databases)('on $name', ({ open }) => {
  let database: TestDatabase;
  let tenant: SeededTenant;

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    tenant = await seedTenant(database);
  });
  afterAll(() => database.close());

  describe('settings', () => {
    it('of a tenant that decided nothing are the defaults', async () => {
      const settings = await database.withOrganization(tenant.organizationId, (trx) =>
        getSettings(trx, tenant.organizationId),
      );
      expect(settings).toEqual(defaultSettings());
    });

    it('come back as they were set', async () => {
      const changed = {
        ...defaultSettings(),
        weights: { financial: 0.25, growth: 0.25, engagement: 0.25, fit: 0.25 },
        suppression: { domains: ['rival.example'], recordIds: [], emailHashes: [] },
      };
      const settings = await database.withOrganization(tenant.organizationId, async (trx) => {
        await updateSettings(trx, tenant.organizationId, changed);
        return getSettings(trx, tenant.organizationId);
      });
      expect(settings).toEqual(changed);
    });

    it('of an organisation that does not exist are an error that says so', async () => {
      const gone = randomUUID();
      const read = database.withOrganization(gone, (trx) => getSettings(trx, gone));
      await expect(read).rejects.toMatchObject({ code: 'organization_not_found', status: 404 });
      const write = database.withOrganization(gone, (trx) =>
        updateSettings(trx, gone, defaultSettings()),
      );
      await expect(write).rejects.toMatchObject({ code: 'organization_not_found' });
    });
  });

  describe('an API token', () => {
    it('names its organisation and connection', async () => {
      expect(tenant.token).toMatch(/^osk_[A-Za-z0-9_-]{43}$/);
      expect(await resolveApiToken(database, tenant.token)).toEqual({
        id: expect.any(String),
        role: 'member',
        organizationId: tenant.organizationId,
        integrationId: tenant.integrationId,
      });
    });

    it('may be good for all connections', async () => {
      const { organizationId } = tenant;
      const token = await database.withOrganization(organizationId, (trx) =>
        createApiToken(trx, { id: randomUUID(), organizationId, name: 'all', integrationId: null }),
      );
      expect(await resolveApiToken(database, token)).toEqual({
        id: expect.any(String),
        role: 'member',
        organizationId,
        integrationId: null,
      });
    });

    it('is kept only as its digest', async () => {
      const [row] = await database.asOwner<Record<string, unknown>>(
        'select * from api_tokens where organization_id = $1',
        [tenant.organizationId],
      );
      const digest = createHash('sha256').update(tenant.token).digest();
      expect(Buffer.from(row?.token_hash as Uint8Array).equals(digest)).toBe(true);
      expect(JSON.stringify(row)).not.toContain(tenant.token.slice(4));
    });

    it.each(['', 'osk_', 'Bearer x', `osk_${'A'.repeat(43)}`, `osk_${'\0'.repeat(43)}`])(
      'that was never given is nobody’s: %j',
      async (token) => {
        expect(await resolveApiToken(database, token)).toBeNull();
      },
    );

    it('is nobody’s once it was revoked', async () => {
      const [row] = await database.asOwner<{ id: string }>(
        'select id from api_tokens where organization_id = $1',
        [tenant.organizationId],
      );
      const revoke = () =>
        database.withOrganization(tenant.organizationId, (trx) =>
          revokeApiToken(trx, row?.id ?? ''),
        );
      expect(await revoke()).toBe(true);
      expect(await revoke()).toBe(false);
      expect(await resolveApiToken(database, tenant.token)).toBeNull();
    });

    it('notes its use, at most once an hour', async () => {
      const lastUse = async () => {
        const [row] = await database.asOwner<{ last_used_at: Date | null }>(
          'select last_used_at from api_tokens where organization_id = $1',
          [tenant.organizationId],
        );
        return row?.last_used_at?.toISOString() ?? null;
      };
      expect(await lastUse()).toBeNull();
      await resolveApiToken(database, tenant.token);
      const first = await lastUse();
      expect(first).not.toBeNull();
      await resolveApiToken(database, tenant.token);
      expect(await lastUse()).toBe(first);
      await database.asOwner(
        `update api_tokens set last_used_at = last_used_at - interval '61 minutes'`,
      );
      await resolveApiToken(database, tenant.token);
      expect(await lastUse()).not.toBe(first);
    });
  });

  describe('a connection', () => {
    const report: ProvisionReport = {
      created: ['oppspot_score'],
      existing: [],
      skipped: [{ field: 'oppspot_signals', reason: 'The account’s limit is reached.' }],
      available: { contact: ['oppspot_score'] },
      dealDefaults: { pipeline: 'default', stage: 'appointmentscheduled' },
      dealsUnavailable: null,
    };

    it('comes back as it was made', async () => {
      const { organizationId } = tenant;
      const id = randomUUID();
      const accountId = randomUUID();
      const stored = await database.withOrganization(organizationId, async (trx) => {
        await createIntegration(trx, {
          id,
          organizationId,
          crm: 'salesforce',
          accountId,
          displayName: 'Ünïted\0 Example',
          grantedScopes: ['api', 'refresh_token'],
          baseUrl: 'https://example.my.salesforce.com',
        });
        return getIntegration(trx, id);
      });
      expect(stored).toEqual({
        id,
        organizationId,
        crm: 'salesforce',
        accountId,
        status: 'connected',
        displayName: 'Ünïted\ufffd Example',
        grantedScopes: ['api', 'refresh_token'],
        baseUrl: 'https://example.my.salesforce.com',
        uiDomain: null,
        provisioned: null,
        isSetUp: true,
        setUpError: null,
        deleteAfter: null,
        uninstalled: null,
        connectedAt: expect.any(Date),
      });
    });

    it('has no permissions to tell of until the CRM has told', async () => {
      const stored = await database.withOrganization(tenant.organizationId, (trx) =>
        getIntegration(trx, tenant.integrationId),
      );
      expect(stored?.grantedScopes).toBeNull();
    });

    it('that is connected again keeps what provisioning found while the permissions are the same', async () => {
      const { organizationId, integrationId } = await seedTenant(database);
      const once = (scopes: string[] | null) =>
        database.withOrganization(organizationId, async (trx) => {
          await noteGrant(trx, integrationId, 'needs_reauthorisation');
          await reconnect(trx, integrationId, { grantedScopes: scopes });
          const { status, grantedScopes, provisioned } =
            (await getIntegration(trx, integrationId)) ?? {};
          return { status, grantedScopes, provisioned };
        });
      await database.withOrganization(organizationId, (trx) =>
        setProvisioned(trx, integrationId, report),
      );
      const status = 'connected';
      expect(await once(['a', 'b'])).toEqual({
        status,
        grantedScopes: ['a', 'b'],
        provisioned: report,
      });
      expect(await once(['b', 'a'])).toMatchObject({ provisioned: report });
      expect(await once(null)).toMatchObject({ grantedScopes: ['a', 'b'], provisioned: report });
      expect(await once(['a'])).toEqual({ status, grantedScopes: ['a'], provisioned: null });
    });

    it('keeps what provisioning found', async () => {
      const stored = await database.withOrganization(tenant.organizationId, async (trx) => {
        await setProvisioned(trx, tenant.integrationId, report);
        return getIntegration(trx, tenant.integrationId);
      });
      expect(stored?.provisioned).toEqual(report);
    });

    it('is listed with the organisation’s others, oldest first', async () => {
      const { organizationId } = tenant;
      const second = randomUUID();
      await database.withOrganization(organizationId, (trx) =>
        createIntegration(trx, {
          id: second,
          organizationId,
          crm: 'pipedrive',
          accountId: randomUUID(),
          displayName: 'Second',
        }),
      );
      const all = await database.withOrganization(organizationId, listIntegrations);
      expect(all.map(({ id }) => id)).toEqual([tenant.integrationId, second]);
    });

    it('belongs to one organisation at a time, until it is disconnected', async () => {
      const accountId = randomUUID();
      const first = await seedTenant(database, { accountId });
      await expect(seedTenant(database, { accountId })).rejects.toMatchObject({
        code: 'account_already_connected',
        status: 409,
      });
      await database.withOrganization(first.organizationId, (trx) =>
        disconnect(trx, first.integrationId, gone),
      );
      const second = await seedTenant(database, { accountId });
      expect(
        await database.asSystem((trx) => findIntegrationByAccount(trx, 'hubspot', accountId)),
      ).toEqual({ organizationId: second.organizationId, integrationId: second.integrationId });
    });

    it('that is not there is null, and nothing is changed', async () => {
      const changed = await database.withOrganization(tenant.organizationId, async (trx) => [
        await getIntegration(trx, randomUUID()),
        await disconnect(trx, randomUUID(), gone),
      ]);
      expect(changed).toEqual([null, false]);
    });
  });

  describe('credentials', () => {
    const ring = createKeyRing(generateKey('test'));
    const keep = (owner: SeededTenant, text: string) =>
      database.withOrganization(owner.organizationId, (trx) =>
        setCredentials(
          trx,
          ring,
          { organizationId: owner.organizationId, id: owner.integrationId },
          text,
        ),
      );
    const fetch = (owner: SeededTenant) =>
      database.withOrganization(owner.organizationId, (trx) =>
        getCredentials(trx, ring, owner.integrationId),
      );

    it('are null until they are set', async () => {
      expect(await fetch(tenant)).toBeNull();
    });

    it('come back, and stand nowhere in the clear', async () => {
      await keep(tenant, 'pat-na1-secret');
      expect(await fetch(tenant)).toBe('pat-na1-secret');
      const [row] = await database.asOwner<{ credentials: Uint8Array }>(
        'select credentials from crm_integrations where id = $1',
        [tenant.integrationId],
      );
      expect(Buffer.from(row?.credentials ?? []).includes('pat-na1-secret')).toBe(false);
    });

    it('do not open in another connection’s row', async () => {
      const other = await seedTenant(database);
      await keep(tenant, 'pat-na1-secret');
      await database.asOwner(
        `update crm_integrations set credentials =
          (select credentials from crm_integrations where id = $1) where id = $2`,
        [tenant.integrationId, other.integrationId],
      );
      const error = await fetch(other).catch((caught: unknown) => caught);
      expect(isSecretError(error) && error.code).toBe('cannot_open');
    });

    it('are forgotten when the account is disconnected', async () => {
      await keep(tenant, 'pat-na1-secret');
      await database.withOrganization(tenant.organizationId, (trx) =>
        disconnect(trx, tenant.integrationId, gone),
      );
      expect(await fetch(tenant)).toBeNull();
    });
  });

  describe('field mappings', () => {
    const mapping = (overrides: Partial<FieldMapping>): FieldMapping => ({
      id: randomUUID(),
      objectType: 'contact',
      oppspotField: 'score',
      crmField: 'lead_score',
      direction: 'write',
      policy: null,
      required: false,
      defaultValue: null,
      transforms: [],
      shape: null,
      ...overrides,
    });
    const replace = (mappings: FieldMapping[]) =>
      database.withOrganization(tenant.organizationId, async (trx) => {
        const integration = { organizationId: tenant.organizationId, id: tenant.integrationId };
        await replaceFieldMappings(trx, integration, mappings);
        return listFieldMappings(trx, tenant.integrationId);
      });

    it('are replaced as a whole and listed by object and field', async () => {
      const score = mapping({});
      const industry = mapping({
        objectType: 'company',
        oppspotField: 'company_industry',
        crmField: 'industry',
        policy: 'never',
        required: true,
        defaultValue: 'Other',
        transforms: [{ name: 'map', values: [{ from: 'a', to: 'b' }], otherwise: null }],
        shape: { type: 'choice', maxLength: null, options: [{ value: 'b', label: 'B' }] },
      });
      expect(await replace([score, industry])).toEqual([industry, score]);
      expect(await replace([score])).toEqual([score]);
      expect(await replace([])).toEqual([]);
    });

    it('never send two values to one CRM field', async () => {
      const twice = replace([mapping({}), mapping({ oppspotField: 'summary' })]);
      await expect(twice).rejects.toMatchObject({ code: '23505' });
    });
  });
});
