/** What an account offers to choose from, asked for rarely: a page that saves has just been shown. */
import type { CrmConnector, CrmOwner, CrmPipeline } from '../crm/connector.ts';
import { type CrmError, isCrmError } from '../crm/errors.ts';

export interface Listing<T> {
  readonly items: readonly T[];
  /** Why the items are not known; null when they are. */
  readonly error: CrmError | null;
}

export interface AccountLists {
  readonly owners: Listing<CrmOwner>;
  readonly pipelines: Listing<CrmPipeline>;
}

interface Remembered {
  readonly askedAt: number;
  readonly lists: Promise<AccountLists>;
}

/** No list is used that is older, whoever asks. */
const longestMs = 60_000;

/** The lists of accounts, remembered by this process for a minute. */
export class AccountListsMemory {
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();

  /** @param now milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The lists, not older than `maxAgeMs`. A list that cannot be read is empty and says why. */
  read(integrationId: string, connector: CrmConnector, maxAgeMs: number): Promise<AccountLists> {
    const now = this.#now();
    const known = this.#remembered.get(integrationId);
    if (known && now - known.askedAt < Math.min(maxAgeMs, longestMs)) return known.lists;
    this.#dropOld(now);
    const lists = ask(connector);
    this.#remembered.set(integrationId, { askedAt: now, lists });
    const forget = () => {
      if (this.#remembered.get(integrationId)?.lists === lists) {
        this.#remembered.delete(integrationId);
      }
    };
    lists.then(({ owners, pipelines }) => {
      // Whatever was in the way may be out of it the next time, a lacking permission included.
      if (owners.error || pipelines.error) forget();
    }, forget);
    return lists;
  }

  #dropOld(now: number): void {
    for (const [id, { askedAt }] of this.#remembered) {
      if (now - askedAt >= longestMs) this.#remembered.delete(id);
    }
  }
}

async function ask(connector: CrmConnector): Promise<AccountLists> {
  const [owners, pipelines] = await Promise.all([
    listing(connector.owners()),
    listing(connector.pipelines()),
  ]);
  return { owners, pipelines };
}

async function listing<T>(items: Promise<readonly T[]>): Promise<Listing<T>> {
  try {
    return { items: await items, error: null };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return { items: [], error };
  }
}
