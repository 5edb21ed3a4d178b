/** One call as the stand-in saw it. Credentials are not kept. */
export interface LoggedRequest {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form fields; the raw text when neither; null when there was none. */
  body: unknown;
  portalId: number | null;
  /** Null until answered, and when the connection was cut instead. */
  status: number | null;
  /** ISO 8601 by the stand-in's clock. */
  readonly startedAt: string;
  endedAt: string | null;
}

export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  start(method: string, url: URL, now: Date): LoggedRequest {
    const entry: LoggedRequest = {
      number: this.#entries.length + 1,
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: null,
      portalId: null,
      status: null,
      startedAt: now.toISOString(),
      endedAt: null,
    };
    this.#entries.push(entry);
    return entry;
  }

  entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
