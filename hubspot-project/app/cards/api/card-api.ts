/** The questions of a card about one record. What is asked and answered is in `shared/contract/card.ts`. */
import type { CardAnswer } from '../../../../shared/contract/answer.ts';
import type {
  CardEnrichRequest,
  CardOwners,
  CardState,
  RunAnswer,
} from '../../../../shared/contract/card.ts';
import { ask } from './client.ts';

export type CardObject = 'contact' | 'company';

export interface CardApi {
  /** Everything the card shows. */
  state(): Promise<CardAnswer<CardState>>;
  enrich(request: CardEnrichRequest): Promise<CardAnswer<RunAnswer>>;
  /** How far a run is. The server holds the question until there is more than `seen`. */
  watch(runId: string, seen: number): Promise<CardAnswer<RunAnswer>>;
  apply(runId: string): Promise<CardAnswer<RunAnswer>>;
  discard(runId: string): Promise<CardAnswer<RunAnswer>>;
  /** Also takes the run that created a task. */
  undo(runId: string): Promise<CardAnswer<RunAnswer>>;
  createTask(runId: string, actionId: string): Promise<CardAnswer<RunAnswer>>;
  owners(): Promise<CardAnswer<CardOwners>>;
}

/** The server does none of this twice, so a question whose answer is lost is asked again. */
const attempts = 3;

/**
 * @param baseUrl origin of the app's server, from the profile's variables
 * @param language of HubSpot's user, as HubSpot names it; undefined where it does not say
 */
export function createCardApi(
  baseUrl: unknown,
  object: CardObject,
  recordId: string,
  language?: string,
): CardApi {
  const told = language ? `language=${encodeURIComponent(language)}` : '';
  const asked = (path: string) => (told === '' ? path : `${path}?${told}`);
  const record = `/hubspot/cards/${object}/${encodeURIComponent(recordId)}`;
  const run = (runId: string) => `${record}/runs/${encodeURIComponent(runId)}`;
  const post = (path: string, body: Record<string, unknown> = {}) =>
    ask<RunAnswer>({ baseUrl, path: asked(path), body, attempts });
  return {
    state: () => ask<CardState>({ baseUrl, path: asked(record), attempts }),
    enrich: (request) => post(`${record}/enrich`, request),
    // Whoever watches asks again anyhow.
    watch: (runId, seen) =>
      ask<RunAnswer>({ baseUrl, path: `${run(runId)}?seen=${seen}${told && `&${told}`}` }),
    apply: (runId) => post(`${run(runId)}/apply`),
    discard: (runId) => post(`${run(runId)}/discard`),
    undo: (runId) => post(`${run(runId)}/undo`),
    owners: () => ask<CardOwners>({ baseUrl, path: '/hubspot/cards/owners' }),
    createTask: (runId, actionId) => post(`${run(runId)}/tasks`, { actionId }),
  };
}
