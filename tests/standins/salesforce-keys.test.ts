/** The stand-in's key resource refuses what the package's class refuses. */
import { describe, expect, it } from 'vitest';
import type { SalesforceStandinOptions } from '../sandbox/salesforce/options.ts';
import { standin } from './salesforce-api.ts';

const signingKey = Buffer.alloc(32, 7).toString('base64');
const apiKey = 'keyidkeyidkeyidkey.secretsecretsecretsecretsecret';
const packaged = '/services/apexrest/oppspot/v1/keys';

async function org(options: SalesforceStandinOptions = {}) {
  const { salesforce } = await standin(options);
  salesforce.addToken({ token: 'admin' });
  const post = async (
    given: object | string,
    { path = packaged, token = 'admin', method = 'POST' } = {},
  ) => {
    const response = await fetch(`${salesforce.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' && {
        body: typeof given === 'string' ? given : JSON.stringify(given),
      }),
    });
    return { status: response.status, body: await response.json() };
  };
  const keys = { orgId: salesforce.orgId, apiKey, signingKey };
  return { salesforce, post, keys };
}

describe('keys of an org', () => {
  it('are kept, the same again too, by an id of 15 characters too, and outlive a reset', async () => {
    const { salesforce, post, keys } = await org();
    const stored = { status: 200, body: { ok: true, data: { stored: true } } };
    expect(await post(keys)).toEqual(stored);
    expect(await post({ ...keys, orgId: salesforce.orgId.slice(0, 15) })).toEqual(stored);
    salesforce.reset();
    expect(salesforce.orgKeys()).toEqual({ apiKey, signingKey });
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['no API key', { apiKey: undefined }],
    ['an API key of another form', { apiKey: 'short.secret' }],
    ['a signing key of another length', { signingKey: Buffer.alloc(31).toString('base64') }],
    ['a signing key that is no text', { signingKey: 7 }],
  ])('are not kept from %s', async (_, change) => {
    const { salesforce, post, keys } = await org();
    const given =
      typeof change === 'string' || Array.isArray(change) ? change : { ...keys, ...change };
    expect((await post(given)).status).toBe(400);
    expect(salesforce.orgKeys()).toBeNull();
  });

  it('are not kept when they are another org’s', async () => {
    const { post, keys } = await org();
    expect(await post({ ...keys, orgId: '00D000000000062EAA' })).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'org_mismatch' } },
    });
  });

  it('are taken from an administrator of oppSpot only, and from who may call the class', async () => {
    const { salesforce, post, keys } = await org();
    salesforce.addToken({ token: 'rep', permissions: { customPermissions: ['OppSpot_Enrich'] } });
    salesforce.addToken({ token: 'outsider', permissions: { apexClasses: [] } });
    expect(await post(keys, { token: 'rep' })).toMatchObject({
      status: 403,
      body: { error: { code: 'no_permission' } },
    });
    expect(await post(keys, { token: 'outsider' })).toMatchObject({
      status: 403,
      body: [{ errorCode: 'FORBIDDEN', message: expect.stringContaining('OppSpotKeyResource') }],
    });
    expect((await post(keys, { token: 'nobody' })).status).toBe(401);
    expect(salesforce.orgKeys()).toBeNull();
  });

  it.each([
    ['oppspot', packaged],
    ['', '/services/apexrest/v1/keys'],
  ])('are taken where the namespace is %j, at %s', async (namespace, path) => {
    const { post, keys } = await org({ org: { namespace } });
    for (const other of [packaged, '/services/apexrest/v1/keys', '/services/apexrest/x']) {
      const { status, body } = await post(keys, { path: other });
      expect(status).toBe(other === path ? 200 : 404);
      if (other !== path) expect(body).toMatchObject([{ errorCode: 'NOT_FOUND' }]);
    }
    expect((await post(keys, { path, method: 'GET' })).status).toBe(405);
  });

  it('have no place in an org without the package', async () => {
    const { post, keys } = await org({ org: { namespace: null } });
    expect((await post(keys)).status).toBe(404);
  });
});
