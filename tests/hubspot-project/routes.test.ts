import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { hubspotApp, openServedHouse } from '../support/served-house.ts';
import { readProfile, readProject, withProfile } from './support/project.ts';

const baseUrl = readProfile('local').variables.APP_BASE_URL ?? '';
const project = withProfile(readProject(), { APP_BASE_URL: baseUrl });

/** Every address of our server that HubSpot calls, with the file that names it. */
const addresses = project.metas.flatMap(({ path, content }) =>
  [...JSON.stringify(content).matchAll(new RegExp(`"${baseUrl}(/[^"]+)"`, 'g'))].map(
    ([, address = '']) => [address, path] as const,
  ),
);
const callbacks = ['/oauth/hubspot/callback'];

describe('every address that HubSpot is told', () => {
  const [embedded] = databases;
  if (!embedded) throw new Error('There is no database to test on.');
  const database = sharedDatabase(embedded);

  it('is one of these', () => {
    expect(addresses.map(([address]) => address).toSorted()).toEqual([
      '/hubspot/webhooks',
      '/hubspot/workflow-actions/enrich',
      ...callbacks,
    ]);
    expect(baseUrl).toBe(hubspotApp.baseUrl);
  });

  it.each(addresses.filter(([address]) => !callbacks.includes(address)))(
    '%s exists in the server and lets nobody in who is not HubSpot',
    async (address) => {
      const house = await openServedHouse(database);
      const answer = await house.send('POST', address, {}, '{}');
      expect(answer.status).toBe(401);
      const elsewhere = await house.send('POST', `${address}-elsewhere`, {}, '{}');
      expect(elsewhere.status).toBe(404);
    },
  );

  it.each(callbacks)(
    '%s exists in the server and takes no consent that it did not ask for',
    async (address) => {
      const house = await openServedHouse(database);
      const answer = await house.send('GET', `${address}?code=x&state=y`, {});
      expect(await answer.json()).toMatchObject({ status: 400, code: 'link_unknown' });
    },
  );
});
