/** What a card knows at one moment, and how news change it. */
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { CardState, RunProgress } from '../../../../shared/contract/card.ts';
import type { Ask } from './asks.ts';

/** A run under way. */
export interface Work {
  /** Null when somebody else started it. */
  readonly ask: Ask | null;
  /** Null until the server has said something. */
  readonly progress: RunProgress | null;
  /** The last question about it got no answer; it is asked again. */
  readonly isUnheard: boolean;
}

/** Why the last question came to nothing. */
export interface Trouble {
  readonly error: CardError;
  /** What to ask again; null: how things stand. */
  readonly again: Ask | null;
}

export interface View {
  /** Null until it was loaded once. */
  readonly card: CardState | null;
  readonly isLoading: boolean;
  readonly work: Work | null;
  readonly trouble: Trouble | null;
}

export type News =
  | { readonly type: 'loading' }
  | { readonly type: 'loaded'; readonly card: CardState }
  | { readonly type: 'began'; readonly ask: Ask | null }
  | { readonly type: 'progressed'; readonly progress: RunProgress }
  | { readonly type: 'unheard' }
  | { readonly type: 'failed'; readonly error: CardError; readonly again: Ask | null };

export const firstView: View = { card: null, isLoading: true, work: null, trouble: null };

export function withNews(view: View, news: News): View {
  switch (news.type) {
    case 'loading':
      return { ...view, isLoading: true, work: null };
    case 'loaded':
      return { card: news.card, isLoading: false, work: null, trouble: null };
    case 'began':
      return {
        ...view,
        isLoading: false,
        work: { ask: news.ask, progress: null, isUnheard: false },
        trouble: null,
      };
    case 'progressed':
      return withWork(view, { progress: news.progress, isUnheard: false });
    case 'unheard':
      return withWork(view, { isUnheard: true });
    case 'failed':
      return {
        ...view,
        isLoading: false,
        work: null,
        trouble: { error: news.error, again: news.again },
      };
  }
}

function withWork(view: View, change: Partial<Work>): View {
  return view.work ? { ...view, work: { ...view.work, ...change } } : view;
}
