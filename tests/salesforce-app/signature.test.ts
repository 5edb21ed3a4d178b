import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ApexCall,
  isSignedByApex,
  presentedBy,
  signatureOf,
} from '../../server/crm/salesforce/apex-signature.ts';
import { salesforceHeaders } from '../../shared/contract/salesforce.ts';
import { signApexCall } from '../support/apex-signing.ts';

interface Vector {
  readonly about: string;
  readonly signingKey: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly signature: string;
}

/** Computed by another program than ours. */
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, 'signature-vectors.json'), 'utf8'),
) as Vector[];

const keyId = 'k'.repeat(24);
const secret = 's'.repeat(43);
const secretHash = createHash('sha256').update(secret).digest();

const callOf = (vector: Vector): ApexCall => ({
  method: vector.method,
  path: vector.path,
  body: Buffer.from(vector.body),
  authorization: `Bearer ${keyId}.${secret}`,
  timestamp: vector.timestamp,
  nonce: vector.nonce,
  signature: vector.signature,
});

function isAccepted(vector: Vector, changes: Partial<ApexCall> = {}, lateMs = 0): boolean {
  const call = { ...callOf(vector), ...changes };
  const presented = presentedBy(call);
  if (!presented) return false;
  const key = { secretHash, signingKey: vector.signingKey };
  return isSignedByApex(call, presented, key, Number(vector.timestamp) + lateMs);
}

describe.each(vectors)('the signature of $about', (vector) => {
  it('is the one that another program computed', () => {
    const { body, signingKey, signature, ...call } = vector;
    expect(signatureOf(signingKey, { ...call, body: Buffer.from(body) })).toBe(signature);
    const headers = signApexCall(
      { apiKey: `${keyId}.${secret}`, signingKey },
      { path: vector.path, body, now: Number(vector.timestamp), nonce: vector.nonce },
    );
    expect(headers[salesforceHeaders.signature]).toBe(signature);
    expect(isAccepted(vector)).toBe(true);
  });

  it.each<[string, Partial<ApexCall>]>([
    ['one byte more', { body: Buffer.from(`${vector.body} `) }],
    ['another path', { path: `${vector.path}/` }],
    ['another method', { method: 'PUT' }],
    ['another nonce', { nonce: 'a'.repeat(32) }],
    ['another time', { timestamp: String(Number(vector.timestamp) + 1) }],
    ['another secret', { authorization: `Bearer ${keyId}.${'t'.repeat(43)}` }],
    ['a signature in capitals', { signature: vector.signature.toUpperCase() }],
    ['a shorter signature', { signature: vector.signature.slice(1) }],
    ['no signature', { signature: undefined }],
    ['a header sent twice', { nonce: `${vector.nonce}, ${vector.nonce}` }],
  ])('is worthless with %s', (_, changes) => {
    expect(isAccepted(vector, changes)).toBe(false);
  });

  it('is good for five minutes, whichever clock is ahead', () => {
    expect(isAccepted(vector, {}, 300_000)).toBe(true);
    expect(isAccepted(vector, {}, -300_000)).toBe(true);
    expect(isAccepted(vector, {}, 300_001)).toBe(false);
    expect(isAccepted(vector, {}, -300_001)).toBe(false);
  });
});

it('an unknown key signs nothing, not even with the empty key', () => {
  const [vector] = vectors as [Vector];
  const body = Buffer.from(vector.body);
  const call = { ...callOf(vector), signature: signatureOf('', { ...vector, body }) };
  const presented = presentedBy(call);
  if (!presented) throw new Error('The call is whole.');
  expect(isSignedByApex(call, presented, null, Number(vector.timestamp))).toBe(false);
});
