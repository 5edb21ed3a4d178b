import { describe, expect, it } from 'vitest';
import type { CrmErrorKind } from '../../server/crm/errors.ts';
import { callError, internalError, salesforceError } from '../../server/crm/salesforce/errors.ts';
import { AppError } from '../../server/errors.ts';
import { contract, contractsPresent } from '../support/contracts.ts';

interface Recorded {
  readonly id: string;
  readonly status: number;
  readonly innerStatus?: number;
  readonly name?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  readonly body?: unknown;
}

const expectedKinds: Record<string, CrmErrorKind> = {
  'get-unknown-resource': 'not_found',
  'query-unsupported-object': 'missing_scope',
  'create-string-too-long': 'validation',
  'write-read-only-field': 'validation',
  'write-unknown-field': 'validation',
  'upsert-unknown-external-id-field': 'not_found',
  'upsert-matches-several': 'conflict',
  'expired-session': 'needs_reauthorisation',
};
/** An answer of the token endpoint, which has errors of its own kind. */
const ofTokenEndpoint = 'refresh-token-refused';

/** The refused part of a composite, the body, or one made of the code and sentence that were logged. */
function bodyOf({ name, message, fields, body }: Recorded): unknown {
  if (body === undefined) return [{ errorCode: name, message, fields }];
  const parts = (body as { compositeResponse?: { httpStatusCode: number; body: unknown }[] })
    .compositeResponse;
  return parts ? parts.find(({ httpStatusCode }) => httpStatusCode >= 300)?.body : body;
}

describe.runIf(contractsPresent)('error bodies that others recorded', () => {
  const recorded = contractsPresent ? contract<Recorded[]>('salesforce/errors.json') : [];
  const ofCalls = recorded.filter(({ id }) => id !== ofTokenEndpoint);

  it('are all known to this test', () => {
    expect(ofCalls.map((one) => one.id).sort()).toEqual(Object.keys(expectedKinds).sort());
    expect(recorded).toHaveLength(ofCalls.length + 1);
  });

  it.each(ofCalls)('$id is understood', (one) => {
    const status = one.innerStatus ?? one.status;
    const error = salesforceError({ status, body: bodyOf(one) });
    expect(error.kind).toBe(expectedKinds[one.id]);
    expect(error.crmStatus).toBe(status);
    expect(error.message).toMatch(/^[A-Z].*[.…]$/s);
  });

  it.each([
    ['unknown-field.json', 400, 'validation'],
    ['unknown-object.json', 400, 'missing_scope'],
    ['invalid-field-upsert.json', 400, 'validation'],
    ['crm/delete/not-found.json', 404, 'not_found'],
    ['batch/create/contacts/err-bad-request.json', 400, 'validation'],
    ['metadata/write/err-duplicate-permission-assignment.json', 400, 'conflict'],
  ] as const)('%s is understood', (file, status, kind) => {
    const error = salesforceError({ status, body: contract(`amp-labs/salesforce/${file}`) });
    expect(error).toMatchObject({ kind, retryable: false, outcomeUnknown: false });
  });

  it.each([
    ['unknown-field.json', 'AccountNumer'],
    ['invalid-field-upsert.json', 'MasterRecordId'],
  ])('%s names its field and where to look', (file, field) => {
    const error = salesforceError({ status: 400, body: contract(`amp-labs/salesforce/${file}`) });
    expect(error.fields).toMatchObject([{ field }]);
    expect(error.message).toContain('field-level security');
  });

  it('of the rows of a collection belong each to its row', () => {
    const rows = contract<{ errors: unknown[] }[]>(
      'amp-labs/salesforce/batch/create/contacts/partial-but-allOrNone.json',
    );
    const errors = rows.map((row) => salesforceError({ status: null, body: row.errors }));
    expect(errors.every((error) => error.kind === 'validation')).toBe(true);
    expect(errors.flatMap(({ fields }) => fields.map(({ field }) => field))).not.toEqual([]);
  });

  it('of a row without success beside an id is that of a record that is none', () => {
    const row = contract<{ errors: unknown[] }>('amp-labs/salesforce/success-with-errors.json');
    expect(salesforceError({ status: null, body: row.errors }).kind).toBe('not_found');
  });

  it.each(contractsPresent ? contract<string[]>('salesforce/status-codes.json') : [])(
    '%s on a row is a refusal, never something we do not understand',
    (statusCode) => {
      const body = [{ statusCode, message: 'No.', fields: [] }];
      const error = salesforceError({ status: null, body });
      expect(error.kind).not.toBe('unexpected');
      expect(error.message).toMatch(/^[A-Z].*[.…]$/s);
      expect(error.outcomeUnknown).toBe(false);
    },
  );
});

describe('Salesforce errors', () => {
  it.each([
    [400, 'UNABLE_TO_LOCK_ROW', 'transient', true],
    [400, 'QUERY_TIMEOUT', 'transient', true],
    [400, 'INVALID_QUERY_LOCATOR', 'transient', true],
    [503, 'SERVER_UNAVAILABLE', 'transient', true],
    [500, 'UNKNOWN_EXCEPTION', 'transient', true],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'rate_limited', true],
    [401, 'INVALID_SESSION_ID', 'needs_reauthorisation', false],
    [403, 'API_DISABLED_FOR_ORG', 'missing_scope', false],
    [400, 'TXN_SECURITY_METERING_ERROR', 'missing_scope', false],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'missing_scope', false],
    [403, 'OAUTH_APP_ACCESS_DENIED', 'missing_scope', false],
    [404, 'ENTITY_IS_DELETED', 'not_found', false],
    [400, 'MALFORMED_ID', 'not_found', false],
    [400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'conflict', false],
    [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'validation', false],
    [400, 'STORAGE_LIMIT_EXCEEDED', 'validation', false],
    [400, 'MALFORMED_QUERY', 'unexpected', false],
    [405, 'METHOD_NOT_ALLOWED', 'unexpected', false],
  ] as const)('status %i %s is %s', (status, errorCode, kind, retryable) => {
    const error = salesforceError({ status, body: [{ errorCode, message: 'words' }] });
    expect(error).toMatchObject({ kind, retryable });
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'transient'],
    [403, '<html>Forbidden</html>', 'missing_scope'],
    [406, '', 'transient'],
    [418, '<html></html>', 'unexpected'],
  ] as const)('status %i with a page is %s', (status, body, kind) => {
    expect(salesforceError({ status, body }).kind).toBe(kind);
  });

  it('name the record that holds a unique value, by 18 characters', () => {
    const message =
      'duplicate value found: oppspot__Key__c duplicates value on record with id: 006Op0000000001';
    const error = salesforceError({
      status: 400,
      body: [{ errorCode: 'DUPLICATE_VALUE', message, fields: [] }],
    });
    expect(error).toMatchObject({ kind: 'conflict', existingId: '006Op0000000001IAA' });
  });

  it('name no record where the user may not see it', () => {
    const message =
      'duplicate value found: <unknown> duplicates value on record with id: <unknown>';
    const error = salesforceError({
      status: 400,
      body: [{ errorCode: 'DUPLICATE_VALUE', message }],
    });
    expect(error.existingId).toBeNull();
  });

  it('name the record that a duplicate rule found', () => {
    const record = { Id: '003Op0000000002' };
    const duplicateResult = { matchResults: [{ matchRecords: [{ record }] }] };
    const error = salesforceError({
      status: 400,
      body: [{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one?', duplicateResult }],
    });
    expect(error).toMatchObject({ kind: 'conflict', existingId: '003Op0000000002IAA' });
  });

  it('tell too many calls at once from a day’s calls used up', () => {
    const of = (message: string) =>
      salesforceError({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message }] });
    expect(of('TotalRequests Limit exceeded.').retryAfterMs).toBe(3_600_000);
    expect(of('ConcurrentRequests (Concurrent API Requests) Limit exceeded.').retryAfterMs).toBe(
      2_000,
    );
  });

  it('of several take the one that no other value would cure', () => {
    const body = [
      { errorCode: 'STRING_TOO_LONG', message: 'too long', fields: ['Title'] },
      { errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: 'no', fields: [] },
    ];
    expect(salesforceError({ status: 400, body })).toMatchObject({
      kind: 'missing_scope',
      fields: [],
    });
  });

  it.each([
    [500, true, true],
    [503, true, true],
    [200, true, true],
    [500, false, false],
    [400, true, false],
    [403, true, false],
  ])('status %i on a write (%s) leaves the outcome open: %s', (status, write, unknown) => {
    expect(salesforceError({ status, body: [], write }).outcomeUnknown).toBe(unknown);
  });

  it('keep the sentence of whoever could not give a token', () => {
    const gone = new AppError('Salesforce was disconnected. Connect it again.', {
      code: 'disconnected',
      status: 409,
    });
    expect(internalError(gone)).toMatchObject({ kind: 'unexpected', message: gone.message });
  });

  it('of our own are no reason to read back: nothing was sent', () => {
    const error = callError(new TypeError('x is not a function'), null, true);
    expect(error).toMatchObject({ kind: 'unexpected', outcomeUnknown: false });
  });

  it('survive bodies of any shape', () => {
    for (const body of [undefined, 7, 'text', [], [null], { errorCode: 3 }, [{ fields: 'x' }]]) {
      expect(salesforceError({ status: 418, body }).kind).toBe('unexpected');
    }
  });
});
