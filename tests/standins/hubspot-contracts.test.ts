/**
 * The stand-in's bodies against bodies HubSpot really sent. A body has the shape of a recorded one
 * when it has the same keys with the same kinds of values, all the way down.
 */
import { describe, expect, it } from 'vitest';
import { contract, contractsPresent } from '../support/contracts.ts';
import { clock } from './clock.ts';
import { caller, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';
const recorded = (path: string) => contract<Json>(`amp-labs/hubspot/${path}`);

type Json = Record<string, unknown>;

describe.runIf(contractsPresent)('error bodies are HubSpot’s', () => {
  it('unknown properties, with the JSON text inside the message', async () => {
    const { api } = await standin();
    const bad = { properties: { first000name: 'x', last000name: 'y' } };
    const { status, body } = await api('POST', `${objects}/contacts/batch/create`, {
      inputs: [bad, bad],
    });
    const genuine = recorded('batch/create/contacts/err-many-invalid-properties.json');
    expect(status).toBe(400);
    expect(shape(body)).toEqual(shape(genuine));
    expect(body.message).toBe(genuine.message);
    expect(body.category).toBe(genuine.category);
    expect(body.errors.slice(0, 3)).toEqual(genuine.errors);
  });

  it('a conflict', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const { status, body } = await api('POST', `${objects}/contacts`, {
      properties: { email: 'ann@x.example' },
    });
    const [genuine] = contract<{ status: number; body: Json }[]>('hubspot/errors.json');
    expect(status).toBe(genuine?.status);
    expect(shape(body)).toEqual(shape(genuine?.body));
    expect(body.message).toBe(String(genuine?.body.message).replace(/\d+$/, '1001'));
    expect(shape(recorded('batch/create/contacts/err-conflict.json'))).toEqual(shape(body));
  });

  it('a partly refused create', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const inputs = ['ann@x.example', 'new@x.example'].map((email, index) => ({
      properties: { email },
      objectWriteTraceId: String(index),
    }));
    const { status, body } = await api('POST', `${objects}/contacts/batch/create`, { inputs });
    const genuine = recorded('batch/create/contacts/err-partial-success.json');
    expect(status).toBe(207);
    expect(Object.keys(body).sort()).toEqual(Object.keys(genuine).sort());
    expect(shape(body.errors)).toEqual(shape(genuine.errors));
    expect(body.numErrors).toBe(1);
  });

  it('a partly missing update', async () => {
    const { api } = await standin();
    const inputs = [{ id: 'unknownIdentifier888', properties: {} }];
    const { status, body } = await api('POST', `${objects}/contacts/batch/update`, { inputs });
    expect(status).toBe(207);
    expect(body.errors).toEqual(recorded('batch/update/contacts/err-partial-success.json').errors);
  });

  it('the same id twice', async () => {
    const { api } = await standin();
    const inputs = ['123456', '123456'].map((id) => ({ id, properties: {} }));
    const { body } = await api('POST', `${objects}/contacts/batch/update`, { inputs });
    const genuine = recorded('batch/update/contacts/err-duplicate-ids.json');
    expect({ ...body, correlationId: '' }).toEqual({ ...genuine, correlationId: '' });
  });

  it('an update keyed by e-mail address', async () => {
    const { api } = await standin();
    const inputs = [{ id: 'a@x.example', idProperty: 'email', properties: {} }];
    const { status, body } = await api('POST', `${objects}/contacts/batch/update`, { inputs });
    expect({ status, message: body.message }).toEqual({
      status: 400,
      message: expect.stringContaining(errorWithId('non-unique-id-property').messageContains ?? ''),
    });
  });

  it('an option that is not one', async () => {
    const { api } = await standin();
    const { body } = await api('POST', `${objects}/contacts`, {
      properties: { hs_lead_status: 'reports' },
    });
    const genuine = String(errorWithId('invalid-option').bodyPrefix);
    const skeleton = (text: string) =>
      text.replace(/reports was.*?\]/g, '…').match(/\w+(?=\\?":)/g) ?? [];
    const keys = skeleton(genuine);
    expect(keys.length).toBeGreaterThan(5);
    expect(skeleton(JSON.stringify(body)).slice(0, keys.length)).toEqual(keys);
  });

  it('a missing scope', async () => {
    const { hubspot } = await standin({ accessTokens: [{ token: 'bare', scopes: [] }] });
    const { status, body } = await caller(hubspot, 'bare')('GET', `${objects}/contacts`);
    const genuine = recorded('metadata-err-schemas-scope.json');
    expect(status).toBe(403);
    expect(shape(body)).toEqual(shape(genuine));
    expect(body.message).toBe(genuine.message);
  });

  it('an expired token', async () => {
    const time = clock();
    const accessTokens = [{ token: 'old', scopes: 'all' as const, expiresAt: time.now() }];
    const { hubspot } = await standin({ now: time.now, accessTokens });
    time.advance(7_000);
    const { status, body } = await caller(hubspot, 'old')('GET', `${objects}/contacts`);
    const genuine = errorWithId('expired-token');
    expect({ status, message: body.message, category: body.category }).toEqual({
      status: genuine.status,
      message: genuine.messageContains,
      category: genuine.category,
    });
  });

  it('a missing record', async () => {
    const { api } = await standin();
    const { status, body } = await api('GET', `${objects}/contacts/1`);
    expect(status).toBe(404);
    expect(body.message).toBe(errorWithId('not-found').messageContains);
  });

  it('an unknown object, without category', async () => {
    const { api } = await standin();
    const { body } = await api('POST', `${objects}/butterflies/search`, {});
    expect({ ...body, correlationId: '' }).toEqual({
      ...recorded('search/error-invalid-object.json'),
      correlationId: '',
    });
  });

  it('too many calls, without category', async () => {
    const { api } = await standin({ limits: { requestsPerTenSeconds: 0 } });
    const { status, body } = await api('GET', `${objects}/contacts`);
    const genuine = errorWithId('rate-limited');
    expect(status).toBe(429);
    // HubSpot's sample names a request id too, which its other bodies do not.
    expect([...Object.keys(body), 'requestId'].sort()).toEqual(
      Object.keys(genuine.body ?? {}).sort(),
    );
    expect(body.errorType).toBe(genuine.body?.errorType);
    expect(body.policyName).toBe(genuine.body?.policyName);
  });

  it('a property that exists already', async () => {
    const { api } = await standin();
    const inputs = recorded('custom/update/2-payload-batch-create-properties.json')
      .inputs as Json[];
    await api(
      'POST',
      '/crm/v3/properties/Contact/groups',
      recorded('custom/create/1-payload-create-property-group.json'),
    );
    await api(
      'POST',
      '/crm/v3/properties/Contact/batch/create',
      recorded('custom/create/3-payload-batch-create-properties.json'),
    );
    const { status, body } = await api('POST', '/crm/v3/properties/Contact/batch/create', {
      inputs,
    });
    const genuine = recorded('custom/update/3-response-batch-create-properties.json');
    expect(status).toBe(207);
    expect(body.errors).toEqual(genuine.errors);
    expect(body.numErrors).toBe(genuine.numErrors);
  });

  it('an association with itself and with nothing', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 449 }];
    const inputs = ['unknown_id_123456798', '1001'].map((id) => ({
      from: { id: '1001' },
      to: { id },
      types,
    }));
    const { status, body } = await api('POST', '/crm/associations/2026-03/0-1/0-1/batch/create', {
      inputs,
    });
    const genuine = recorded('associations/err-contact-to-contact.json');
    expect(status).toBe(207);
    const text = JSON.stringify(genuine.errors).replaceAll('211762804612', '1001');
    expect(body.errors).toEqual(JSON.parse(text));
  });
});

describe.runIf(contractsPresent)('good answers are HubSpot’s', () => {
  it('a record found by search', async () => {
    const { hubspot, api } = await standin({ limits: { searchIndexLagMs: 0 } });
    for (const name of ['A', 'B']) hubspot.createContact({ firstname: name });
    const properties = ['company', 'email', 'firstname', 'lastname', 'phone', 'website'];
    const { body } = await api('POST', `${objects}/contacts/search`, { properties, limit: 1 });
    const genuine = recorded('search/contacts/1-first-page.json');
    expect(Object.keys(body)).toEqual(Object.keys(genuine));
    const [result, model] = [body.results[0], (genuine.results as Json[])[0] ?? {}];
    expect(Object.keys(result)).toEqual(Object.keys(model));
    expect(Object.keys(result.properties)).toEqual(Object.keys(model.properties as Json));
    expect(result.url).toMatch(/^https:\/\/app\.hubspot\.com\/contacts\/\d+\/record\/0-1\/1001$/);
  });

  it('a batch of associations, with primary company and empty-handed contact', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    hubspot.createCompany({ name: 'X' });
    hubspot.associate({ type: 'contacts', id: '1001' }, { type: 'companies', id: '2001' });
    const path = '/crm/associations/2026-03/contacts/companies/batch/read';
    const { body } = await api('POST', path, { inputs: [{ id: '1001' }, { id: '9' }] });
    expect(shape(body)).toEqual(shape(recorded('search/contacts/contacts-to-companies.json')));
  });

  it('property groups and definitions', async () => {
    const { api } = await standin();
    const group = await api(
      'POST',
      '/crm/v3/properties/Contact/groups',
      recorded('custom/create/1-payload-create-property-group.json'),
    );
    expect(group.status).toBe(201);
    expect(shape(group.body)).toEqual(
      shape(recorded('custom/create/2-response-create-property-group.json')),
    );
    const payload = recorded('custom/create/3-payload-batch-create-properties.json');
    const made = await api('POST', '/crm/v3/properties/Contact/batch/create', payload);
    expect(made.status).toBe(201);
    const genuine = recorded('custom/update/5-response-update-property-age.json');
    const patched = await api(
      'PATCH',
      '/crm/v3/properties/Contact/age__c',
      recorded('custom/update/4-payload-update-property-age.json'),
    );
    expect(patched.status).toBe(200);
    const { createdUserId, updatedUserId, ...rest } = genuine;
    expect([createdUserId, updatedUserId]).not.toContain(undefined);
    expect(shape(patched.body)).toEqual(shape(rest));
    expect(patched.body.description).toBe(rest.description);
  });

  it('the sales pipeline, with the same stages', async () => {
    const { api } = await standin();
    const { body } = await api('GET', '/crm/pipelines/2026-03/deals');
    const genuine = recorded('metadata-deals-external-pipelines.json') as { results: Json[] };
    const stages = (pipeline: Json | undefined) => pipeline?.stages as Json[];
    expect(shape(body)).toEqual(shape(genuine));
    expect(stages(body.results[0]).slice(0, 5)).toEqual(stages(genuine.results[0]).slice(0, 5));
  });

  it('the account', async () => {
    const { api } = await standin();
    const { body } = await api('GET', '/account-info/2026-03/details');
    expect(Object.keys(body)).toEqual(Object.keys(recorded('post-auth/account-info.json')));
  });
});

interface RecordedError {
  readonly id: string;
  readonly status: number;
  readonly body?: Json;
  readonly bodyPrefix?: string;
  readonly messageContains?: string;
  readonly category?: string;
}

function errorWithId(id: string): RecordedError {
  const found = contract<RecordedError[]>('hubspot/errors.json').find((error) => error.id === id);
  if (!found) throw new Error(`No recorded error ${id}`);
  return found;
}

/** Keys and kinds of values; of a list, its first entry. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (value === null) return null;
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, entry]) => [key, shape(entry)]),
  );
}
