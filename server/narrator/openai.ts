import OpenAI from 'openai';
import type { Logger } from 'pino';
import type { Summary } from '../../shared/contract/v1.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Language } from '../../shared/language/language.ts';
import { gateSummary } from '../../shared/narrative/gate.ts';
import type { ErasableCache } from '../cache/cache.ts';
import type { Runtime } from '../runtime.ts';
import {
  abortFault,
  type Candidate,
  type CompletionFault,
  complete,
  type TokenUsage,
} from './completion.ts';
import { type Facts, factsFor } from './facts.ts';
import { Memory, type MemoryEntry } from './memory.ts';
import type { Narrator, NarratorInput, NarratorResult } from './narrator.ts';
import { correctionFor, promptFor } from './prompt.ts';

export interface OpenAiNarratorOptions {
  readonly apiKey: string;
  /** Of the service, with version: `https://api.openai.com/v1`, or any compatible one. */
  readonly baseUrl: string;
  readonly model: string;
  /** For everything together: cache, both attempts and the checks. */
  readonly timeoutMs: number;
  readonly cache: ErasableCache;
  readonly runtime: Pick<Runtime, 'newId'>;
  readonly logger?: Pick<Logger, 'warn'>;
  /** Told of every answer that cost something. */
  readonly onUsage?: (usage: TokenUsage) => void;
}

type Fault = CompletionFault | 'no-facts' | 'not-grounded';

/** For a rep: why the template stands. */
const fallbackReasons: Record<Fault, string> = {
  late: 'The language model did not answer in time.',
  cancelled: 'The language model was stopped because nobody waited for it any more.',
  refused: 'The language model declined to write a summary.',
  'unusable-answer': 'The language model gave an answer that could not be used.',
  'rate-limited': 'The language model takes no more requests at the moment.',
  'key-refused': 'The language model refused the API key: an admin must check it.',
  'request-refused': 'The language model refused the request: an admin must check the model name.',
  unreachable: 'The language model could not be reached.',
  'no-facts': 'There is no evidence that a language model may be given.',
  'not-grounded': 'The language model wrote something that the evidence does not say.',
};

const maxAttempts = 2;

/**
 * A narrator on any service that speaks OpenAI's chat completions with structured output
 * (https://platform.openai.com/docs/guides/structured-outputs). What it returns has passed the gate or
 * is the template; it never throws and never takes longer than `timeoutMs`.
 */
export function createOpenAiNarrator(options: OpenAiNarratorOptions): Narrator {
  const { model, runtime, timeoutMs, logger } = options;
  const memory = new Memory(options);
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    // Null keeps the client from looking into the environment for them.
    organization: null,
    project: null,
    adminAPIKey: null,
    timeout: timeoutMs,
    // A second attempt is spent on a faulty summary; for a busy service the template is the answer.
    maxRetries: 0,
    logLevel: 'off',
  });

  return {
    async write(input, callerSignal) {
      const facts = factsFor(input.evidence, input.signals);
      if (facts.evidence.length === 0) return fallback(input, 'no-facts');

      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = callerSignal ? AbortSignal.any([callerSignal, timeout]) : timeout;
      const entry = memory.entryFor(input.record, facts, input.language);
      try {
        const cached = await unlessAborted(remembered(entry, input), signal);
        if (cached) return { summary: byModel(cached, model), fallbackReason: null };

        const outcome = await unlessAborted(ask(facts, input, signal), signal);
        if (!outcome.ok) {
          const { fault, status, requestId } = outcome;
          logger?.warn({ fault, status, requestId, model }, 'template summary instead of model');
          return fallback(input, fault);
        }
        // Nobody waits for the cache, and nothing depends on it.
        entry.set(outcome.sentences).catch((error: unknown) => {
          logger?.warn({ err: error }, 'summary not cached');
        });
        return { summary: byModel(outcome.sentences, model), fallbackReason: null };
      } catch (error) {
        const fault = signal.aborted ? abortFault(signal) : 'unusable-answer';
        logger?.warn({ fault, model, err: error }, 'template summary instead of model');
        return fallback(input, fault);
      }
    },

    forget: (record) => memory.forget(record),
  };

  async function ask(
    facts: Facts,
    { evidence, language }: NarratorInput,
    signal: AbortSignal,
  ): Promise<Answer> {
    const messages = promptFor(facts, {
      marker: runtime.newId(),
      onlyEvidence: evidence.length === 1,
      language,
    });
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const completion = await complete(client, model, messages, signal);
      if (!completion.ok) return completion;
      if (completion.usage) options.onUsage?.(completion.usage);
      const checked = check(completion.candidate, facts, evidence, language);
      if (checked.ok) return checked;
      messages.push(...correctionFor(completion.text, checked.faults));
    }
    return { ok: false, fault: 'not-grounded', status: null, requestId: null };
  }
}

type Sentences = Summary['sentences'];
type Answer =
  | { readonly ok: true; readonly sentences: Sentences }
  | {
      readonly ok: false;
      readonly fault: Fault;
      readonly status: number | null;
      readonly requestId: string | null;
    };

/**
 * Holds a candidate against what the model was shown, and then against the evidence itself, so that
 * it can be checked again by anybody who has only that. The faults speak of aliases alone.
 */
function check(
  candidate: Candidate,
  facts: Facts,
  evidence: readonly Evidence[],
  language: Language,
): { ok: true; sentences: Sentences } | { ok: false; faults: string[] } {
  const shown = gateSummary(candidate, facts.evidence, language);
  if (!shown.ok) return { ok: false, faults: shown.faults.map(describeFault) };
  const sentences = shown.sentences.map(({ text, evidenceIds }) => ({
    text,
    evidenceIds: evidenceIds.map((alias) => facts.idByAlias.get(alias) ?? alias),
  }));
  const original = gateSummary({ sentences }, evidence, language);
  if (original.ok) return { ok: true, sentences: original.sentences };
  return {
    ok: false,
    faults: original.faults.map(({ sentence, code }) =>
      describeFault({ sentence, message: `not said by the evidence (${code})` }),
    ),
  };
}

function describeFault({ sentence, message }: { sentence: number; message: string }): string {
  return sentence < 0 ? message : `Sentence ${sentence + 1}: ${message}`;
}

/** Checked again: the evidence or the gate may be newer than what is remembered. */
async function remembered(
  entry: MemoryEntry,
  { evidence, language }: NarratorInput,
): Promise<Sentences | null> {
  const sentences = await entry.get().catch(() => null);
  if (!sentences) return null;
  const gated = gateSummary({ sentences }, evidence, language);
  return gated.ok ? gated.sentences : null;
}

function byModel(sentences: Sentences, model: string): Summary {
  return { sentences, author: 'model', model };
}

function fallback({ template }: NarratorInput, fault: Fault): NarratorResult {
  return { summary: template, fallbackReason: fallbackReasons[fault] };
}

/** The promise's outcome, or a rejection as soon as the signal aborts, whatever the promise does. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    promise.catch(() => {});
  }
}
