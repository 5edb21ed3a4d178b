/**
 * What a card knows at one moment, and how news change it.
 *
 * - `card`: the state from the server; null until it was loaded once
 * - `isLoading`
 * - `work`: a run under way, `{ask, progress, isUnheard}`: `ask` is null when somebody else started
 *   it, `progress` until the server has said something; `isUnheard` when the last question about it
 *   got no answer
 * - `trouble`: why the last question came to nothing, `{error, again}`: `again` is what to ask once
 *   more, null for how things stand
 */
export const firstView = { card: null, isLoading: true, work: null, trouble: null };

export function withNews(view, news) {
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
    default:
      throw new Error(`There are no news of the type ${news.type}.`);
  }
}

function withWork(view, change) {
  return view.work ? { ...view, work: { ...view.work, ...change } } : view;
}
