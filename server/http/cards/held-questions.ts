/**
 * HubSpot lets an app's cards have twenty calls open at once in an account, and refuses the next one
 * (https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data).
 * Of requests that take five seconds a Salesforce org may have ten at once. So only some of those that
 * watch a run are made to wait.
 */
export class HeldQuestions {
  readonly #most: number;
  readonly #held = new Map<string, number>();

  /** @param most questions of one account held at the same time */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs `ask`, which may hold the question only if it is told so. */
  async hold<T>(account: string, ask: (mayWait: boolean) => Promise<T>): Promise<T> {
    const held = this.#held.get(account) ?? 0;
    if (held >= this.#most) return ask(false);
    this.#held.set(account, held + 1);
    try {
      return await ask(true);
    } finally {
      const left = (this.#held.get(account) ?? 1) - 1;
      if (left > 0) this.#held.set(account, left);
      else this.#held.delete(account);
    }
  }
}
