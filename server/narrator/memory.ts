/** Summaries that a model wrote before: the same facts again cost nothing, and what is of a person can be erased. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Summary, summary } from '../../shared/contract/v1.ts';
import type { Language } from '../../shared/language/language.ts';
import type { ErasableCache } from '../cache/cache.ts';
import type { Facts } from './facts.ts';
import type { NarratedRecord } from './narrator.ts';
import { promptVersion } from './prompt.ts';

type Sentences = Summary['sentences'];

export interface MemoryEntry {
  /** Null when it is not known. */
  get(): Promise<Sentences | null>;
  set(sentences: Sentences): Promise<void>;
}

const ttlMs = 30 * 24 * 60 * 60 * 1000;
const remembered = z.object({ content: z.string(), sentences: summary.shape.sentences });

export interface MemoryOptions {
  readonly cache: ErasableCache;
  readonly model: string;
  readonly baseUrl: string;
}

export class Memory {
  readonly #options: MemoryOptions;
  /** Being written: an erasure has to come after them. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(options: MemoryOptions) {
    this.#options = options;
  }

  /**
   * Same facts for the same tenant by the same model and prompt in the same language: same summary. Public facts are shared
   * by the tenant's records; what people did as the CRM saw it is kept under the record alone, so that
   * it can be found when the person is erased.
   */
  entryFor(record: NarratedRecord, facts: Facts, language: Language): MemoryEntry {
    const { cache } = this.#options;
    const content = digest([record.organizationId, language, ...this.#contentOf(facts)]);
    const isOfRecord = facts.evidence.some(({ source }) => source.type === 'crm');
    const key = isOfRecord ? keyOf(record) : `narrator:${content}`;
    return {
      get: async () => {
        const entry = remembered.safeParse(await cache.get(key));
        return entry.success && entry.data.content === content ? entry.data.sentences : null;
      },
      set: async (sentences) => {
        const writing = cache.set(key, { content, sentences }, ttlMs);
        this.#writing.set(key, writing);
        try {
          await writing;
        } finally {
          if (this.#writing.get(key) === writing) this.#writing.delete(key);
        }
      },
    };
  }

  async forget(record: NarratedRecord): Promise<void> {
    const key = keyOf(record);
    await this.#writing.get(key)?.catch(() => {});
    await this.#options.cache.erase(key);
  }

  #contentOf(facts: Facts): unknown[] {
    const { model, baseUrl } = this.#options;
    const content = facts.evidence.map(({ id, kind, text, observedAt }) => {
      const signal = facts.signalByAlias.get(id);
      return [facts.idByAlias.get(id), kind, text, observedAt, signal?.type, signal?.priority];
    });
    return [promptVersion, baseUrl, model, content];
  }
}

function keyOf({ organizationId, integrationId, object, id }: NarratedRecord): string {
  return `narrator:record:${digest([organizationId, integrationId, object, id])}`;
}

const digest = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
