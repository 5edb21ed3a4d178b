import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { salesforceId } from '../sandbox/world/world.ts';
import { signApexCall } from '../support/apex-signing.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { serve } from '../support/served-house.ts';
import { type CallingOrg, openCallingOrg } from './support/org.ts';

const path = '/salesforce/card/state';
const record = { object: 'Contact', recordId: salesforceId('contact', '1001') };

const allPaths = [
  ...['state', 'enrich', 'watch', 'apply', 'discard', 'undo', 'task', 'owners'].map(
    (name) => `/salesforce/card/${name}`,
  ),
  ...['state', 'save', 'repair', 'scoring/read', 'scoring/change'].map(
    (name) => `/salesforce/settings/${name}`,
  ),
  '/salesforce/batch',
];

describe.each(databases)('calls from a Salesforce org, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  const signed = (org: CallingOrg, body: string, changes: object = {}) =>
    signApexCall(org.keys, { path, body, now: Date.now(), ...changes });
  const bodyOf = (org: CallingOrg) => JSON.stringify({ ...org.caller, ...record });
  const refused = async (answer: Promise<Response>) => {
    const response = await answer;
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as { code: string };
  };

  it.each(allPaths)('%s refuses what nobody signed', async (unsigned) => {
    const org = await openCallingOrg(shared);
    const send = (headers: Record<string, string>) =>
      org.server.send('POST', unsigned, headers, bodyOf(org));
    expect(await refused(send({}))).toMatchObject({ code: 'invalid_signature' });
    expect(await refused(send({ authorization: `Bearer ${org.keys.apiKey}` }))).toMatchObject({
      code: 'invalid_signature',
    });
    expect(await refused(send({ authorization: `Bearer ${org.server.token}` }))).toMatchObject({
      code: 'invalid_signature',
    });
    expect(org.calls()).toEqual([]);
  });

  it('answers what was signed with the org’s keys', async () => {
    const org = await openCallingOrg(shared);
    const response = await org.call(path, record);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, data: { latest: null } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('refuses another body, path or method than was signed', async () => {
    const org = await openCallingOrg(shared);
    const body = bodyOf(org);
    const other = body.replace(record.recordId, salesforceId('contact', '1002'));
    await refused(org.server.send('POST', path, signed(org, body), other));
    await refused(org.server.send('POST', '/salesforce/card/owners', signed(org, body), body));
    await refused(org.server.send('POST', `${path}?x=1`, signed(org, body), body));
    const response = await org.server.send('PUT', path, signed(org, body), body);
    expect(response.status).toBe(405);
  });

  it('refuses a wrong secret, a wrong signing key and an unknown key alike', async () => {
    const org = await openCallingOrg(shared);
    const body = bodyOf(org);
    const [keyId = '', secret = ''] = org.keys.apiKey.split('.');
    const wrong = [
      { ...org.keys, apiKey: `${keyId}.${'A'.repeat(43)}` },
      { ...org.keys, apiKey: `${'B'.repeat(24)}.${secret}` },
      { ...org.keys, signingKey: Buffer.alloc(32, 7).toString('base64') },
    ];
    const answers = [];
    for (const keys of wrong) {
      const headers = signApexCall(keys, { path, body, now: Date.now() });
      const { code, detail } = (await refused(org.server.send('POST', path, headers, body))) as {
        code: string;
        detail?: string;
      };
      answers.push(`${code} ${detail}`);
    }
    expect(new Set(answers).size).toBe(1);
  });

  it('refuses a call of more than five minutes ago, or ahead', async () => {
    const org = await openCallingOrg(shared);
    const body = bodyOf(org);
    for (const minutes of [-6, 6]) {
      const now = Date.now() + minutes * 60_000;
      await refused(org.server.send('POST', path, signed(org, body, { now }), body));
    }
    for (const minutes of [-4, 4]) {
      const now = Date.now() + minutes * 60_000;
      const response = await org.server.send('POST', path, signed(org, body, { now }), body);
      expect(response.status).toBe(200);
    }
  });

  it('takes a call once, whichever process it reaches', async () => {
    const org = await openCallingOrg(shared);
    const other = await serve({ ...org.house, ...(await org.house.another()) });
    const body = bodyOf(org);
    const headers = signed(org, body);
    const answers = await Promise.all(
      [org.server, other, org.server, other].map((server) =>
        server.send('POST', path, headers, body),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('refuses a compressed body: which bytes were signed would be a guess', async () => {
    const org = await openCallingOrg(shared);
    const body = bodyOf(org);
    const response = await fetch(`${org.server.url}${path}`, {
      method: 'POST',
      headers: { ...signed(org, body), 'content-encoding': 'gzip' },
      body: gzipSync(body),
    });
    expect(response.status).toBe(415);
  });

  it('refuses a copy of the org, which has its keys and another id', async () => {
    const org = await openCallingOrg(shared);
    const response = await org.call(path, { ...record, orgId: '00D000000000062EAA' });
    expect(await response.json()).toMatchObject({
      ok: false,
      error: { code: 'org_mismatch', message: expect.stringContaining('copy') },
    });
  });

  it('knows the org and the user by ids of 15 characters, too', async () => {
    const org = await openCallingOrg(shared);
    const { orgId, userId } = org.caller;
    const short = { orgId: orgId.slice(0, 15), userId: userId.slice(0, 15) };
    expect(await (await org.call(path, { ...record, ...short })).json()).toMatchObject({
      ok: true,
    });
  });

  it.each(['orgId', 'userId'])('refuses a call without %s', async (name) => {
    const org = await openCallingOrg(shared);
    const response = await org.call(path, { ...record, [name]: undefined });
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'invalid_caller' } });
  });

  it('shows the keys of one org nothing of another tenant', async () => {
    const org = await openCallingOrg(shared);
    const neighbour = await openCallingOrg(shared);
    const enrichment = await neighbour.enrich({
      object: 'contact',
      recordId: record.recordId,
      mode: 'preview',
    });
    for (const name of ['apply', 'discard', 'undo']) {
      const response = await org.call(`/salesforce/card/${name}`, {
        ...record,
        runId: enrichment.id,
      });
      expect(await response.json()).toMatchObject({
        ok: false,
        error: { code: 'enrichment_not_found' },
      });
    }
  });

  it('accepts a replaced key for ten minutes more, and a revoked one no longer', async () => {
    const org = await openCallingOrg(shared);
    const { salesforce } = org.house.services;
    await salesforce.deliverKeys(org.tenant);
    expect((await org.call(path, record)).status).toBe(200);
    await salesforce.keys.revoke(org.tenant);
    expect((await org.call(path, record)).status).toBe(401);
  });

  it('writes no secret into the log', async () => {
    const org = await openCallingOrg(shared);
    await org.call(path, record);
    const [, secret = ''] = org.keys.apiKey.split('.');
    expect(org.server.webLog()).toContain(path);
    expect(org.server.webLog()).not.toContain(secret);
    expect(org.server.webLog()).not.toContain(org.keys.signingKey);
  });
});
