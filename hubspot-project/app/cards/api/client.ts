/**
 * Asks the app's server through HubSpot. The only file that calls `hubspot.fetch`; it knows nothing
 * of what is asked. HubSpot does not let cards and settings share files: an identical copy of this
 * one stands in the other folder.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/fetching-data
 */
import { hubspot } from '@hubspot/ui-extensions';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';

export interface Question {
  /** Origin of the app's server, from the profile's variables. */
  readonly baseUrl: unknown;
  /** Begins with a slash. */
  readonly path: string;
  /** A question with a body is a POST. HubSpot sends no headers of ours, so everything stands here. */
  readonly body?: Record<string, unknown>;
  /** How often it is asked while no answer arrives. More than once only if repeating is harmless. */
  readonly attempts?: number;
}

/** HubSpot gives up after 15 seconds; we say so before it does. */
const TIMEOUT_MS = 14_000;
const PAUSES_MS = [500, 2_000];

/** After these the server may have done what was asked although no answer of it arrived. */
const lostAnswers: readonly string[] = [
  'timed_out',
  'unreachable',
  'server_failed',
  'unexpected_answer',
];

/** Whether it is open what became of the question. */
export function isLostAnswer(error: CardError): boolean {
  return lostAnswers.includes(error.code);
}

/** The server's answer, or an error in the same shape for everything that can happen on the way. Never throws. */
export async function ask<Data>(question: Question): Promise<CardAnswer<Data>> {
  const attempts = question.attempts ?? 1;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce<Data>(question);
    if (answer.ok || attempt >= attempts || !isLostAnswer(answer.error)) return answer;
    await pause(PAUSES_MS[attempt - 1] ?? 2_000);
  }
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function askOnce<Data>({ baseUrl, path, body }: Question): Promise<CardAnswer<Data>> {
  if (typeof baseUrl !== 'string' || !baseUrl.startsWith('https://')) return failed('no_server');
  const startedAt = Date.now();
  try {
    const response = await hubspot.fetch(`${baseUrl.replace(/\/+$/, '')}${path}`, {
      method: body ? 'POST' : 'GET',
      timeout: TIMEOUT_MS,
      ...(body && { body }),
    });
    if (!response.ok) return failed(codeOfStatus(response.status), secondsOf(response));
    return readAnswer<Data>(await response.text());
  } catch {
    // HubSpot does not document what it throws; how long it took tells the two cases apart.
    return failed(Date.now() - startedAt >= TIMEOUT_MS - 500 ? 'timed_out' : 'unreachable');
  }
}

function readAnswer<Data>(text: string): CardAnswer<Data> {
  const answer = parsed(text);
  if (!isObject(answer)) return failed('unexpected_answer');
  if (answer.ok === true && isObject(answer.data)) return { ok: true, data: answer.data as Data };
  if (answer.ok === false && isObject(answer.error))
    return { ok: false, error: read(answer.error) };
  // HubSpot's own envelope around the server's status, which arrives as a success.
  if (answer.status === 'error') return failed(codeOfStatus(statusOf(answer.context)));
  return failed('unexpected_answer');
}

/** The error with every part of the shape, also from a server of another version. */
function read(error: Record<string, unknown>): CardError {
  const { code, message, retryable, retryAfterMs, faults, requestId } = error;
  if (typeof code !== 'string' || typeof message !== 'string') return errors.unexpected_answer;
  return {
    code,
    message,
    retryable: retryable === true,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
    faults: Array.isArray(faults) ? faults : [],
    requestId: typeof requestId === 'string' ? requestId : '',
  };
}

type ClientErrorCode =
  | 'timed_out'
  | 'unreachable'
  | 'server_failed'
  | 'too_many_requests'
  | 'refused'
  | 'unexpected_answer'
  | 'no_server';

function codeOfStatus(status: number): ClientErrorCode {
  if (status === 429) return 'too_many_requests';
  return status >= 400 && status < 500 ? 'refused' : 'server_failed';
}

/** The server's status in HubSpot's envelope; 502 where it does not say. */
function statusOf(context: unknown): number {
  const status = isObject(context) ? context.appServerStatusCode : null;
  return Number(Array.isArray(status) ? status[0] : status) || 502;
}

function secondsOf(response: Response): number | null {
  const seconds = Number(response.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

function failed(
  code: ClientErrorCode,
  retryAfterMs: number | null = null,
): { ok: false; error: CardError } {
  const error = errors[code];
  return { ok: false, error: { ...error, retryAfterMs: retryAfterMs ?? error.retryAfterMs } };
}

const clientError = (
  code: ClientErrorCode,
  message: string,
  retryAfterMs: number | null = null,
) => ({
  code,
  message,
  retryable: code !== 'refused' && code !== 'no_server',
  retryAfterMs,
  faults: [],
  requestId: '',
});

const errors: Readonly<Record<ClientErrorCode, CardError>> = {
  timed_out: clientError(
    'timed_out',
    'oppSpot did not answer in time. Try again: nothing is done twice.',
  ),
  unreachable: clientError(
    'unreachable',
    'oppSpot could not be reached. Check your connection, then try again; nothing is done twice.',
  ),
  server_failed: clientError(
    'server_failed',
    'oppSpot failed to answer. Try again in a moment; nothing is done twice.',
  ),
  too_many_requests: clientError(
    'too_many_requests',
    'Many people in your account use oppSpot at this moment. Try again in a few seconds.',
    5_000,
  ),
  refused: clientError(
    'refused',
    'oppSpot did not accept the call from HubSpot. Reload the page; if it happens again, ask an admin to reconnect oppSpot.',
  ),
  unexpected_answer: clientError(
    'unexpected_answer',
    'oppSpot answered something this version does not understand. Reload the page, then try again.',
  ),
  no_server: clientError(
    'no_server',
    'This app was installed without the address of its server. Ask an admin to install it again.',
  ),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
