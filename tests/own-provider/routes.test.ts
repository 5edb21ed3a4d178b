/** The own provider over HTTP: administrators only, through both doors, and its secret through neither. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { cardAnswer } from '../../shared/contract/answer.ts';
import { ownProviderState } from '../../shared/contract/own-provider.ts';
import { askAs } from '../hubspot-app/settings/support/page.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { connectNeighbour } from '../support/neighbour.ts';
import { openServedHouse, type ServedHouse } from '../support/served-house.ts';

const page = '/hubspot/settings/provider';
/** Imogen is a super admin of the sandbox's portal, Tariq is not. */
const [imogen, tariq] = [{ userId: '81001' }, { userId: '81002' }];
const secret = 'secret-of-the-tenant';
const update = {
  kind: 'people-data-labs',
  name: 'PDL',
  url: 'https://api.example.com',
  minLikelihood: 6,
} as const;
const answer = cardAnswer(ownProviderState);

const tokenOf = ({ database, tenant }: ServedHouse, role: 'member' | 'admin') =>
  database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, {
      organizationId: tenant.organizationId,
      integrationId: null,
      id: randomUUID(),
      name: role,
      role,
    }),
  );

const apiPath = (integrationId: string) => `/api/integrations/crm/${integrationId}/provider`;

function askApi(house: ServedHouse, method: string, token: string | null, id?: string) {
  return fetch(`${house.url}${apiPath(id ?? house.tenant.integrationId)}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    ...(method === 'PUT' && { body: JSON.stringify({ ...update, secret }) }),
  });
}

/** What the settings page is answered, as text too: what is not in it cannot leak. */
async function told(response: Promise<Response>) {
  const text = await (await response).text();
  expect(text).not.toContain(secret);
  return answer.parse(JSON.parse(text));
}

describe.each(databases)('the own provider over HTTP, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it.each(['GET', 'PUT', 'DELETE'])(
    '%s is for administrators of the organisation',
    async (method) => {
      const house = await openServedHouse(shared);
      expect((await askApi(house, method, null)).status).toBe(401);
      expect((await askApi(house, method, 'no token of ours')).status).toBe(401);
      expect((await askApi(house, method, await tokenOf(house, 'member'))).status).toBe(403);
      const admin = await tokenOf(house, 'admin');
      expect((await askApi(house, method, admin, randomUUID())).status).toBe(404);
      expect((await house.services.ownProvider.read(house.tenant)).provider).toBeNull();
    },
  );

  it('is named, read and forgotten over the API, and no answer has its secret', async () => {
    const house = await openServedHouse(shared);
    const admin = await tokenOf(house, 'admin');
    for (const method of ['PUT', 'GET', 'DELETE']) {
      const response = await askApi(house, method, admin);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toContain(secret);
      const { provider } = ownProviderState.parse(JSON.parse(text));
      expect(provider?.name ?? null).toBe(method === 'DELETE' ? null : 'PDL');
    }
  });

  it('is named, changed and forgotten on the settings page by a super admin', async () => {
    const house = await openServedHouse(shared);
    const missing = await told(askAs(house, imogen, 'POST', page, update));
    expect(missing).toMatchObject({ ok: false, error: { code: 'secret_missing' } });
    const saved = await told(askAs(house, imogen, 'POST', page, { ...update, secret }));
    expect(saved).toMatchObject({ ok: true, data: { provider: update } });
    const renamed = { ...update, name: 'People Data Labs' };
    expect(await told(askAs(house, imogen, 'POST', page, renamed))).toMatchObject({
      data: { provider: renamed },
    });
    const wrong = { ...update, url: 'http://api.example.com' };
    expect(await told(askAs(house, imogen, 'POST', page, wrong))).toMatchObject({
      ok: false,
      error: { faults: [{ field: 'url' }] },
    });
    expect(await told(askAs(house, imogen, 'GET', page))).toMatchObject({
      data: { provider: renamed },
    });
    expect(await told(askAs(house, imogen, 'POST', `${page}/remove`, {}))).toMatchObject({
      ok: true,
      data: { provider: null },
    });
  });

  it('is neither read nor touched by anybody else', async () => {
    const house = await openServedHouse(shared);
    await told(askAs(house, imogen, 'POST', page, { ...update, secret }));
    const refused = { ok: false, error: { code: 'administrators_only' } };
    expect(await told(askAs(house, tariq, 'GET', page))).toMatchObject(refused);
    expect(await told(askAs(house, tariq, 'POST', page, update))).toMatchObject(refused);
    expect(await told(askAs(house, tariq, 'POST', `${page}/remove`, {}))).toMatchObject(refused);

    const neighbour = { portalId: await connectNeighbour(house) };
    expect(await told(askAs(house, neighbour, 'GET', page))).toMatchObject({
      ok: true,
      data: { provider: null },
    });
    await told(askAs(house, neighbour, 'POST', `${page}/remove`, {}));
    expect((await house.services.ownProvider.read(house.tenant)).provider).toMatchObject(update);
  });
});
