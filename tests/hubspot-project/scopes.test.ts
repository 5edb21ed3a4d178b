import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hubspotScopes } from '../../server/crm/hubspot/scopes.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { heroContactId } from '../sandbox/world/crm/contact-records.ts';
import { worldSettings } from '../sandbox/world/settings.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { appMeta } from './support/meta-schemas.ts';
import { metaOf, readProfile, readProject, repository, withProfile } from './support/project.ts';

const project = withProfile(readProject(), readProfile('local').variables);
const { requiredScopes, optionalScopes } = appMeta.parse(metaOf(project, 'app').content).config
  .auth;

it('the app asks for exactly the scopes that the settings page explains', () => {
  const named = (required: boolean) =>
    hubspotScopes.filter((scope) => scope.required === required).map(({ name }) => name);
  expect(requiredScopes.toSorted()).toEqual(named(true).toSorted());
  expect(optionalScopes.toSorted()).toEqual(named(false).toSorted());
});

it('the guide gives a reason for exactly these scopes', () => {
  const guide = readFileSync(join(repository, 'docs/hubspot.md'), 'utf8');
  const rows = guide
    .split('\n')
    .filter((line) => /^\| `(oauth|automation|crm\.|settings\.)/.test(line));
  const explained = rows.flatMap(
    (row) => row.split('|')[1]?.match(/[a-z]+(\.[a-z]+)*(?=`)/g) ?? [],
  );
  expect(explained.toSorted()).toEqual([...requiredScopes, ...optionalScopes].toSorted());
  const optional = rows.filter((row) => row.includes('(optional)')).join('\n');
  expect(optionalScopes.filter((scope) => !optional.includes(`\`${scope}\``))).toEqual([]);
});

/** A super admin of the sandbox's portal. */
const administrator = '81001';

const [embedded] = databases;
if (!embedded) throw new Error('There is no database to test on.');
const database = sharedDatabase(embedded);

/** Everything the product does in a portal, in which only these scopes are granted. */
async function refusedCalls(scopes: readonly string[]) {
  const house = await openHouse(database, { provisioned: false });
  house.hubspot.addToken({ token: 'scoped', scopes });
  await house.services.hubspot.connect({
    accessToken: 'scoped',
    baseUrl: house.hubspot.url,
    organizationName: 'House',
    settings: tenantSettings.parse(worldSettings),
  });
  house.hubspot.clearRequests();
  await house.services.settings.repair(house.tenant, administrator).catch(() => null);
  await house.services.settings.read(house.tenant).catch(() => null);
  const enriched = await house
    .enrich({ object: 'contact', recordId: heroContactId })
    .catch(() => null);
  const [company] = house.hubspot.associated({ type: 'contacts', id: heroContactId }, 'companies');
  if (company) await house.enrich({ object: 'company', recordId: company }).catch(() => null);
  const refused = house.hubspot.requests().filter(({ status }) => status === 403);
  return { refused, enriched };
}

describe('the scopes', () => {
  it('required and optional together are enough for everything', async () => {
    const { refused, enriched } = await refusedCalls([...requiredScopes, ...optionalScopes]);
    expect(refused).toEqual([]);
    expect(enriched?.status).toBe('completed');
    expect(enriched?.written.map(({ kind }) => kind).toSorted()).toEqual([
      'deal',
      'fields',
      'task',
    ]);
  });

  it('required alone are enough for everything but deals', async () => {
    const { refused, enriched } = await refusedCalls(requiredScopes);
    expect(refused.filter(({ path }) => !path.includes('deals'))).toEqual([]);
    expect(enriched?.written.map(({ kind }) => kind).toSorted()).toEqual(['fields', 'task']);
  });

  // What no call of these needs: signing in, handing results to a workflow, a list that somebody
  // chooses, and what is asked only where it is granted.
  const elsewhere = ['oauth', 'automation', 'crm.lists.read', 'settings.users.read'];
  it.each([...requiredScopes, ...optionalScopes].filter((scope) => !elsewhere.includes(scope)))(
    'without %s something is refused',
    async (missing) => {
      const granted = [...requiredScopes, ...optionalScopes].filter((scope) => scope !== missing);
      const { refused } = await refusedCalls(granted);
      expect(refused.length).toBeGreaterThan(0);
    },
  );
});
