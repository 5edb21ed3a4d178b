import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Cache } from '../cache/cache.ts';
import type { Database } from './database.ts';
import { toJsonb, toText } from './json.ts';

export interface ResearchCacheOptions {
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Keys that are asked for together, and what the database has of them. */
interface Question {
  readonly keys: Set<string>;
  readonly answers: Promise<ReadonlyMap<string, unknown> | null>;
}

/** Expired rows go once in this many writes, at most this many at a time. */
const pruneEvery = 100;
const pruneLimit = 1_000;

/**
 * The cache of public company facts in our own database. All tenants share it, so nothing of a CRM
 * record or a tenant may be put in. A database that fails is a miss and a warning.
 */
export class ResearchCache implements Cache {
  readonly #database: Database;
  readonly #now: () => Date;
  readonly #logger: Pick<Logger, 'warn'>;
  #writes = 0;
  #question: Question | null = null;

  constructor(database: Database, options: ResearchCacheOptions) {
    this.#database = database;
    this.#now = options.now;
    this.#logger = options.logger;
  }

  async get<T>(key: string): Promise<T | null> {
    const question = this.#question ?? this.#ask();
    this.#question = question;
    question.keys.add(toText(key));
    const answers = await question.answers;
    return (answers?.get(toText(key)) ?? null) as T | null;
  }

  /** One statement for all who ask in one turn of the event loop: a batch asks about many companies. */
  #ask(): Question {
    const keys = new Set<string>();
    const answers = nextTurn().then(() => {
      this.#question = null;
      return this.#orMiss('get', () =>
        this.#database.asSystem(async (trx) => {
          const rows = await trx
            .selectFrom('research_cache')
            .select(['key', 'value'])
            .where(sql<boolean>`key = any(${[...keys]}::text[])`)
            .where('expires_at', '>', this.#now())
            .execute();
          return new Map<string, unknown>(rows.map((row) => [row.key, row.value]));
        }),
      );
    });
    return { keys, answers };
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    if (ttlMs <= 0) return this.delete(key);
    const row = {
      value: toJsonb(value),
      expires_at: new Date(this.#now().getTime() + ttlMs),
    };
    await this.#orMiss('set', () =>
      this.#database.asSystem(async (trx) => {
        await trx
          .insertInto('research_cache')
          .values({ key: toText(key), ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
        return null;
      }),
    );
    this.#writes += 1;
    if (this.#writes % pruneEvery === 0) await this.prune();
  }

  async delete(key: string): Promise<void> {
    await this.#orMiss('delete', () =>
      this.#database.asSystem((trx) =>
        trx.deleteFrom('research_cache').where('key', '=', toText(key)).execute(),
      ),
    );
  }

  /** Removes expired rows. */
  async prune(): Promise<void> {
    await this.#orMiss('prune', () =>
      this.#database.asSystem((trx) =>
        trx
          .deleteFrom('research_cache')
          .where('key', 'in', (rows) =>
            rows
              .selectFrom('research_cache')
              .select('key')
              .where('expires_at', '<=', this.#now())
              .limit(pruneLimit),
          )
          .execute(),
      ),
    );
  }

  async #orMiss<T>(operation: string, call: () => Promise<T | null>): Promise<T | null> {
    try {
      return await call();
    } catch (err) {
      this.#logger.warn({ err, operation }, 'the research cache did not answer');
      return null;
    }
  }
}
