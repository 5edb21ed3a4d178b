/** PGlite behind a `pg.Pool`, so that all other code is the same on both databases. */
import type { PGlite } from '@electric-sql/pglite';
import { PglitePgConnection } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';

/**
 * A pool of one over an open PGlite. The pool must be the only user of the object: a direct call
 * would run inside whatever transaction is open. Ending the pool leaves PGlite open.
 */
export function createPglitePool(pglite: PGlite, options: { acquireTimeoutMs: number }): pg.Pool {
  let latest = Promise.resolve();

  /**
   * All connections share one backend. After a failed query the pool drops its client while the
   * rest of that exchange is still queued; the next connection waits for it, so that no statement
   * of its own can land in the middle, where the backend skips everything up to the next sync.
   */
  class Connection extends PglitePgConnection {
    readonly #ended = Promise.withResolvers<void>();

    override async connect(port: number, host: string): Promise<void> {
      const previous = latest;
      latest = this.#ended.promise;
      await previous;
      await super.connect(port, host);
    }

    override end(): void {
      super.end();
      this.once('end', () => this.#ended.resolve());
    }
  }

  /** A connection object of its own per client: the stock one is deaf once it was ended. */
  class Client extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // The declared type of `connection` is the socket connection; `pg` uses only what both have.
      const connection = new Connection({ pglite }) as unknown as pg.Connection;
      super({ ...config, connection } as pg.ClientConfig);
    }
  }

  return new pg.Pool({
    Client,
    max: 1,
    // With one connection a query beside an open transaction would wait for ever.
    connectionTimeoutMillis: options.acquireTimeoutMs,
    idleTimeoutMillis: 0,
    // A new client inherits the backend's session, perhaps inside its predecessor's transaction.
    onConnect: async (client) => {
      await client.query('rollback');
      await client.query('discard all');
    },
  });
}
