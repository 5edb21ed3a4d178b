import type { Agent } from 'node:http';
import { Client } from '@hubspot/api-client';
import { type CallBudget, inSlot } from '../../limits/budget.ts';
import type { CallKind } from '../../limits/limiter.ts';
import { urgencyNow } from '../../limits/urgency.ts';
import type { Runtime } from '../../runtime.ts';
import { CrmError } from '../errors.ts';
import { wait } from '../wait.ts';
import { type Exchange, exchangeError } from './errors.ts';
import { heedLimit } from './heed-limit.ts';
import { retryDelay } from './retry.ts';
import { datedUrl } from './versions.ts';

/** What sending a request twice would do: nothing, the same again, or a second record. */
type Effect = 'read' | 'idempotent-write' | 'create';

export type HubSpotCrm = Client['crm'];
type OtherHubSpotApis = Pick<Client, 'automation' | 'settings'>;

export interface HubSpotClientOptions {
  /**
   * A token that is valid now. Called before every request; with a token HubSpot has just refused,
   * so that a cache can drop it.
   */
  readonly accessToken: (refused?: string) => Promise<string>;
  /** Origin only, for example https://api.hubapi.com. */
  readonly baseUrl: string;
  readonly agent: Agent;
  /** Of this account. */
  readonly budget: CallBudget;
  readonly runtime: Pick<Runtime, 'random'>;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

export interface HubSpotClient {
  /**
   * Sends one request through the official client: within the account's budget, on a dated path, with
   * a deadline, repeated where that is safe.
   * @throws CrmError
   */
  call<T>(
    effect: Effect,
    send: (crm: HubSpotCrm, other: OtherHubSpotApis) => Promise<T>,
    kind?: CallKind,
  ): Promise<T>;
}

interface RequestHook {
  getUrl(): string;
  setUrl(url: string): void;
}
interface ResponseHook {
  readonly httpStatusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { text(): Promise<string> };
}

export function createHubSpotClient(options: HubSpotClientOptions): HubSpotClient {
  const sleep = options.sleep ?? wait;

  // The client's hooks do not say which request an answer belongs to, so each request has a client
  // of its own (0.3 ms). Its retry and limiter options stay off: they are process-wide.
  function clientFor(accessToken: string, exchange: Exchange): Client {
    return new Client({
      accessToken,
      basePath: options.baseUrl,
      httpAgent: options.agent,
      middleware: [
        {
          pre: (context) => {
            const request = context as RequestHook;
            request.setUrl(datedUrl(request.getUrl()));
            return context;
          },
          post: async (context) => {
            const response = context as ResponseHook;
            exchange.body = await response.body.text();
            exchange.headers = response.headers;
            exchange.status = response.httpStatusCode;
            return context;
          },
        },
      ],
    });
  }

  return {
    async call(effect, send, kind = 'standard') {
      let token = await options.accessToken();
      let renewed = false;
      let perhapsDone = false;
      for (let attempt = 1; ; attempt += 1) {
        const exchange: Exchange = { status: null, headers: {}, body: '' };
        try {
          const client = clientFor(token, exchange);
          return await inSlot(options.budget, () => send(client.crm, client), kind);
        } catch (failure) {
          heedLimit(options.budget, kind, exchange);
          const error = exchangeError(failure, exchange, effect !== 'read');
          perhapsDone ||= error.outcomeUnknown;
          if (error.kind === 'needs_reauthorisation' && !renewed) {
            renewed = true;
            const next = await options.accessToken(token);
            if (next !== token) {
              token = next;
              continue;
            }
          }
          const delay = retryDelay({
            attempt,
            error,
            idempotent: effect !== 'create',
            random: options.runtime.random(),
            urgency: urgencyNow(),
          });
          if (typeof delay !== 'number') throw perhapsDone ? openOutcome(error) : error;
          await sleep(delay);
        }
      }
    },
  };
}

/** An earlier attempt may have been carried out, and the last answer does not rule it out. */
function openOutcome(error: CrmError): CrmError {
  if (error.outcomeUnknown || !(error.retryable || error.kind === 'needs_reauthorisation')) {
    return error;
  }
  return new CrmError(error.kind, error.message, {
    crmStatus: error.crmStatus,
    correlationId: error.correlationId,
    retryAfterMs: error.retryAfterMs,
    missingScopes: error.missingScopes,
    outcomeUnknown: true,
    cause: error.cause,
  });
}
