/** The careers page within one run. Most are at `/careers`, so that one is asked for with the home page. */
import type { CareersPage } from './providers/website/read-site.ts';
import type { Remember, Remembered } from './remember.ts';
import type { Questions } from './sources.ts';

export interface CareersLookup {
  /** Asks for the page at the usual address. It is used only if the home page links to it. */
  guess(domain: string): void;
  /** The page the home page links to. @throws SourceFailure */
  read(url: string): Promise<Remembered<CareersPage>>;
}

interface Guess {
  readonly url: string;
  readonly page: Promise<Remembered<CareersPage>>;
}

export function careersLookup(questions: Questions, remember: Remember): CareersLookup {
  let guess: Guess | null = null;
  const ask = (url: string) => remember(questions.careers(url));
  return {
    guess(domain) {
      const url = `https://${domain}/careers`;
      const page = ask(url);
      guess = { url, page };
      // Whether it failed matters only to whoever reads it.
      page.catch(() => undefined);
    },

    async read(url) {
      if (!guess || spelledAlike(url) !== spelledAlike(guess.url)) return ask(url);
      if (url === guess.url) return guess.page;
      const guessed = await guess.page.catch(() => null);
      return guessed?.value.url === url ? guessed : ask(url);
    },
  };
}

/** One address under a site's two usual host names, with and without a slash at its end. */
function spelledAlike(url: string): string {
  const { hostname, pathname, search } = new URL(url);
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '') + search;
}
