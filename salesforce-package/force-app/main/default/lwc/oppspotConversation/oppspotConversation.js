/** A card's talk with the server about one record: loads, starts, follows. Draws nothing. */
import ERROR_UNEXPECTED_ANSWER from '@salesforce/label/c.Card_Error_Unexpected_Answer';
import STILL_WORKING from '@salesforce/label/c.Card_Still_Working';
/* eslint-disable no-await-in-loop -- one question is asked after the other */
import { OppspotError } from 'c/oppspotAnswer';
import { pause } from 'c/oppspotTime';
import { clicked, isOf, put } from './asks';

export { clicked, isSameButton, writes } from './asks';
export { firstView, withNews } from './view';

/** A run that takes longer goes on without us. */
const PATIENCE_MS = 180_000;
/** Before asking again what got no answer. The server does nothing twice, so that is harmless. */
const REPEAT_AFTER_MS = [500, 2_000];
/** Between two questions about a run, the longer the more of them got no answer. */
const UNHEARD_MS = [2_000, 4_000, 8_000, 15_000];
/** At least from one question to the next, when the last one brought nothing new. */
const SHORTEST_PAUSE_MS = 250;

/**
 * @param {object} options
 * @param {object} options.api `state`, `enrich`, `watch`, `apply`, `discard`, `undo`, `createTask`:
 *   each resolves with the answer's data or throws an OppspotError
 * @param {(news: object) => void} options.tell see `withNews`
 * @param {(card: object, ask: object|null) => void} options.ended a run ended; `ask` is null when
 *   somebody else had started it
 */
export function createConversation({ api, tell, ended }) {
  let newest = 0;
  let isStarting = false;

  /** Only the newest question may tell something: what an older one brings is out of date. */
  function turn() {
    newest += 1;
    const mine = newest;
    return () => mine === newest;
  }

  /** Asks how things stand, and follows what is under way. */
  async function load() {
    const isNewest = turn();
    isStarting = false;
    tell({ type: 'loading' });
    try {
      const card = await patiently(() => api.state(), isNewest);
      if (!isNewest()) return;
      tell({ type: 'loaded', card });
      if (!card.running) return;
      tell({ type: 'began', ask: null });
      await follow(card.running, null, isNewest);
    } catch (error) {
      if (isNewest()) tell({ type: 'failed', error: problemOf(error), again: null });
    }
  }

  /** Starts what a person clicked; nothing while the click before is still being carried out. */
  async function start(ask) {
    if (isStarting) return;
    const isNewest = turn();
    isStarting = true;
    tell({ type: 'began', ask });
    try {
      const answer = await patiently(() => put(api, ask), isNewest);
      if (!isNewest()) return;
      if (answer.state === 'ended') {
        finish(answer.card, ask);
        return;
      }
      // Something of somebody else's is in the way: that is followed, and ours was not begun.
      const mine = isOf(ask, answer.progress.operation) ? ask : null;
      if (!mine) tell({ type: 'began', ask: null });
      await follow(answer.progress, mine, isNewest);
    } catch (error) {
      if (isNewest()) tell({ type: 'failed', error: problemOf(error), again: ask });
    } finally {
      if (isNewest()) isStarting = false;
    }
  }

  function finish(card, ask) {
    isStarting = false;
    tell({ type: 'loaded', card });
    ended(card, ask);
  }

  async function follow(first, ask, isNewest) {
    const patienceEnds = Date.now() + PATIENCE_MS;
    let progress = first;
    let wait = first.pollAfterMs;
    let unheard = 0;
    tell({ type: 'progressed', progress });
    while (Date.now() + wait < patienceEnds) {
      await pause(wait);
      if (!isNewest()) return;
      const askedAt = Date.now();
      const answer = await heard(api.watch(progress.runId, progress.seen));
      if (!isNewest()) return;
      if (answer.error) {
        if (!answer.error.retryable) {
          tell({ type: 'failed', error: answer.error, again: null });
          return;
        }
        tell({ type: 'unheard' });
        wait = answer.error.retryAfterMs ?? UNHEARD_MS[Math.min(unheard, UNHEARD_MS.length - 1)];
        unheard += 1;
      } else if (answer.data.state === 'ended') {
        finish(answer.data.card, ask);
        return;
      } else {
        const hasNews = answer.data.progress.seen > progress.seen;
        progress = answer.data.progress;
        unheard = 0;
        const pauseLeft = askedAt + SHORTEST_PAUSE_MS - Date.now();
        wait = Math.max(progress.pollAfterMs, hasNews ? 0 : pauseLeft);
        tell({ type: 'progressed', progress });
      }
    }
    tell({ type: 'failed', error: stillWorking(), again: null });
  }

  return {
    load,
    start,
    /** Asks again what failed: as the same click while nobody knows what became of it. */
    retry({ error, again }) {
      if (!again) return load();
      return start(error.isLost ? again : clicked(again));
    },
    /** Nothing is told afterwards. */
    close() {
      newest += 1;
    },
  };
}

/** Asks a few times while no answer arrives. */
async function patiently(question, isNewest) {
  for (const wait of REPEAT_AFTER_MS) {
    const answer = await heard(question());
    if (!answer.error) return answer.data;
    if (!answer.error.isLost || !isNewest()) throw answer.error;
    await pause(wait);
  }
  return question();
}

async function heard(answer) {
  try {
    return { data: await answer };
  } catch (error) {
    return { error };
  }
}

/** An answer that lacks a part is one of another version: a person is told so, not how it failed. */
function problemOf(error) {
  if (error instanceof OppspotError) return error;
  return new OppspotError({
    code: 'unexpected_answer',
    message: ERROR_UNEXPECTED_ANSWER,
    retryable: true,
  });
}

function stillWorking() {
  return new OppspotError({ code: 'still_working', message: STILL_WORKING, retryable: true });
}
