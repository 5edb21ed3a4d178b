/** `hubspot.fetch`: the page performs it, the extension gets a Response. */
import type { FetchAnswer, FetchOptions } from '../extension/protocol.ts';
import { page, unwrap } from './page.ts';

/** Statuses whose Response must have no body: https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS = new Set([101, 103, 204, 205, 304]);

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data */
export async function hubSpotFetch(url: string, options: FetchOptions = {}): Promise<Response> {
  const { method, timeout, body, headers } = options;
  return toResponse(
    unwrap(await page.fetch(String(url), asPlainData({ method, timeout, body, headers }))),
  );
}

function toResponse({ status, headers, body }: FetchAnswer): Response {
  return new Response(BODILESS.has(status) ? null : body, { status, headers });
}

/** As JSON would carry it: a class instance or a function cannot cross. */
function asPlainData(options: FetchOptions): FetchOptions {
  return JSON.parse(JSON.stringify(options));
}
