/**
 * 600 requests in five minutes; what is left over lapses when the window ends.
 * https://developer-specs.company-information.service.gov.uk/guides/rateLimiting
 */
const limit = 600;
const windowMs = 5 * 60 * 1000;

export interface Budget {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export function createRateLimit(clock: () => number): () => Budget {
  let resetAt = Number.NEGATIVE_INFINITY;
  let used = 0;
  return () => {
    if (clock() >= resetAt) {
      resetAt = clock() + windowMs;
      used = 0;
    }
    used += 1;
    return {
      allowed: used <= limit,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remain': String(Math.max(0, limit - used)),
        'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
        'x-ratelimit-window': '5m',
      },
    };
  };
}
