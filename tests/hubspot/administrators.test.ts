import { describe, expect, it } from 'vitest';
import { usersScope } from '../../server/crm/hubspot/scopes.ts';
import { connectTo, scriptedHubSpot } from './scripted-hubspot.ts';

const path = '/settings/users/2026-09/9001';

describe('whether a HubSpot user administers the account', () => {
  it.each([
    [true, { superAdmin: true }],
    [false, { superAdmin: false }],
    [false, {}],
  ])('is %s for a user of %j', async (expected, user) => {
    const script = (await scriptedHubSpot()).on('GET', path, {
      body: { id: '9001', email: 'rep@a.example', ...user },
    });
    expect(await connectTo(script).connector.isAdministrator('9001')).toBe(expected);
  });

  it.each([
    ['the permission to ask is lacking', 403],
    ['HubSpot does not know the user', 404],
  ])('is unknown where %s', async (_, status) => {
    const script = (await scriptedHubSpot()).on('GET', path, { status });
    expect(await connectTo(script).connector.isAdministrator('9001')).toBeNull();
  });

  it('is asked only where it was granted', async () => {
    const script = await scriptedHubSpot();
    const { connector } = connectTo(script, { grantedScopes: ['oauth'] });
    expect(await connector.isAdministrator('9001')).toBeNull();
    expect(script.requests).toEqual([]);
    script.on('GET', path, { body: { superAdmin: true } });
    const granted = connectTo(script, { grantedScopes: ['oauth', usersScope] });
    expect(await granted.connector.isAdministrator('9001')).toBe(true);
  });

  it('is an error while HubSpot cannot be asked', async () => {
    const script = (await scriptedHubSpot()).on('GET', path, { status: 502 }, 9);
    await expect(connectTo(script).connector.isAdministrator('9001')).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});
