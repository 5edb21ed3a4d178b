/**
 * `hubspot.fetch` as HubSpot's servers carry it out: rules first, then a signed call to the app's
 * server. Only origins that the project maps to this machine are reachable.
 */
import { signV3 } from '../../../hubspot/signing.ts';
import { checkedCall, type FetchCall, type ProxyRequest } from './call.ts';
import {
  badGatewayAnswer,
  type FetchAnswer,
  FetchRefusal,
  invalidCall,
  refusalAnswer,
} from './envelope.ts';
import { forward } from './forward.ts';

/** Calls of one app in one account at a time. */
const maxConcurrent = 20;

export interface FetchProxyOptions {
  readonly portalId: number;
  readonly appId: number;
  readonly user: { readonly id: number; readonly email: string };
  readonly clientSecret: string;
  /** Read anew for each call: a project is edited while its cards are open. */
  readonly addresses: () => AppAddresses;
  readonly now?: () => Date;
}

export interface AppAddresses {
  /** `permittedUrls.fetch` of the app. */
  readonly permittedOrigins: readonly string[];
  /** Public origin of the app's server to where it listens on this machine. */
  readonly targets: ReadonlyMap<string, string>;
}

/** Carries out one call; an error is an answer too, as in HubSpot. */
export type FetchProxy = (request: ProxyRequest) => Promise<FetchAnswer>;

export function createFetchProxy(options: FetchProxyOptions): FetchProxy {
  const { portalId } = options;
  let running = 0;

  async function limited(request: ProxyRequest): Promise<FetchAnswer> {
    const { permittedOrigins, targets } = options.addresses();
    const call = checkedCall(request, permittedOrigins);
    const target = targets.get(call.url.origin);
    if (target === undefined) {
      throw invalidCall(
        `'${call.url.origin}' is not mapped to this machine in the app's local.json`,
      );
    }
    if (running >= maxConcurrent) {
      throw new FetchRefusal(429, 'RATE_LIMITS', `More than ${maxConcurrent} calls at a time`);
    }
    running += 1;
    try {
      return await carryOut(call, target, options);
    } finally {
      running -= 1;
    }
  }

  return async (request) => {
    const subject = { url: request.url, method: request.method ?? 'GET', portalId };
    try {
      const answer = await limited(request);
      const accepted = answer.status >= 200 && answer.status < 300;
      return accepted ? answer : badGatewayAnswer(answer, subject);
    } catch (error) {
      if (error instanceof FetchRefusal) return refusalAnswer(error, subject);
      throw error;
    }
  };
}

/** Tries once more when there was no answer or a 5xx, within the same deadline. */
async function carryOut(
  call: FetchCall,
  target: string,
  options: FetchProxyOptions,
): Promise<FetchAnswer> {
  const url = identified(call.url, options);
  const deadline = AbortSignal.timeout(call.timeoutMs);
  const attempt = () => {
    const signed = { method: call.method, url: url.href, body: call.rawBody };
    const headers = {
      ...signV3(signed, options.clientSecret, (options.now?.() ?? new Date()).getTime()),
      ...(call.authorization === null ? {} : { Authorization: call.authorization }),
    };
    return forward({ target, url, method: call.method, rawBody: call.rawBody, headers }, deadline);
  };
  try {
    const first = await attempt().catch((error: unknown) => {
      if (deadline.aborted || error instanceof FetchRefusal) throw error;
      return null;
    });
    return first !== null && first.status < 500 ? first : await attempt();
  } catch (error) {
    if (error instanceof FetchRefusal) throw error;
    if (deadline.aborted) {
      throw new FetchRefusal(504, 'GATEWAY_TIMEOUT', 'Gateway took too long to respond');
    }
    throw new FetchRefusal(500, 'INTERNAL_SERVER_ERROR', 'Network error');
  }
}

/** Who asks, behind whatever query the card wrote; the card's own part stays byte for byte. */
function identified(url: URL, { user, portalId, appId }: FetchProxyOptions): URL {
  const identity = new URLSearchParams({
    userId: String(user.id),
    portalId: String(portalId),
    userEmail: user.email,
    appId: String(appId),
  });
  const address = url.href.replace(/\?$/, '');
  return new URL(`${address}${url.search === '' ? '?' : '&'}${identity}`);
}
