/** A card's talk with the server about one record: loads, starts, follows. Knows nothing of React. */
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { CardState, RunProgress } from '../../../../shared/contract/card.ts';
import type { CardApi } from '../api/card-api.ts';
import { isLostAnswer, pause } from '../api/client.ts';
import { type Ask, askedAfresh, isOf, put } from './asks.ts';
import type { News, Trouble } from './view.ts';

/** A run that takes longer goes on without us. */
const PATIENCE_MS = 180_000;
/** Between two questions about a run where the server names no time. */
const PAUSE_MS = 2_000;
/** At least from one question to the next, when the last one brought nothing new. */
const SHORTEST_PAUSE_MS = 250;

export interface ConversationOptions {
  readonly api: CardApi;
  readonly tell: (news: News) => void;
  /** A run ended; `ask` is null when somebody else had started it. */
  readonly ended: (card: CardState, ask: Ask | null) => void;
}

export interface Conversation {
  /** Asks how things stand, and follows what is under way. */
  load(): Promise<void>;
  start(ask: Ask): Promise<void>;
  /** Asks again what failed: as the same click while nobody knows what became of it. */
  retry(trouble: Trouble): Promise<void>;
  /** HubSpot says which run wrote the record last, empty for none: loads when that is news. */
  notice(enrichmentId: string): void;
  /** Nothing is told afterwards. */
  close(): void;
}

export function createConversation({ api, tell, ended }: ConversationOptions): Conversation {
  let newest = 0;
  let talk: 'load' | 'start' | null = null;
  let knownRun: string | null = null;

  /** Only the newest question may tell something: what an older one brings is out of date. */
  async function turn(
    kind: 'load' | 'start',
    words: (isNewest: () => boolean) => Promise<void>,
  ): Promise<void> {
    newest += 1;
    const mine = newest;
    talk = kind;
    await words(() => mine === newest);
    if (mine === newest) talk = null;
  }

  function loaded(card: CardState): void {
    knownRun = card.latest?.id ?? null;
    tell({ type: 'loaded', card });
  }

  const load = () =>
    turn('load', async (isNewest) => {
      tell({ type: 'loading' });
      const answer = await api.state();
      if (!isNewest()) return;
      if (!answer.ok) return tell({ type: 'failed', error: answer.error, again: null });
      loaded(answer.data);
      if (!answer.data.running) return;
      tell({ type: 'began', ask: null });
      await follow(answer.data.running, null, isNewest);
    });

  const start = async (ask: Ask) => {
    // A second click may come before the button is drawn as busy.
    if (talk === 'start') return;
    await turn('start', async (isNewest) => {
      tell({ type: 'began', ask });
      const answer = await put(api, ask);
      if (!isNewest()) return;
      if (!answer.ok) return tell({ type: 'failed', error: answer.error, again: ask });
      if (answer.data.state === 'running') {
        const { progress } = answer.data;
        // Something of somebody else's is in the way: that is followed, and ours was not begun.
        const mine = isOf(ask, progress.operation) ? ask : null;
        if (!mine) tell({ type: 'began', ask: null });
        return follow(progress, mine, isNewest);
      }
      loaded(answer.data.card);
      ended(answer.data.card, ask);
    });
  };

  async function follow(
    first: RunProgress,
    ask: Ask | null,
    isNewest: () => boolean,
  ): Promise<void> {
    const patienceEnds = Date.now() + PATIENCE_MS;
    let progress = first;
    let wait = first.pollAfterMs;
    tell({ type: 'progressed', progress });
    while (Date.now() + wait < patienceEnds) {
      await pause(wait);
      if (!isNewest()) return;
      const askedAt = Date.now();
      const answer = await api.watch(progress.runId, progress.seen);
      if (!isNewest()) return;
      if (!answer.ok) {
        if (!answer.error.retryable) {
          return tell({ type: 'failed', error: answer.error, again: null });
        }
        tell({ type: 'unheard' });
        wait = answer.error.retryAfterMs ?? PAUSE_MS;
      } else if (answer.data.state === 'ended') {
        loaded(answer.data.card);
        return ended(answer.data.card, ask);
      } else {
        const hasNews = answer.data.progress.seen > progress.seen;
        progress = answer.data.progress;
        const pauseLeft = askedAt + SHORTEST_PAUSE_MS - Date.now();
        wait = Math.max(progress.pollAfterMs, hasNews ? 0 : pauseLeft);
        tell({ type: 'progressed', progress });
      }
    }
    tell({ type: 'failed', error: stillWorking, again: null });
  }

  return {
    load,
    start,
    retry: ({ error, again }) => {
      if (!again) return load();
      return start(isLostAnswer(error) ? again : askedAfresh(again));
    },
    notice: (enrichmentId) => {
      if (talk === null && enrichmentId !== (knownRun ?? '')) void load();
    },
    close: () => {
      newest += 1;
    },
  };
}

const stillWorking: CardError = {
  code: 'still_working',
  message: 'This takes longer than usual. It goes on in the background: look again in a minute.',
  retryable: true,
  retryAfterMs: null,
  faults: [],
  requestId: '',
};
