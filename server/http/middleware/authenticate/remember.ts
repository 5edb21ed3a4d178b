import { createHash } from 'node:crypto';
import type { Authenticate } from './index.ts';

/** A revoked token is refused after this long at the latest. */
const rememberMs = 5_000;
const maxTokens = 1_000;

/**
 * The same look-up, asked once for requests that come together: a burst with one token costs one
 * query. Refusals are not remembered, so that a token works as soon as it exists.
 * @param now milliseconds
 */
export function remembered(authenticate: Authenticate, now: () => number): Authenticate {
  const known = new Map<string, { answer: ReturnType<Authenticate>; until: number }>();
  return (token) => {
    const key = createHash('sha256').update(token).digest('base64url');
    const found = known.get(key);
    if (found && found.until > now()) return found.answer;
    if (known.size >= maxTokens) known.clear();
    const answer = authenticate(token);
    known.set(key, { answer, until: now() + rememberMs });
    const forget = () => {
      if (known.get(key)?.answer === answer) known.delete(key);
    };
    // Nor is a connection that is not there yet.
    answer.then(
      (principal) => principal?.soleIntegrationId ?? principal?.integrationId ?? forget(),
      forget,
    );
    return answer;
  };
}
