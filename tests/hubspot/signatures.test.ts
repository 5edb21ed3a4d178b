import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
  isSignedByHubSpot,
  type OlderSignature,
  SIGNATURE_WINDOW_MS,
  type SignedRequest,
  signedUrl,
} from '../../server/crm/hubspot/signatures.ts';
import { asCaller, signV1, signV2, signV3 } from '../sandbox/hubspot/signing.ts';
import { contract, contractsPresent } from '../support/contracts.ts';

// The official client has no types for its helper's options that fit our compiler's settings.
const { Signature } = createRequire(import.meta.url)('@hubspot/api-client') as {
  Signature: { isValid(options: Record<string, unknown>): boolean };
};

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const now = 1_800_000_000_000;

interface Vector {
  id: string;
  version: 'v1' | 'v2' | 'v3';
  secret: string;
  method: string | null;
  uri: string | null;
  body: string;
  timestamp: string | number | null;
  expected: string;
}

function requestOf(vector: Vector): SignedRequest {
  const isV3 = vector.version === 'v3';
  return {
    method: vector.method ?? 'POST',
    url: vector.uri ?? 'https://www.example.com/webhook_uri',
    body: Buffer.from(vector.body),
    signatureV3: isV3 ? vector.expected : undefined,
    timestamp: vector.timestamp === null ? undefined : String(vector.timestamp),
    signature: isV3 ? undefined : vector.expected,
    version: isV3 ? undefined : vector.version,
  };
}

const olderOf = ({ version }: Vector): OlderSignature | null => (version === 'v3' ? null : version);
const timeOf = ({ timestamp }: Vector) => (timestamp === null ? now : Number(timestamp));

describe.runIf(contractsPresent)('published vectors', () => {
  const vectors = contractsPresent
    ? contract<{ vectors: Vector[] }>('hubspot/signature-vectors.json').vectors
    : [];

  it.each(vectors)('$id is accepted', (vector) => {
    const ok = isSignedByHubSpot(requestOf(vector), vector.secret, olderOf(vector), timeOf(vector));
    expect(ok).toBe(true);
  });

  it.each(vectors)('$id is refused once any byte of it changes', (vector) => {
    const request = requestOf(vector);
    const changed = (change: Partial<SignedRequest>, key = vector.secret) =>
      isSignedByHubSpot({ ...request, ...change }, key, olderOf(vector), timeOf(vector));
    for (let index = 0; index < request.body.length; index += 1) {
      const body = Buffer.from(request.body);
      body[index] = (body[index] ?? 0) ^ 1;
      expect(changed({ body }), `byte ${index} of the body`).toBe(false);
    }
    expect(changed({ body: Buffer.concat([request.body, Buffer.from(' ')]) })).toBe(false);
    for (let index = 0; index < vector.expected.length; index += 1) {
      const other = vector.expected[index] === 'a' ? 'b' : 'a';
      const text = vector.expected.slice(0, index) + other + vector.expected.slice(index + 1);
      const header = vector.version === 'v3' ? { signatureV3: text } : { signature: text };
      expect(changed(header), `character ${index} of the signature`).toBe(false);
    }
    expect(changed({}, `${vector.secret}x`)).toBe(false);
    if (vector.version === 'v1') return;
    expect(changed({ method: request.method === 'GET' ? 'POST' : 'GET' })).toBe(false);
    for (let index = 0; index < request.url.length; index += 1) {
      const url = `${request.url.slice(0, index)}~${request.url.slice(index + 1)}`;
      expect(changed({ url }), `character ${index} of the address`).toBe(false);
    }
  });
});

describe('a v3 signature', () => {
  const card = asCaller(
    'https://smartsync.example/hubspot/cards/contact/1001?seen=3&note=a%20b%26c',
    {
      portalId: 7_000_001,
      userId: 9001,
      userEmail: "rep+o'neil(uk)@sellers.example",
      appId: 54_321,
    },
  );
  const body = '{"mode":"write","name":"Zoë – €"}';

  function signed(at = now, url = card): SignedRequest {
    const headers = signV3({ method: 'POST', url, body }, secret, at);
    return {
      method: 'POST',
      url,
      body: Buffer.from(body),
      signatureV3: headers['X-HubSpot-Signature-v3'],
      timestamp: headers['X-HubSpot-Request-Timestamp'],
      signature: undefined,
      version: undefined,
    };
  }

  it('covers the address with its query as HubSpot decodes it, and text beyond ASCII', () => {
    expect(isSignedByHubSpot(signed(), secret, null, now)).toBe(true);
  });

  it('is what the official client accepts, too', () => {
    const { signatureV3, timestamp } = signed(Date.now());
    const valid = Signature.isValid({
      signatureVersion: 'v3',
      signature: signatureV3,
      method: 'POST',
      clientSecret: secret,
      requestBody: body,
      url: signedUrl(card),
      timestamp: Number(timestamp),
    });
    expect(valid).toBe(true);
  });

  it('decodes twelve escapes and no other', () => {
    expect(signedUrl('%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B %3a%2f %20%26%3D%2B%25%23')).toBe(
      ":/?@!$'()*,; :/ %20%26%3D%2B%25%23",
    );
  });

  it('of an undecoded address, as the development proxy signs, is accepted', () => {
    const request = signed();
    const signatureV3 = createHmac('sha256', secret)
      .update(`POST${card}${body}${now}`)
      .digest('base64');
    expect(isSignedByHubSpot({ ...request, signatureV3 }, secret, null, now)).toBe(true);
  });

  it.each([
    ['exactly five minutes old', -SIGNATURE_WINDOW_MS, true],
    ['a millisecond older', -SIGNATURE_WINDOW_MS - 1, false],
    ['exactly five minutes ahead', SIGNATURE_WINDOW_MS, true],
    ['a millisecond further ahead', SIGNATURE_WINDOW_MS + 1, false],
  ])('%s', (_name, offset, accepted) => {
    expect(isSignedByHubSpot(signed(now + offset), secret, null, now)).toBe(accepted);
  });

  it.each([
    '',
    ' ',
    'NaN',
    '1e12',
    '-1',
    `${now}.0`,
    ` ${now}`,
    `${now}\n`,
    '0x1',
    `${now}, ${now}`,
  ])('with the timestamp %j is refused, whatever was signed', (timestamp) => {
    const signatureV3 = createHmac('sha256', secret)
      .update(`POST${signedUrl(card)}${body}${timestamp}`)
      .digest('base64');
    expect(isSignedByHubSpot({ ...signed(), timestamp, signatureV3 }, secret, null, now)).toBe(
      false,
    );
  });

  it('without a timestamp is refused', () => {
    expect(isSignedByHubSpot({ ...signed(), timestamp: undefined }, secret, null, now)).toBe(false);
  });

  it('that is bad is not made up for by an older one that is good', () => {
    const v2 = signV2({ method: 'POST', url: card, body }, secret);
    const request = {
      ...signed(),
      signatureV3: 'bad',
      signature: v2['X-HubSpot-Signature'],
      version: 'v2',
    };
    expect(isSignedByHubSpot(request, secret, 'v2', now)).toBe(false);
  });
});

describe('an older signature', () => {
  const url = 'https://smartsync.example/hubspot/webhooks';
  const body = '[{"eventId":1}]';
  const request = (headers: Record<string, string>): SignedRequest => ({
    method: 'POST',
    url,
    body: Buffer.from(body),
    signatureV3: undefined,
    timestamp: undefined,
    signature: headers['X-HubSpot-Signature'],
    version: headers['X-HubSpot-Signature-Version'],
  });
  const v1 = request(signV1(body, secret));
  const v2 = request(signV2({ method: 'POST', url, body }, secret));

  it('counts on the route that allows it and on no other', () => {
    const accepted = (signed: SignedRequest) =>
      ([null, 'v1', 'v2'] as const).map((older) => isSignedByHubSpot(signed, secret, older, now));
    expect(accepted(v1)).toEqual([false, true, false]);
    expect(accepted(v2)).toEqual([false, false, true]);
  });

  it('does not count under the name of another scheme', () => {
    expect(isSignedByHubSpot({ ...v1, version: 'v2' }, secret, 'v1', now)).toBe(false);
  });

  it('that is missing is refused', () => {
    expect(isSignedByHubSpot({ ...v1, signature: undefined }, secret, 'v1', now)).toBe(false);
  });
});
