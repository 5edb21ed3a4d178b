/** Signs as the Apex of our package does. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { salesforceHeaders, salesforceSignedText } from '../../shared/contract/salesforce.ts';

export interface ApexKeys {
  /** `<key id>.<secret>`. */
  readonly apiKey: string;
  /** Base64. */
  readonly signingKey: string;
}

/** The headers of one call. */
export function signApexCall(
  { apiKey, signingKey }: ApexKeys,
  call: {
    readonly path: string;
    readonly body: string;
    /** Milliseconds. */
    readonly now: number;
    readonly nonce?: string;
  },
): Record<string, string> {
  const timestamp = String(call.now);
  const nonce = call.nonce ?? randomUUID();
  const bodySha256 = createHash('sha256').update(call.body, 'utf8').digest('hex');
  const text = salesforceSignedText({
    timestamp,
    nonce,
    method: 'POST',
    path: call.path,
    bodySha256,
  });
  return {
    Authorization: `Bearer ${apiKey}`,
    'Content-Type': 'application/json',
    [salesforceHeaders.timestamp]: timestamp,
    [salesforceHeaders.nonce]: nonce,
    [salesforceHeaders.signature]: createHmac('sha256', Buffer.from(signingKey, 'base64'))
      .update(text, 'utf8')
      .digest('hex'),
  };
}
