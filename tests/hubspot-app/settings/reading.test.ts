import { describe, expect, it } from 'vitest';
import { hubspotScopes } from '../../../server/crm/hubspot/scopes.ts';
import { defaultPolicy, writableFields } from '../../../shared/fields/registry.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse } from '../../support/served-house.ts';
import { opened, path, refusalOf } from './support/page.ts';

const dealScopes = hubspotScopes.map(({ name }) => name).filter((name) => name.includes('.deals.'));
const withoutDeals = hubspotScopes
  .map(({ name }) => name)
  .filter((name) => !dealScopes.includes(name));

describe.each(databases)('opening the settings page on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('shows the connection with what each permission is for', async () => {
    const house = await openServedHouse(shared);
    const { connection } = await opened(house);
    expect(connection).toMatchObject({
      crm: 'hubspot',
      status: 'connected',
      displayName: `HubSpot ${house.hubspot.portalId}`,
      accountId: String(house.hubspot.portalId),
      message: null,
    });
    expect(connection.scopes).toEqual(
      hubspotScopes.map(({ name, required, enables }) => ({
        scope: name,
        required,
        granted: true,
        enables,
      })),
    );
  });

  it('shows where every field goes and what decides by default', async () => {
    const { fields, settings } = await opened(await openServedHouse(shared));
    expect(fields.map(({ name }) => name)).toEqual(writableFields.map(({ name }) => name));
    expect(fields.map(({ defaultPolicy }) => defaultPolicy)).toEqual(
      writableFields.map(({ name }) => defaultPolicy(name)),
    );
    expect(fields.find(({ name }) => name === 'score')).toMatchObject({
      label: 'oppSpot score',
      isOwn: true,
      places: [
        { object: 'contact', crmField: 'oppspot_score', available: true, reason: null },
        { object: 'company', crmField: 'oppspot_score', available: true, reason: null },
      ],
    });
    expect(fields.find(({ name }) => name === 'company_employees')).toMatchObject({ isOwn: false });
    expect(settings.fieldPolicies).toEqual({});
  });

  it('offers the account’s people, and the stages a deal can start in, for two calls', async () => {
    const house = await openServedHouse(shared);
    const { owners, pipelines } = await opened(house);
    expect(owners.error).toBeNull();
    expect(owners.items[0]).toEqual({
      id: '71003',
      name: 'Gwen Pryce',
      email: 'gwen.pryce@lumenledger.example',
      userId: '81003',
    });
    expect(pipelines).toMatchObject({ error: null, items: [{ label: 'Sales Pipeline' }] });
    const stages = pipelines.items[0]?.stages.map(({ id }) => id) ?? [];
    expect(stages).toContain('appointmentscheduled');
    expect(stages).not.toContain('closedwon');
    expect(
      house.hubspot
        .requests()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(['GET /crm/owners/2026-09', 'GET /crm/pipelines/2026-09/deals']);
  });

  it('asks HubSpot once for pages that are opened at the same moment', async () => {
    const house = await openServedHouse(shared);
    await Promise.all([opened(house), opened(house), opened(house)]);
    expect(house.hubspot.requests()).toHaveLength(2);
  });

  it('shows what was added in HubSpot when it is opened again', async () => {
    const house = await openServedHouse(shared);
    await opened(house);
    house.clock.advance(5_000);
    house.hubspot.clearRequests();
    await opened(house);
    expect(house.hubspot.requests()).toHaveLength(2);
  });

  it('gives away neither tokens nor addresses', async () => {
    const house = await openServedHouse(shared);
    const text = await (await house.card('GET', path)).text();
    expect(text).not.toContain('house-');
    expect(text).not.toContain(house.hubspot.url);
    expect(house.webLog()).not.toContain('house-');
  });

  it('works without the lists that HubSpot does not give, and says why', async () => {
    const house = await openServedHouse(shared);
    house.hubspot.fail({ path: 'owners', times: 9, action: { kind: 'status', status: 502 } });
    const { owners, pipelines, settings } = await opened(house);
    expect(owners).toEqual({
      items: [],
      error: 'HubSpot is not available at the moment. Try again shortly.',
    });
    expect(pipelines.items).toHaveLength(1);
    expect(settings.assignment).toHaveLength(3);

    house.hubspot.clearFaults();
    expect((await opened(house)).owners.error).toBeNull();
  });

  it('says that deals are off where their permissions were declined', async () => {
    const house = await openServedHouse(shared, { scopes: withoutDeals });
    const { connection, pipelines, provisioning } = await opened(house);
    expect(connection.message).toBeNull();
    const declined = connection.scopes.filter(({ granted }) => granted === false);
    expect(declined.map(({ scope }) => scope)).toEqual(dealScopes);
    expect(declined.every(({ required }) => !required)).toBe(true);
    expect(pipelines.items).toEqual([]);
    expect(pipelines.error).toContain('permission');
    expect(provisioning.status).toBe('complete');
    expect(provisioning.dealsUnavailable).toContain('grant the deal permissions');
  });

  it('asks to connect again where a required permission is lacking', async () => {
    const scopes = withoutDeals.filter((name) => name !== 'crm.objects.owners.read');
    const { connection, owners } = await opened(await openServedHouse(shared, { scopes }));
    expect(connection.message).toBe(
      'oppSpot lacks permissions it needs: crm.objects.owners.read. Connect HubSpot again and grant them.',
    );
    expect(owners).toMatchObject({ items: [], error: expect.stringContaining('permission') });
  });

  it('asks to connect again when HubSpot no longer takes the token', async () => {
    const house = await openServedHouse(shared);
    house.hubspot.uninstall();
    const { connection, settings } = await opened(house);
    expect(connection.status).toBe('needs_reauthorisation');
    expect(connection.message).toContain('Connect HubSpot again');
    expect(settings.idealCustomer.countries).toEqual(['GB']);
  });

  it('shows no permissions as granted or declined while HubSpot has not told', async () => {
    const house = await openServedHouse(shared);
    await house.database.asOwner(
      "update crm_integrations set granted_scopes = '{}' where organization_id = $1",
      [house.tenant.organizationId],
    );
    const { connection } = await opened(house);
    expect(new Set(connection.scopes.map(({ granted }) => granted))).toEqual(new Set([null]));
    expect(connection.message).toBeNull();
  });

  it('tells that nothing was set up yet', async () => {
    const { fields, provisioning } = await opened(
      await openServedHouse(shared, { provisioned: false }),
    );
    expect(provisioning).toEqual({
      status: 'never',
      present: [],
      missing: [],
      dealsUnavailable: null,
    });
    const [score] = fields;
    expect(score?.places[0]).toMatchObject({
      available: false,
      reason: 'Not set up yet: the first enrichment does it, or the repair button.',
    });
  });

  it('takes nothing besides what HubSpot appends', async () => {
    const house = await openServedHouse(shared);
    const { code, faults } = await refusalOf(house.card('GET', `${path}?organization=other`));
    expect(code).toBe('invalid_request');
    expect(faults[0]?.message).toContain('organization');
  });
});
