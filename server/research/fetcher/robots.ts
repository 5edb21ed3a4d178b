/**
 * Whether a website lets us read a page: https://www.rfc-editor.org/rfc/rfc9309
 * Rules are kept for a day. A site that cannot tell us its rules is left alone in this run.
 */
import robotsModule from 'robots-parser';
import type { Cache } from '../../cache/cache.ts';
import { isFetchError } from './errors.ts';
import type { Fetcher } from './fetcher.ts';

export type RobotsVerdict =
  | { readonly state: 'allowed' }
  /** The rules forbid this page. */
  | { readonly state: 'disallowed' }
  /** The rules could not be read. `failure` says why; null when the site answered with an error. */
  | { readonly state: 'unavailable'; readonly failure: Error | null };

export interface Robots {
  /** Never throws for the site's failure. */
  check(url: string, options?: { signal?: AbortSignal; refresh?: boolean }): Promise<RobotsVerdict>;
}

// The package's types describe an ES module; at run time the import is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const dayMs = 86_400_000;
/** RFC 9309 asks crawlers to read at least 500 KiB; what lies beyond is ignored. */
const maxBytes = 512_000;

export function createRobots(fetcher: Fetcher, cache: Cache): Robots {
  /** By address. Pages of one site that are asked for together share one reading, and its deadline. */
  const underWay = new Map<string, Promise<string | RobotsVerdict>>();

  return {
    async check(url, options = {}) {
      const address = new URL('/robots.txt', url).href;
      const key = `research:v1:robots:${new URL(url).origin}`;
      const cached = options.refresh ? null : await cache.get<{ rules: string }>(key);
      const rules = cached?.rules ?? (await readOnce(address, options.signal));
      if (typeof rules !== 'string') return rules;
      if (!cached) await cache.set(key, { rules }, dayMs);
      const allowed = robotsParser(address, rules).isAllowed(url, fetcher.userAgent);
      return { state: allowed === false ? 'disallowed' : 'allowed' };
    },
  };

  function readOnce(address: string, signal?: AbortSignal): Promise<string | RobotsVerdict> {
    const flight = underWay.get(address);
    if (flight) return flight;
    const started = read(address, signal).finally(() => underWay.delete(address));
    underWay.set(address, started);
    return started;
  }

  async function read(address: string, signal?: AbortSignal): Promise<string | RobotsVerdict> {
    try {
      const answer = await fetcher.get(address, { signal, maxBytes, truncate: true });
      if (answer.status < 300) return answer.text;
      // 4xx: there are no rules. 429 and 5xx: there may be, so assume everything is forbidden.
      if (answer.status < 500 && answer.status !== 429) return '';
      return { state: 'unavailable', failure: null };
    } catch (error) {
      if (!isFetchError(error)) throw error;
      return { state: 'unavailable', failure: error };
    }
  }
}
