import { onTestFinished } from 'vitest';
import type { ErasableCache } from '../../../server/cache/cache.ts';
import type { NarratedRecord, NarratorInput } from '../../../server/narrator/narrator.ts';
import { createOpenAiNarrator } from '../../../server/narrator/openai.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import type { Score, Summary } from '../../../shared/contract/v1.ts';
import type { Evidence } from '../../../shared/evidence/evidence.ts';
import type { Signal } from '../../../shared/evidence/signal.ts';
import type { OpenAiStandinOptions } from '../../sandbox/openai/standin.ts';
import { type OpenAiStandin, startOpenAiStandin } from '../../sandbox/openai/standin.ts';
import { openJobs, registration } from './evidence.ts';

/** A stand-in that is closed when the test ends. */
export async function standin(options: OpenAiStandinOptions = {}): Promise<OpenAiStandin> {
  const service = await startOpenAiStandin(options);
  onTestFinished(() => service.close());
  return service;
}

export interface MapCache extends ErasableCache {
  readonly entries: Map<string, unknown>;
}

export function mapCache(): MapCache {
  const entries = new Map<string, unknown>();
  return {
    entries,
    // The interface leaves it to the caller what a key holds.
    get: async <T>(key: string) => (entries.get(key) ?? null) as T | null,
    set: async (key, value) => {
      entries.set(key, structuredClone(value));
    },
    delete: async (key) => {
      entries.delete(key);
    },
    erase: async (key) => {
      entries.delete(key);
    },
  };
}

interface LogEntry {
  readonly fields: Record<string, unknown>;
  readonly message: string | undefined;
}

export function narratorOn(
  service: Pick<OpenAiStandin, 'url' | 'apiKey' | 'model'>,
  overrides: { cache?: ErasableCache; timeoutMs?: number; model?: string; apiKey?: string } = {},
) {
  const logged: LogEntry[] = [];
  const narrator = createOpenAiNarrator({
    apiKey: service.apiKey,
    baseUrl: service.url,
    model: service.model,
    timeoutMs: 10_000,
    cache: mapCache(),
    runtime: systemRuntime,
    logger: {
      warn: (fields: unknown, message?: string) => {
        logged.push({ fields: fields as Record<string, unknown>, message });
      },
    },
    ...overrides,
  });
  return { ...narrator, logged };
}

/** What the core would have composed; recognisable. */
export const template: Summary = {
  sentences: [
    { text: '14 jobs are open on Greenhouse.', evidenceIds: [openJobs.id] },
    { text: 'Harbourline Pumps Ltd is active.', evidenceIds: [registration.id] },
  ],
  author: 'template',
  model: null,
};

const unknownScore: Score = {
  value: null,
  grade: '??',
  band: 'unknown',
  confidence: 'low',
  coverage: 0,
  components: [],
  contributions: [],
  strongestPositives: [],
  strongestNegatives: [],
  wouldRaise: [],
  modelVersion: 'template-2',
};

/** The record that summaries are about. */
export const narrated: NarratedRecord = {
  organizationId: 'org-1',
  integrationId: 'connection-1',
  object: 'contact',
  id: '1001',
};

export function inputWith(
  evidence: readonly Evidence[] = [registration, openJobs],
  overrides: Partial<NarratorInput> = {},
): NarratorInput {
  return {
    record: narrated,
    evidence,
    signals: [],
    score: unknownScore,
    language: 'en',
    template,
    ...overrides,
  };
}

export function signalOn(evidence: Evidence, overrides: Partial<Signal> = {}): Signal {
  return {
    id: `hiring:${evidence.id}`,
    type: 'hiring',
    polarity: 'positive',
    title: 'Hiring',
    priority: 'high',
    confidence: 'high',
    date: evidence.observedAt,
    evidenceIds: [evidence.id],
    ...overrides,
  };
}
