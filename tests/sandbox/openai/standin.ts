/**
 * A service that speaks OpenAI's chat completions as far as a summary needs them, in the shapes of
 * https://platform.openai.com/docs/api-reference/chat, and can be told to misbehave.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type Choice, choose, type Mode } from './behaviour.ts';
import { type ChatRequest, chatRequest, strictSchemaFault } from './request.ts';

export type { Mode } from './behaviour.ts';

interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatRequest;
}

export interface OpenAiStandin {
  /** With version, as clients want it. */
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  setMode(mode: Mode): void;
  /** Chat completions asked for so far, those with a wrong key or body left out. */
  requests(): readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface OpenAiStandinOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly mode?: Mode;
  readonly apiKey?: string;
  readonly model?: string;
  /** How long `slow` waits. */
  readonly slowMs?: number;
}

/** Starts it on loopback. */
export async function startOpenAiStandin(
  options: OpenAiStandinOptions = {},
): Promise<OpenAiStandin> {
  const { apiKey = 'sk-standin', model = 'standin-1', slowMs = 60_000 } = options;
  let mode: Mode = options.mode ?? 'well-behaved';
  const requests: RecordedRequest[] = [];
  const pending = new Set<NodeJS.Timeout>();

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
    const keyFault = keyError(request.headers.authorization, apiKey);
    if (keyFault) return send(response, 401, keyFault);
    if (request.method === 'GET' && path === '/v1/models') {
      const data = [{ id: model, object: 'model', created: 1_780_000_000, owned_by: 'standin' }];
      return send(response, 200, { object: 'list', data });
    }
    if (request.method !== 'POST' || path !== '/v1/chat/completions') {
      const message = `Invalid URL (${request.method} ${path})`;
      return send(response, 404, errorBody(message, 'invalid_request_error'));
    }
    const parsed = chatRequest.safeParse(await json(request).catch(() => null));
    if (!parsed.success) return send(response, 400, invalidParameter(parsed.error.issues[0]));
    const body = parsed.data;
    const schemaFault = strictFormatFault(body);
    if (schemaFault) return send(response, 400, schemaFault);
    if (body.model !== model) {
      const message = `The model \`${body.model}\` does not exist or you do not have access to it.`;
      return send(
        response,
        404,
        errorBody(message, 'invalid_request_error', null, 'model_not_found'),
      );
    }
    requests.push({ path, headers: request.headers, body });

    if (mode === 'error-500') {
      const message = 'The server had an error while processing your request. Sorry about that!';
      return send(response, 500, errorBody(message, 'server_error'));
    }
    if (mode === 'rate-limited') {
      response.setHeader('retry-after', '20');
      const message = `Rate limit reached for ${model} on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.`;
      return send(response, 429, errorBody(message, 'requests', null, 'rate_limit_exceeded'));
    }
    const answer = () => send(response, 200, completion(body, choose(mode, body.messages)));
    if (mode !== 'slow') return answer();
    const timer = setTimeout(answer, slowMs);
    pending.add(timer);
    response.once('close', () => clearTimeout(timer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey,
    model,
    setMode(next) {
      mode = next;
    },
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        for (const timer of pending) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keyError(authorization: string | undefined, apiKey: string): object | null {
  if (authorization === `Bearer ${apiKey}`) return null;
  const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (given === undefined) {
    return errorBody(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      'invalid_request_error',
    );
  }
  const hidden = `${given.slice(0, 3)}${'*'.repeat(8)}${given.slice(-4)}`;
  return errorBody(
    `Incorrect API key provided: ${hidden}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    'invalid_request_error',
    null,
    'invalid_api_key',
  );
}

function invalidParameter(
  issue: { code: string; path: PropertyKey[]; message: string; keys?: string[] } | undefined,
): object {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys?.[0] : undefined;
  const param = [...(issue?.path ?? []), ...(unknown ? [unknown] : [])].map(String).join('.');
  return unknown
    ? errorBody(
        `Unknown parameter: '${param}'.`,
        'invalid_request_error',
        param,
        'unknown_parameter',
      )
    : errorBody(
        `Invalid value for '${param}': ${issue?.message}`,
        'invalid_request_error',
        param || null,
        'invalid_value',
      );
}

function strictFormatFault({ response_format: format }: ChatRequest): object | null {
  if (!format?.json_schema.strict) return null;
  const fault = strictSchemaFault(format.json_schema.schema);
  return fault === null
    ? null
    : errorBody(
        `Invalid schema for response_format '${format.json_schema.name}': ${fault}`,
        'invalid_request_error',
        'response_format',
      );
}

function errorBody(
  message: string,
  type: string,
  param: string | null = null,
  code: string | null = null,
): object {
  return { error: { message, type, param, code } };
}

function completion({ model, messages }: ChatRequest, choice: Choice): object {
  const promptTokens = tokensOf(messages.map(({ content }) => content).join(' '));
  const completionTokens = tokensOf(choice.content ?? choice.refusal ?? '');
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: choice.content,
          refusal: choice.refusal,
          annotations: [],
        },
        logprobs: null,
        finish_reason: choice.finishReason,
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: 'default',
    system_fingerprint: null,
  };
}

/** About four characters a token. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
