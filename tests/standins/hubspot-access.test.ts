import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { caller, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('access', () => {
  it.each([
    ['GET', `${objects}/contacts`, 'crm.objects.contacts.read'],
    ['POST', `${objects}/contacts`, 'crm.objects.contacts.write'],
    ['POST', `${objects}/tasks`, 'crm.objects.contacts.write'],
    ['GET', `${objects}/notes`, 'crm.objects.contacts.read'],
    ['PATCH', `${objects}/companies/1`, 'crm.objects.companies.write'],
    ['POST', `${objects}/deals/search`, 'crm.objects.deals.read'],
    ['POST', `${objects}/deals/batch/upsert`, 'crm.objects.deals.write'],
    ['GET', `${objects}/contacts/1/associations/deals`, 'crm.objects.deals.read'],
    ['GET', '/crm/properties/2026-09/companies', 'crm.schemas.companies.read'],
    ['POST', '/crm/properties/2026-09/deals/batch/create', 'crm.schemas.deals.write'],
    ['GET', '/crm/pipelines/2026-09/deals', 'crm.schemas.deals.read'],
    ['GET', '/crm/owners/2026-09', 'crm.objects.owners.read'],
    ['POST', '/automation/actions/callbacks/2026-09/ap-1/complete', 'automation'],
  ])('%s %s needs %s', async (method, path, scope) => {
    const { hubspot } = await standin({ accessTokens: [{ token: 'bare', scopes: ['oauth'] }] });
    const answer = await caller(hubspot, 'bare')(method, path, method === 'GET' ? undefined : {});
    expect(answer.status).toBe(403);
    expect(answer.body.category).toBe('MISSING_SCOPES');
    expect(answer.body.context.requiredGranularScopes).toContain(scope);
  });

  it('an unknown token and an expired one are told apart', async () => {
    const time = clock();
    const expiresAt = time.now();
    const { hubspot } = await standin({
      now: time.now,
      accessTokens: [{ token: 'old', scopes: 'all', expiresAt }],
    });
    time.advance(7_000);
    expect(await caller(hubspot, 'old')('GET', `${objects}/contacts`)).toMatchObject({
      status: 401,
      body: {
        category: 'EXPIRED_AUTHENTICATION',
        message: 'The OAuth token used to make this call expired 7 second(s) ago.',
      },
    });
    expect(await caller(hubspot, 'other')('GET', `${objects}/contacts`)).toMatchObject({
      status: 401,
      body: { category: 'INVALID_AUTHENTICATION' },
    });
  });

  it('a token sees its own account only', async () => {
    const { hubspot } = await standin({
      accessTokens: [{ token: 'elsewhere', scopes: 'all', portalId: 42 }],
    });
    hubspot.createContact({ email: 'ann@x.example' });
    const there = caller(hubspot, 'elsewhere');
    expect((await there('GET', `${objects}/contacts/1001`)).status).toBe(404);
    expect((await there('GET', '/account-info/2026-09/details')).body.portalId).toBe(42);
  });
});

describe('the edge', () => {
  it.each([
    ['an unknown path', 'GET', '/crm/objects/2025-01/contacts', 404],
    ['an unknown object', 'GET', `${objects}/butterflies`, 400],
    ['a wrong method', 'PUT', `${objects}/contacts`, 405],
    ['an unknown owner', 'GET', '/crm/owners/2026-09/1', 404],
    ['an unknown pipeline', 'GET', '/crm/pipelines/2026-09/deals/x', 404],
  ])('%s: %s %s is %i', async (_, method, path, status) => {
    const { api } = await standin();
    const answer = await api(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      status: 'error',
      message: expect.any(String),
      correlationId: expect.any(String),
    });
  });

  it.each([
    ['malformed JSON', '{"properties":', 'application/json', 400],
    ['an array for an object', '[]', 'application/json', 400],
    ['a structure for a value', '{"properties":{"firstname":{}}}', 'application/json', 400],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
  ])('%s is refused', async (_, body, contentType, status) => {
    const { hubspot } = await standin();
    const headers = { Authorization: 'Bearer standin-token', 'Content-Type': contentType };
    const answer = await fetch(`${hubspot.url}${objects}/contacts`, {
      method: 'POST',
      headers,
      body,
    });
    expect(answer.status).toBe(status);
  });
});
