/** What the fixture page offers to its tests, called from outside the browser. */
import type { Locator, Page } from 'playwright-core';

interface Call {
  readonly name: string;
  readonly argument: unknown;
}

/** The page's global scope, as far as the fixture put it there. */
interface Scope {
  readonly testPage: {
    readonly calls: Call[];
    answerFetch?: () => Promise<unknown>;
    change(properties: object): void;
    restart(generation: number): void;
    clear(): void;
  };
}

/** What the extensions asked of the page under this name, in order. */
export function calls(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate((wanted) => {
    const { testPage } = globalThis as unknown as Scope;
    return testPage.calls.filter((call) => call.name === wanted).map(({ argument }) => argument);
  }, name);
}

/** Lets `hubspot.fetch` answer with this. `afterMs` in milliseconds. */
export function answerFetch(
  page: Page,
  answer: { status: number; body: string; afterMs?: number },
): Promise<void> {
  return page.evaluate((given) => {
    const { testPage } = globalThis as unknown as Scope;
    testPage.answerFetch = async () => {
      await new Promise((done) => setTimeout(done, given.afterMs ?? 0));
      const headers = { 'content-type': 'application/json' };
      return { status: given.status, headers, body: given.body };
    };
  }, answer);
}

/** Changes the record behind the page. */
export function changeRecord(page: Page, properties: Record<string, string>): Promise<void> {
  return page.evaluate((changed) => {
    (globalThis as unknown as Scope).testPage.change(changed);
  }, properties);
}

/** As after a saved source. */
export function restartCards(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as Scope).testPage.restart(1));
}

/** Takes every card off the page. */
export function removeCards(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as Scope).testPage.clear());
}

export function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element: Element) => element.matches(':focus'));
}

/** How much wider the page is than its window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

interface Element {
  matches(selector: string): boolean;
}
