/** What a person can start from the card. */
import type { CardAnswer } from '../../../../shared/contract/answer.ts';
import type {
  CardEnrichRequest,
  RunAnswer,
  RunProgress,
} from '../../../../shared/contract/card.ts';
import type { CardApi } from '../api/card-api.ts';

export type Pick = NonNullable<CardEnrichRequest['pick']>;

export type Ask =
  | {
      readonly kind: 'enrich' | 'preview' | 'refresh' | 'pick';
      readonly pick: Pick | null;
      /** The same key means the same click: HubSpot and we may send it more than once. */
      readonly idempotencyKey: string;
    }
  | { readonly kind: 'apply' | 'discard' | 'undo'; readonly runId: string }
  | { readonly kind: 'task'; readonly runId: string; readonly actionId: string };

export const enrichAsk = (): Ask => ({ kind: 'enrich', pick: null, idempotencyKey: newKey() });
export const previewAsk = (): Ask => ({ kind: 'preview', pick: null, idempotencyKey: newKey() });
export const refreshAsk = (): Ask => ({ kind: 'refresh', pick: null, idempotencyKey: newKey() });
export const pickAsk = (pick: Pick): Ask => ({ kind: 'pick', pick, idempotencyKey: newKey() });

/** The same wish as a new click: what became of the first one is known. */
export function askedAfresh(ask: Ask): Ask {
  return 'idempotencyKey' in ask ? { ...ask, idempotencyKey: newKey() } : ask;
}

/** Whether a run can be what was asked for. */
export function isOf({ kind }: Ask, operation: RunProgress['operation']): boolean {
  if (kind === 'refresh' || kind === 'pick') return operation === 'enrich';
  return kind === 'discard' || kind === operation;
}

/** Whether it changes the record in HubSpot. */
export function writes(ask: Ask | null): boolean {
  return ask === null || !(ask.kind === 'preview' || ask.kind === 'discard');
}

/** Two asks that one button stands for. */
export function isSameButton(ask: Ask | null | undefined, other: Ask): boolean {
  if (!ask || ask.kind !== other.kind) return false;
  if ('actionId' in ask && 'actionId' in other) return ask.actionId === other.actionId;
  return !('runId' in ask && 'runId' in other) || ask.runId === other.runId;
}

/** Puts an ask to the server. */
export function put(api: CardApi, ask: Ask): Promise<CardAnswer<RunAnswer>> {
  switch (ask.kind) {
    case 'apply':
      return api.apply(ask.runId);
    case 'discard':
      return api.discard(ask.runId);
    case 'undo':
      return api.undo(ask.runId);
    case 'task':
      return api.createTask(ask.runId, ask.actionId);
    default:
      return api.enrich({
        mode: ask.kind === 'preview' ? 'preview' : 'write',
        refresh: ask.kind === 'refresh',
        pick: ask.pick,
        idempotencyKey: ask.idempotencyKey,
      });
  }
}

function newKey(): string {
  // HubSpot does not say what its worker leaves us; unlike a secret, a key has only to be unlike others.
  const random = globalThis.crypto?.randomUUID?.() ?? Math.random().toString(36).slice(2);
  return `card-${Date.now().toString(36)}-${random}`;
}
