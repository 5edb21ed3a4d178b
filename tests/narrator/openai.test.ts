import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gateSummary } from '../../shared/narrative/gate.ts';
import type { Mode } from '../sandbox/openai/standin.ts';
import { crmFacts, openJobs, publicFact, publicFacts, registration } from './support/evidence.ts';
import {
  inputWith,
  mapCache,
  narrated,
  narratorOn,
  signalOn,
  standin,
  template,
} from './support/narrator.ts';

describe('a model that writes what the evidence says', () => {
  it('is the author of the summary, each sentence citing the evidence by its real id', async () => {
    const service = await standin();
    const { summary, fallbackReason } = await narratorOn(service).write(inputWith());
    expect(fallbackReason).toBeNull();
    expect(summary).toMatchObject({ author: 'model', model: service.model });
    const cited = summary.sentences.flatMap(({ evidenceIds }) => evidenceIds);
    expect(new Set(cited)).toEqual(new Set([registration.id, openJobs.id]));
    expect(gateSummary(summary, [registration, openJobs]).ok).toBe(true);
  });

  it.each([...publicFacts, ...crmFacts.slice(0, 3)].map((item) => [item.kind, item] as const))(
    'can say what is known of %s in words that pass the gate',
    async (_kind, item) => {
      const { summary, fallbackReason } = await narratorOn(await standin()).write(
        inputWith([item]),
      );
      expect(fallbackReason).toBeNull();
      expect(summary.sentences).toHaveLength(1);
      expect(summary.sentences[0]?.evidenceIds).toEqual([item.id]);
    },
  );

  it('is shown warnings and important signals first', async () => {
    const service = await standin();
    const accounts = publicFacts.find(({ kind }) => kind === 'accounts') ?? registration;
    const signals = [
      signalOn(openJobs),
      signalOn(accounts, { type: 'overdue-accounts', polarity: 'negative' }),
    ];
    const { summary } = await narratorOn(service).write(
      inputWith([registration, openJobs, accounts], { signals }),
    );
    expect(summary.sentences.map(({ evidenceIds }) => evidenceIds)).toEqual([
      [accounts.id],
      [openJobs.id],
      [registration.id],
    ]);
  });

  it('is shown at most thirty facts', async () => {
    const service = await standin();
    const many = Array.from({ length: 80 }, (_, index) => ({ ...openJobs, id: `jobs:${index}` }));
    await narratorOn(service).write(inputWith(many));
    const prompt = service.requests()[0]?.body.messages.at(-1)?.content ?? '';
    expect(prompt.match(/"fact"/g)).toHaveLength(30);
  });
});

describe('a model that writes what the evidence does not say', () => {
  it('is told its faults once, and its corrected summary stands', async () => {
    const service = await standin({ mode: 'hallucinating-once' });
    const { summary, fallbackReason } = await narratorOn(service).write(inputWith());
    expect(fallbackReason).toBeNull();
    expect(summary.author).toBe('model');
    expect(service.requests()).toHaveLength(2);
    const correction = service.requests()[1]?.body.messages.at(-1)?.content;
    expect(correction).toContain('Northgate');
    expect(correction).toContain('98765');
  });

  it('gets no third attempt: the template stands and the reason is given', async () => {
    const service = await standin({ mode: 'hallucinating' });
    const result = await narratorOn(service).write(inputWith());
    expect(result.summary).toEqual(template);
    expect(result.fallbackReason).toContain('the evidence does not say');
    expect(service.requests()).toHaveLength(2);
  });
});

describe('a model that does not answer as asked', () => {
  it.each<[Mode, string, number]>([
    ['refusing', 'declined', 1],
    ['invalid-json', 'could not be used', 1],
    ['wrong-shape', 'could not be used', 1],
    ['cut-off', 'could not be used', 1],
    ['error-500', 'could not be reached', 1],
    ['rate-limited', 'no more requests', 1],
  ])('%s: the template stands and the reason is given', async (mode, reason, calls) => {
    const service = await standin({ mode });
    const { logged, ...narrator } = narratorOn(service);
    const result = await narrator.write(inputWith());
    expect(result.summary).toEqual(template);
    expect(result.fallbackReason).toContain(reason);
    expect(service.requests()).toHaveLength(calls);
    expect(logged).toHaveLength(1);
  });

  it('a wrong key is a reason an admin can act on', async () => {
    const service = await standin();
    const { logged, ...narrator } = narratorOn(service, { apiKey: 'sk-wrong-key' });
    const result = await narrator.write(inputWith());
    expect(result.fallbackReason).toContain('API key');
    expect(JSON.stringify(logged)).not.toContain('sk-wrong-key');
    expect(logged[0]?.fields).toMatchObject({ fault: 'key-refused', status: 401 });
    expect(logged[0]?.fields.requestId).toMatch(/^req_/);
  });

  it('an unknown model is a reason an admin can act on', async () => {
    const result = await narratorOn(await standin(), { model: 'no-such-model' }).write(inputWith());
    expect(result.fallbackReason).toContain('model name');
  });

  it('a service that is not there is unreachable', async () => {
    const service = await standin();
    await service.close();
    const result = await narratorOn(service).write(inputWith());
    expect(result.summary).toEqual(template);
    expect(result.fallbackReason).toContain('could not be reached');
  });
});

describe('time', () => {
  it('a model that is too slow is aborted, and the template stands', async () => {
    const service = await standin({ mode: 'slow' });
    const result = await narratorOn(service, { timeoutMs: 50 }).write(inputWith());
    expect(result.summary).toEqual(template);
    expect(result.fallbackReason).toContain('in time');
  });

  it('the bound holds for a cache that never answers', async () => {
    const service = await standin();
    const cache = { ...mapCache(), get: () => new Promise<never>(() => {}) };
    const result = await narratorOn(service, { cache, timeoutMs: 50 }).write(inputWith());
    expect(result.summary).toEqual(template);
    expect(service.requests()).toHaveLength(0);
  });

  it('a caller who stops waiting stops the model', async () => {
    const service = await standin({ mode: 'slow' });
    const caller = new AbortController();
    const writing = narratorOn(service).write(inputWith(), caller.signal);
    await expect.poll(() => service.requests().length).toBe(1);
    caller.abort();
    expect((await writing).fallbackReason).toContain('nobody waited');
  });

  it('a caller who has already gone costs no call', async () => {
    const service = await standin();
    const result = await narratorOn(service).write(inputWith(), AbortSignal.abort());
    expect(result.summary).toEqual(template);
    expect(service.requests()).toHaveLength(0);
  });
});

describe('the cache', () => {
  it('answers the second time without a call, also when the evidence was fetched again', async () => {
    const service = await standin();
    const cache = mapCache();
    const first = await narratorOn(service, { cache }).write(inputWith());
    const fetchedAgain = [openJobs, registration].map((item) => ({
      ...item,
      retrievedAt: '2026-11-22T09:00:00.000Z',
    }));
    const second = await narratorOn(service, { cache }).write(inputWith(fetchedAgain));
    expect(second).toEqual(first);
    expect(service.requests()).toHaveLength(1);
  });

  it('keeps tenants, models and changed evidence apart', async () => {
    const service = await standin();
    const cache = mapCache();
    await narratorOn(service, { cache }).write(inputWith());
    await narratorOn(service, { cache }).write(
      inputWith(undefined, { record: { ...narrated, organizationId: 'org-2' } }),
    );
    await narratorOn(service, { cache }).write(inputWith([registration]));
    expect(service.requests()).toHaveLength(3);
    await narratorOn(service, { cache, model: 'another' }).write(inputWith());
    expect(cache.entries.size).toBe(3);
  });

  it.each<Mode>(['hallucinating', 'refusing', 'error-500'])(
    'keeps nothing of a model that is %s',
    async (mode) => {
      const cache = mapCache();
      await narratorOn(await standin({ mode }), { cache }).write(inputWith());
      expect(cache.entries.size).toBe(0);
    },
  );

  it('is not trusted: an entry that says more than the evidence is asked for again', async () => {
    const service = await standin();
    const cache = mapCache();
    await narratorOn(service, { cache }).write(inputWith());
    const [[key, entry] = ['', {}]] = cache.entries;
    cache.entries.set(key, {
      ...(entry as object),
      sentences: [
        { text: '99 jobs are open.', evidenceIds: [openJobs.id] },
        { text: 'The company is active.', evidenceIds: [registration.id] },
      ],
    });
    const { summary } = await narratorOn(service, { cache }).write(inputWith());
    expect(JSON.stringify(summary)).not.toContain('99');
    expect(service.requests()).toHaveLength(2);
  });

  it('forgets what it knew of a record, and keeps what is public and of others', async () => {
    const service = await standin();
    const cache = mapCache();
    const narrator = narratorOn(service, { cache });
    const other = { ...narrated, id: '1002' };
    await narrator.write(inputWith([registration, ...crmFacts]));
    await narrator.write(inputWith([registration, ...crmFacts], { record: other }));
    await narrator.write(inputWith([registration]));
    expect(cache.entries.size).toBe(3);
    await narrator.forget(narrated);
    expect(cache.entries.size).toBe(2);
    await narrator.write(inputWith([registration, ...crmFacts], { record: other }));
    expect(service.requests()).toHaveLength(3);
    await narrator.write(inputWith([registration, ...crmFacts]));
    expect(service.requests()).toHaveLength(4);
  });

  it('forgets also what it was about to remember', async () => {
    const cache = mapCache();
    const slow = {
      ...cache,
      set: async (key: string, value: unknown, ttlMs: number) => {
        await delay(50);
        await cache.set(key, value, ttlMs);
      },
    };
    const narrator = narratorOn(await standin(), { cache: slow });
    await narrator.write(inputWith([registration, ...crmFacts]));
    expect(cache.entries.size).toBe(0);
    await narrator.forget(narrated);
    await delay(100);
    expect(cache.entries.size).toBe(0);
  });

  it('says when it cannot be sure that it forgot', async () => {
    const erase = async () => {
      throw new Error('cache down');
    };
    const narrator = narratorOn(await standin(), { cache: { ...mapCache(), erase } });
    await expect(narrator.forget(narrated)).rejects.toThrow('cache down');
  });

  it('may fail altogether', async () => {
    const broken = async () => {
      throw new Error('cache down');
    };
    const cache = { get: broken, set: broken, delete: broken, erase: broken };
    const { summary, fallbackReason } = await narratorOn(await standin(), { cache }).write(
      inputWith(),
    );
    expect(fallbackReason).toBeNull();
    expect(summary.author).toBe('model');
  });
});

it('nothing to tell is no reason to ask: the template stands', async () => {
  const service = await standin();
  const onlyInTheCrm = crmFacts.filter(({ kind }) => kind === 'headcount');
  const result = await narratorOn(service).write(inputWith(onlyInTheCrm));
  expect(result.summary).toEqual(template);
  expect(result.fallbackReason).toContain('no evidence');
  expect(service.requests()).toHaveLength(0);
});

it('one fact among several kinds of evidence is still held to the whole evidence', async () => {
  const description = publicFact(
    'website',
    { name: null, description: 'Pumps for harbours.', foundedOn: null },
    'Pumps for harbours.',
  );
  const result = await narratorOn(await standin()).write(inputWith([registration, description]));
  expect(result.summary).toEqual(template);
  expect(result.fallbackReason).toContain('the evidence does not say');
});
