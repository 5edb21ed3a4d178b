import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import type { WriteContext } from '../org/write-rules.ts';
import type { Cursors } from '../soql/cursors.ts';

/** A call inside a composite one. */
export interface Subrequest {
  readonly method: string;
  /** Path and query from `/services/data/` on. */
  readonly url: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}

/** One request as a route handler sees it: authenticated, counted, parsed. */
export interface Call {
  readonly method: string;
  /** `68.0` */
  readonly version: string;
  /** Values of the `:named` segments of the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or CSV as text; undefined when there was no body. */
  readonly body: unknown;
  readonly org: Org;
  readonly access: Access;
  readonly write: WriteContext;
  readonly cursors: Cursors;
  /** Who calls, for people: `…/id/{org}/{user}`. */
  readonly identityUrl: string;
  /** Requests the org has made in the last 24 hours, and may. */
  readonly usage: { readonly used: number; readonly limit: number };
  /** Counts further calls of a batch. Throws when there are none left. */
  count(calls: number): void;
  /** Works on a call inside this one; refusals are answers. */
  sub(request: Subrequest): Answer;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; no body when undefined. */
  readonly body?: unknown;
  /** Sent as it stands instead of JSON. */
  readonly page?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path after the version, e.g. `/sobjects/:type/:id`. */
  readonly pattern: string;
  handle(call: Call): Answer;
}
