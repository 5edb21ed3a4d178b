import { describe, expect, it } from 'vitest';
import type { CrmErrorKind } from '../../server/crm/errors.ts';
import { hubspotError, internalError } from '../../server/crm/hubspot/errors.ts';
import { AppError } from '../../server/errors.ts';
import { contract, contractsPresent } from '../support/contracts.ts';

interface Recorded {
  readonly id: string;
  readonly status: number;
  readonly body?: { correlationId?: string };
  readonly bodyPrefix?: string;
  readonly messageContains?: string;
  readonly category?: string;
}

const expectedKinds: Record<string, CrmErrorKind> = {
  'create-duplicate-with-id': 'conflict',
  'create-duplicate-with-id-2': 'conflict',
  'batch-create-duplicate': 'conflict',
  'invalid-option': 'validation',
  'non-unique-id-property': 'unexpected',
  'expired-token': 'needs_reauthorisation',
  'not-found': 'not_found',
  'rate-limited': 'rate_limited',
};

describe.runIf(contractsPresent)('error bodies that others recorded', () => {
  const recorded = contractsPresent ? contract<Recorded[]>('hubspot/errors.json') : [];

  it('are all known to this test', () => {
    expect(recorded.map((one) => one.id).sort()).toEqual(Object.keys(expectedKinds).sort());
  });

  it.each(recorded)('$id is understood', (one) => {
    const body = one.body ?? {
      message: one.bodyPrefix ? readMessage(one.bodyPrefix) : one.messageContains,
      category: one.category,
    };
    const error = hubspotError({ status: one.status, body });
    expect(error.kind).toBe(expectedKinds[one.id]);
    expect(error.crmStatus).toBe(one.status);
    expect(error.correlationId).toBe(one.body?.correlationId ?? null);
    expect(error.message).toMatch(/^[A-Z].*[.…]$/s);
  });

  it.each([
    ['create-duplicate-with-id', '90000000001'],
    ['create-duplicate-with-id-2', '90000000002'],
    ['batch-create-duplicate', '90000000003'],
  ])('%s names the record that holds the value', (id, existingId) => {
    const one = recorded.find((candidate) => candidate.id === id);
    expect(hubspotError({ status: 409, body: one?.body }).existingId).toBe(existingId);
  });

  it('name the property even when the body was cut off in the middle', () => {
    const one = recorded.find((candidate) => candidate.id === 'invalid-option');
    const error = hubspotError({
      status: 400,
      body: { message: readMessage(one?.bodyPrefix ?? '') },
    });
    expect(error.fields).toMatchObject([{ field: 'hs_ticket_category', code: 'INVALID_OPTION' }]);
    expect(error.message).toContain('hs_ticket_category');
  });

  it.each([
    ['batch/create/contacts/err-many-invalid-properties.json', 400, 'validation'],
    ['batch/update/contacts/err-many-invalid-properties.json', 400, 'validation'],
    ['batch/update/contacts/err-duplicate-ids.json', 400, 'validation'],
    ['batch/create/contacts/err-conflict.json', 409, 'conflict'],
    ['metadata-err-schemas-scope.json', 403, 'missing_scope'],
    ['search/error-invalid-object.json', 400, 'unexpected'],
  ] as const)('%s is understood', (file, status, kind) => {
    const error = hubspotError({ status, body: contract(`amp-labs/hubspot/${file}`) });
    expect(error.kind).toBe(kind);
    expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.retryable).toBe(false);
  });

  it('list each refused property once', () => {
    const body = contract(
      'amp-labs/hubspot/batch/update/contacts/err-many-invalid-properties.json',
    );
    expect(hubspotError({ status: 400, body }).fields.map((one) => one.field)).toEqual([
      'first000name',
      'last000name',
    ]);
  });

  it('name the scope to ask for', () => {
    const body = contract('amp-labs/hubspot/metadata-err-schemas-scope.json');
    const error = hubspotError({ status: 403, body });
    expect(error.missingScopes).toEqual(['custom-object-read']);
    expect(error.message).toContain('custom-object-read');
  });

  it('of a partly refused batch are told apart by category', () => {
    const body = contract<{ errors: unknown[] }>(
      'amp-labs/hubspot/batch/create/contacts/err-partial-success.json',
    );
    const error = hubspotError({ status: null, body: body.errors[0] });
    expect(error.kind).toBe('conflict');
    expect(error.existingId).toBe('171591000198');
  });
});

describe('HubSpot errors', () => {
  it.each([
    [401, { category: 'INVALID_AUTHENTICATION' }, 'needs_reauthorisation', false],
    [401, { category: 'EXPIRED_AUTHENTICATION' }, 'needs_reauthorisation', false],
    [403, { category: 'MISSING_SCOPES' }, 'missing_scope', false],
    [404, { category: 'OBJECT_NOT_FOUND' }, 'not_found', false],
    [409, { category: 'OBJECT_ALREADY_EXISTS' }, 'conflict', false],
    [423, {}, 'transient', true],
    [429, {}, 'rate_limited', true],
    [477, {}, 'transient', true],
    [500, {}, 'transient', true],
    [502, '<html>Bad gateway</html>', 'transient', true],
    [521, {}, 'transient', true],
    [414, {}, 'unexpected', false],
    [400, {}, 'unexpected', false],
    [400, null, 'unexpected', false],
    [400, { category: 'VALIDATION_ERROR' }, 'validation', false],
  ] as const)('status %i with %o is %s', (status, body, kind, retryable) => {
    const error = hubspotError({ status, body });
    expect(error.kind).toBe(kind);
    expect(error.retryable).toBe(retryable);
  });

  it('take a taken unique value for a conflict although it comes as 400', () => {
    const message =
      'Cannot set PropertyValueCoordinates{portalId=1, propertyName=oppspot_external_id, value=d} on 0. 3009 already has that value.';
    const error = hubspotError({ status: 400, body: { message, category: 'VALIDATION_ERROR' } });
    expect(error.kind).toBe('conflict');
    expect(error.existingId).toBe('3009');
  });

  it('name the properties an account made mandatory', () => {
    const body = {
      category: 'VALIDATION_ERROR',
      message: 'Error creating DEAL. Some required properties were not set.',
      context: { properties: ['amount'] },
    };
    const error = hubspotError({ status: 400, body });
    expect(error.fields).toMatchObject([{ field: 'amount', code: 'REQUIRED_PROPERTY' }]);
    expect(error.message).toContain('amount');
  });

  it('keep the sentence of whoever could not give a token', () => {
    const gone = new AppError('HubSpot was disconnected. Connect it again.', {
      code: 'disconnected',
      status: 409,
    });
    expect(internalError(gone)).toMatchObject({ kind: 'unexpected', message: gone.message });
  });

  it('take Retry-After in seconds', () => {
    const error = hubspotError({ status: 429, headers: { 'retry-after': '4' }, body: {} });
    expect(error.retryAfterMs).toBe(4_000);
  });

  it('wait an hour for the daily limit and say that it is one', () => {
    const error = hubspotError({ status: 429, body: { policyName: 'DAILY', message: 'limit' } });
    expect(error.retryAfterMs).toBe(3_600_000);
    expect(error.message).toContain('today');
  });

  it.each([
    [500, true, true],
    [504, true, true],
    [200, true, true],
    [500, false, false],
    [400, true, false],
    [429, true, false],
    [423, true, false],
  ])('status %i on a write (%s) leaves the outcome open: %s', (status, write, unknown) => {
    expect(hubspotError({ status, body: {}, write }).outcomeUnknown).toBe(unknown);
  });

  it('survive bodies of any shape', () => {
    for (const body of [
      undefined,
      7,
      'text',
      [],
      { errors: 'x' },
      { errors: [null] },
      { context: 3 },
    ]) {
      expect(hubspotError({ status: 418, body }).kind).toBe('unexpected');
    }
  });
});

function readMessage(prefix: string): string {
  const start = prefix.indexOf('"message":"') + '"message":"'.length;
  return prefix.slice(start).replaceAll('\\"', '"');
}
