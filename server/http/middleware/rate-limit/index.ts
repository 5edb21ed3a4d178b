/** How much one organisation may ask of the API. */
import type { RequestHandler } from 'express';
import { type AugmentedRequest, type Options, rateLimit } from 'express-rate-limit';
import { HttpError } from '../../problem/http-error.ts';
import { organizationOf } from '../authenticate/index.ts';

const windowMs = 60_000;

/**
 * Counts requests by organisation and minute, tells it in `RateLimit` headers
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/08/) and refuses with 429.
 * Comes after authentication: many organisations reach us through one address, their CRM's.
 *
 * @param requestsPerMinute per organisation, and per person where a card asks, and process
 */
export function rateLimitByOrganization(requestsPerMinute: number): RequestHandler {
  return limiter(requestsPerMinute, {
    identifier: 'organization',
    // Cards of many people ask for one organisation: each person counts alone.
    keyGenerator: (request) => `${organizationOf(request)}/${request.crmUser?.userId ?? ''}`,
  });
}

/** The same by address, for pages that anybody may open. */
export function rateLimitByAddress(requestsPerMinute: number): RequestHandler {
  return limiter(requestsPerMinute, { identifier: 'address' });
}

function limiter(requestsPerMinute: number, by: Partial<Options>): RequestHandler {
  return rateLimit({
    windowMs,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...by,
    handler: (request, _response, next) => {
      const { resetTime } = (request as AugmentedRequest).rateLimit ?? {};
      next(
        new HttpError(`More than ${requestsPerMinute} requests in a minute. Wait and try again.`, {
          code: 'rate_limited',
          status: 429,
          retryable: true,
          retryAfterMs: resetTime ? resetTime.getTime() - Date.now() : windowMs,
        }),
      );
    },
  });
}
