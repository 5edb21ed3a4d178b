/** Whether a call came from our package in the org that a key was given to, and from nobody else. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { salesforceSignedText } from '../../../shared/contract/salesforce.ts';

/** What was sent, before anything of it was looked at. */
export interface ApexCall {
  readonly method: string;
  /** As it stands in the request. */
  readonly path: string;
  readonly body: Buffer;
  readonly authorization: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
}

/** What the key's owner was given. */
export interface ApexKey {
  readonly secretHash: Buffer;
  /** Base64. */
  readonly signingKey: string;
}

/** The parts of a call that can be a signed one at all. */
export interface Presented {
  readonly keyId: string;
  readonly secret: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

/** Clocks of Salesforce's servers and ours may differ by so much, either way. */
const windowMs = 5 * 60_000;

const bearer = /^Bearer ([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{20,128})$/;

/** Null when something is missing or of a form that our Apex never sends. */
export function presentedBy(call: ApexCall): Presented | null {
  const token = bearer.exec(call.authorization ?? '');
  const { timestamp = '', nonce = '', signature = '' } = call;
  const isWhole =
    /^\d{12,14}$/.test(timestamp) &&
    /^[A-Za-z0-9_-]{16,64}$/.test(nonce) &&
    /^[0-9a-f]{64}$/.test(signature);
  if (!token || !isWhole) return null;
  return { keyId: token[1] ?? '', secret: token[2] ?? '', timestamp, nonce, signature };
}

/**
 * Whether the bearer's secret and the signature are those of the key and the call is of now. An unknown
 * key takes as long as a known one.
 * @param now milliseconds
 */
export function isSignedByApex(
  call: ApexCall,
  presented: Presented,
  key: ApexKey | null,
  now: number,
): boolean {
  const { secretHash, signingKey } = key ?? nobodysKey;
  const secretIsRight = timingSafeEqual(
    createHash('sha256').update(presented.secret).digest(),
    secretHash,
  );
  const expected = signatureOf(signingKey, { ...call, ...presented });
  const signatureIsRight = timingSafeEqual(
    Buffer.from(presented.signature, 'hex'),
    Buffer.from(expected, 'hex'),
  );
  const isOfNow = Math.abs(now - Number(presented.timestamp)) <= windowMs;
  return key !== null && secretIsRight && signatureIsRight && isOfNow;
}

const nobodysKey: ApexKey = { secretHash: Buffer.alloc(32), signingKey: '' };

/** HMAC-SHA256 in lower-case hexadecimal digits, as `Crypto.generateMac` and `EncodingUtil.convertToHex` give it. */
export function signatureOf(
  signingKey: string,
  call: {
    readonly timestamp: string;
    readonly nonce: string;
    readonly method: string;
    readonly path: string;
    readonly body: Buffer;
  },
): string {
  const { timestamp, nonce, method, path, body } = call;
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', Buffer.from(signingKey, 'base64'))
    .update(salesforceSignedText({ timestamp, nonce, method, path, bodySha256 }))
    .digest('hex');
}
