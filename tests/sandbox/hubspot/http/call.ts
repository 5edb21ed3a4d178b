import type { AppGrant, Grant } from '../gate/auth.ts';
import type { AppJournals } from '../journal/journals.ts';
import type { Portal } from '../portal/portal.ts';
import type { StandinState } from '../state.ts';

/** API generation of a path; some answers differ. */
export type ApiVersion = 'v1' | 'v2' | 'v3' | 'v4' | '2026-03' | '2026-09';

/** One request as a route handler sees it: authenticated, counted, parsed. */
export interface Call {
  readonly method: string;
  readonly version: ApiVersion;
  /** Values of the `:named` segments of the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON or form fields; undefined when there was no body. */
  readonly body: unknown;
  readonly bodyBytes: number;
  readonly portal: Portal;
  readonly grant: Grant;
  readonly at: number;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; no body when undefined. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Version-free path, e.g. `/crm/objects/:type/:id`. */
  readonly pattern: string;
  readonly isSearch?: boolean;
  /** Scopes it needs. May throw for an unknown object type. */
  scopes(call: Pick<Call, 'params'>): readonly string[];
  handle(call: Call): Answer;
}

/** A route without bearer token, scopes and CRM limits, with form fields as body. */
export interface OAuthRoute {
  readonly pattern: string;
  handle(
    form: URLSearchParams,
    standin: Pick<StandinState, 'tokens' | 'journals'>,
    now: number,
  ): Answer;
}

/** A route behind a token of an app itself. */
export interface AppRoute {
  readonly method: 'GET' | 'POST';
  readonly pattern: string;
  readonly scope: string;
  handle(call: {
    readonly grant: AppGrant;
    readonly journals: AppJournals;
    readonly params: Readonly<Record<string, string>>;
    readonly body: unknown;
    /** Of the stand-in itself. */
    readonly origin: string;
    readonly at: number;
  }): Answer;
}
