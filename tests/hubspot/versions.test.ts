import { describe, expect, it } from 'vitest';
import { datedUrl } from '../../server/crm/hubspot/versions.ts';

describe('dated HubSpot paths', () => {
  it.each([
    [
      '/crm/v3/objects/contacts/1?properties=email',
      '/crm/objects/2026-09/contacts/1?properties=email',
    ],
    ['/crm/v3/objects/tasks/batch/create', '/crm/objects/2026-09/tasks/batch/create'],
    [
      '/crm/v4/objects/contacts/1/associations/deals',
      '/crm/objects/2026-09/contacts/1/associations/deals',
    ],
    [
      '/crm/v4/associations/contacts/deals/batch/read',
      '/crm/associations/2026-09/contacts/deals/batch/read',
    ],
    ['/crm/v3/properties/contacts/groups', '/crm/properties/2026-09/contacts/groups'],
    ['/crm/v3/pipelines/deals/', '/crm/pipelines/2026-09/deals'],
    [
      '/automation/v4/actions/callbacks/ap-1/complete',
      '/automation/actions/callbacks/2026-09/ap-1/complete',
    ],
    ['/automation/v4/actions/callbacks/complete', '/automation/actions/callbacks/2026-09/complete'],
    ['/settings/v3/users/9001', '/settings/users/2026-09/9001'],
    ['/crm/v3/lists/12/memberships/join-order', '/crm/lists/2026-09/12/memberships/join-order'],
    ['/crm/v3/owners/?limit=500', '/crm/owners/2026-09?limit=500'],
  ])('replace %s', (shipped, dated) => {
    expect(datedUrl(`https://api.hubapi.com${shipped}`)).toBe(`https://api.hubapi.com${dated}`);
  });

  it.each([
    '/crm/v3/associations/contacts/deals/batch/read',
    '/oauth/v1/token',
    '/crm/v3/objectsx/1',
  ])('do not exist for %s, which is refused instead of sent to an old version', (path) => {
    expect(() => datedUrl(`https://api.hubapi.com${path}`)).toThrow(/no 2026-09 form/);
  });
});
