/** One call as a stand-in saw it. Credentials are not kept. */
export interface LoggedCall {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form fields; the raw text when neither; null when there was none. */
  body: unknown;
  /** Null until answered, and when the connection was cut instead. */
  status: number | null;
  /** ISO 8601 by the stand-in's clock. */
  readonly startedAt: string;
  endedAt: string | null;
}

/** Calls in order of arrival; each starts with what its stand-in notes besides. */
export class RequestLog<Noted extends object> {
  readonly #entries: (LoggedCall & Noted)[] = [];
  readonly #unnoted: Noted;

  constructor(unnoted: Noted) {
    this.#unnoted = unnoted;
  }

  start(method: string, url: URL, now: Date): LoggedCall & Noted {
    const entry = {
      number: this.#entries.length + 1,
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: null,
      ...this.#unnoted,
      status: null,
      startedAt: now.toISOString(),
      endedAt: null,
    };
    this.#entries.push(entry);
    return entry;
  }

  entries(): readonly (LoggedCall & Noted)[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
