/** A card's side of the conversation; every answer is held against the contract. */
import { z } from 'zod';
import { type CardAnswer, type CardError, cardAnswer } from '../../../../shared/contract/answer.ts';
import {
  type CardEnrichRequest,
  type CardState,
  cardState,
  type RunAnswer,
  type RunProgress,
  runAnswer,
} from '../../../../shared/contract/card.ts';
import type { ServedHouse } from '../../../support/served-house.ts';

export const heroPath = '/hubspot/cards/contact/1001';

const answers = { card: cardAnswer(cardState), run: cardAnswer(runAnswer) };

async function read<T>(schema: z.ZodType, response: Promise<Response>): Promise<CardAnswer<T>> {
  const answer = await response;
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  if (answer.headers.get('cache-control') !== 'no-store') throw new Error('It may be cached.');
  return z.parse(schema, body) as CardAnswer<T>;
}

function dataOf<T>(answer: CardAnswer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

/** The refusal of an answer that is one. */
export async function refusal(response: Promise<Response>): Promise<CardError> {
  const answer = await read<unknown>(cardAnswer(z.unknown()), response);
  if (answer.ok) throw new Error('It was not refused.');
  return answer.error;
}

/** What an action is refused with, at once or to the card that has begun to follow it. */
export async function refusalOfAction(
  card: Card,
  runId: string,
  action: Action,
  body: unknown = {},
): Promise<CardError> {
  let response = await card.raw('POST', `/runs/${runId}/${action}`, body);
  for (;;) {
    const answer = await read<RunAnswer>(answers.run, Promise.resolve(response));
    if (!answer.ok) return answer.error;
    const { runId: followed, seen } = progressOf(answer.data);
    response = await card.raw('GET', `/runs/${followed}?seen=${seen}`);
  }
}

export type Action = 'apply' | 'discard' | 'undo' | 'tasks';

export interface Card {
  state(): Promise<CardState>;
  enrich(request: Partial<CardEnrichRequest>): Promise<RunAnswer>;
  watch(runId: string, seen?: number): Promise<RunAnswer>;
  act(runId: string, action: Action, body?: unknown): Promise<RunAnswer>;
  /** Follows a run as the card does, to its end; `onProgress` sees every answer on the way. */
  follow(answer: RunAnswer, onProgress?: (progress: RunProgress) => void): Promise<CardState>;
  /** Asks the same without reading the answer. */
  raw(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>;
}

let clicks = 0;

/** What a click sends along, each another. */
export function newKey(): string {
  clicks += 1;
  return `click-${process.pid}-${clicks}`;
}

/** The card on a record. */
export function openCard(
  house: Pick<ServedHouse, 'card'>,
  object: 'contact' | 'company' = 'contact',
  recordId = '1001',
  language?: string,
): Card {
  const base = `/hubspot/cards/${object}/${recordId}`;
  const raw: Card['raw'] = (method, path, body) => house.card(method, `${base}${path}`, body);
  const run = async (response: Promise<Response>) =>
    dataOf(await read<RunAnswer>(answers.run, response));
  const watch: Card['watch'] = (runId, seen = 0) => run(raw('GET', `/runs/${runId}?seen=${seen}`));
  return {
    raw,
    watch,
    state: async () =>
      dataOf(
        await read<CardState>(answers.card, raw('GET', language ? `?language=${language}` : '')),
      ),
    enrich: (request) => run(raw('POST', '/enrich', { idempotencyKey: newKey(), ...request })),
    act: (runId, action, body = {}) => run(raw('POST', `/runs/${runId}/${action}`, body)),
    async follow(answer, onProgress) {
      let latest = answer;
      while (latest.state === 'running') {
        const { progress } = latest;
        onProgress?.(progress);
        latest = await watch(progress.runId, progress.seen);
      }
      return latest.card;
    },
  };
}

/** Enriches to the end; the card is as it stands then. */
export async function enriched(card: Card, request: Partial<CardEnrichRequest> = {}) {
  const state = await card.follow(await card.enrich(request));
  const enrichment = request.mode === 'preview' ? state.preview : state.latest;
  if (!enrichment) throw new Error(`Nothing was enriched: ${JSON.stringify(state)}`);
  return { state, enrichment };
}

/** The progress of an answer that says that something is under way. */
export function progressOf(answer: RunAnswer): RunProgress {
  if (answer.state !== 'running') throw new Error('Nothing is under way.');
  return answer.progress;
}

/** The card of an answer that says that something has ended. */
export function cardOf(answer: RunAnswer): CardState {
  if (answer.state !== 'ended') throw new Error(`${answer.progress.operation} has not ended.`);
  return answer.card;
}
