/** The fields an account offers, asked for rarely: a page that saves has just been shown. */
import type { CrmField } from '../../shared/contract/mappings.ts';
import { objectType } from '../../shared/plan/plan.ts';
import type { CrmConnector } from '../crm/connector.ts';

interface Remembered {
  readonly askedAt: number;
  readonly fields: Promise<readonly CrmField[]>;
}

/** No list is used that is older, whoever asks. */
const longestMs = 60_000;

/** The field lists of accounts, remembered by this process for a minute. */
export class FieldListsMemory {
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();

  /** @param now milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The fields of every object, not older than `maxAgeMs`.
   * @throws CrmError when the CRM does not tell them; the next caller asks again
   */
  read(
    integrationId: string,
    connector: CrmConnector,
    maxAgeMs: number,
  ): Promise<readonly CrmField[]> {
    const now = this.#now();
    for (const [id, { askedAt }] of this.#remembered) {
      if (now - askedAt >= longestMs) this.#remembered.delete(id);
    }
    const known = this.#remembered.get(integrationId);
    if (known && now - known.askedAt < maxAgeMs) return known.fields;
    const fields = ask(connector);
    this.#remembered.set(integrationId, { askedAt: now, fields });
    fields.catch(() => {
      if (this.#remembered.get(integrationId)?.fields === fields) {
        this.#remembered.delete(integrationId);
      }
    });
    return fields;
  }
}

async function ask(connector: CrmConnector): Promise<CrmField[]> {
  const lists = await Promise.all(
    objectType.options.map(async (object) =>
      (await connector.fields(object)).map((field) => ({ ...field, object })),
    ),
  );
  return lists.flat();
}
