/** Access tokens of every org. */
import { SalesforceError } from '../http/errors.ts';
import type { Permissions } from '../org/access.ts';

/** What a valid access token stands for. */
export interface Session {
  readonly token: string;
  readonly orgId: string;
  readonly userId: string;
  readonly permissions: Permissions | undefined;
  /** The grant it came from; null for tokens given to the stand-in directly. */
  readonly grantId: string | null;
  /** Milliseconds without a call after which it ends; null: never. */
  readonly idleMs: number | null;
  expiresAt: number | null;
}

export class SessionStore {
  readonly #sessions = new Map<string, Session>();

  add(session: Session): void {
    this.#sessions.set(session.token, session);
  }

  /** The live session of a token. Each use puts its end off. */
  find(token: string, now: number): Session | undefined {
    const session = this.#sessions.get(token);
    if (!session || (session.expiresAt !== null && session.expiresAt <= now)) return undefined;
    if (session.idleMs !== null) session.expiresAt = now + session.idleMs;
    return session;
  }

  /** Throws Salesforce's 401 unless the header carries a live token. */
  authenticate(header: string | undefined, now: number): Session {
    const session = this.find(bearer(header), now);
    if (session) return session;
    throw new SalesforceError(401, {
      code: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });
  }

  end(token: string): boolean {
    return this.#sessions.delete(token);
  }

  endAllOf(grantId: string): void {
    for (const [token, session] of this.#sessions) {
      if (session.grantId === grantId) this.#sessions.delete(token);
    }
  }
}

/** The token of an authorization header; empty when there is none. `OAuth` is an old name of `Bearer`. */
export function bearer(header: string | undefined): string {
  return /^(?:Bearer|OAuth) (\S+)$/i.exec(header ?? '')?.[1] ?? '';
}
