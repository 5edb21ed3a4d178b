import OpenAI from 'openai';
import { ContentFilterFinishReasonError } from 'openai/error';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { Message } from './prompt.ts';

const answerSchema = z.object({
  sentences: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })),
});
export type Candidate = z.infer<typeof answerSchema>;

/** Why there is no candidate. */
export type CompletionFault =
  | 'late'
  | 'cancelled'
  | 'refused'
  | 'unusable-answer'
  | 'rate-limited'
  | 'key-refused'
  | 'request-refused'
  | 'unreachable';

/** What the service charges for. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

export type Completion =
  | {
      readonly ok: true;
      readonly candidate: Candidate;
      readonly text: string;
      readonly usage: TokenUsage | null;
    }
  | {
      readonly ok: false;
      readonly fault: CompletionFault;
      /** HTTP status of the service's answer, when there was one. */
      readonly status: number | null;
      /** What the service's support asks for. */
      readonly requestId: string | null;
    };

/** Room for three sentences and for what reasoning models count besides; an upper bound on the cost. */
const maxCompletionTokens = 2000;

/**
 * Asks once, without tools. Never throws.
 *
 * @param signal ends the request, also while the body is still coming
 */
export async function complete(
  client: OpenAI,
  model: string,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<Completion> {
  try {
    const completion = await client.chat.completions.parse(
      {
        model,
        messages: [...messages],
        response_format: zodResponseFormat(answerSchema, 'company_summary'),
        max_completion_tokens: maxCompletionTokens,
      },
      { signal },
    );
    const message = completion.choices[0]?.message;
    if (message?.refusal) return failed('refused');
    if (!message?.parsed || !message.content) return failed('unusable-answer');
    const usage = completion.usage
      ? { input: completion.usage.prompt_tokens, output: completion.usage.completion_tokens }
      : null;
    return { ok: true, candidate: message.parsed, text: message.content, usage };
  } catch (error) {
    return toFault(error, signal);
  }
}

function toFault(error: unknown, signal: AbortSignal): Completion {
  if (signal.aborted) return failed(abortFault(signal));
  if (error instanceof OpenAI.APIConnectionTimeoutError) return failed('late');
  if (error instanceof OpenAI.APIConnectionError) return failed('unreachable');
  if (error instanceof ContentFilterFinishReasonError) return failed('refused');
  if (error instanceof OpenAI.APIError) {
    const status: number | undefined = error.status;
    return failed(faultOfStatus(status), status, error.requestID);
  }
  // A wrong shape is a ZodError, no JSON a SyntaxError, a cut-off answer an error of the SDK.
  return failed('unusable-answer');
}

/** Why a signal was aborted: `AbortSignal.timeout` gives a TimeoutError. */
export function abortFault(signal: AbortSignal): 'late' | 'cancelled' {
  const { reason } = signal;
  return reason instanceof Error && reason.name === 'TimeoutError' ? 'late' : 'cancelled';
}

function faultOfStatus(status: number | undefined): CompletionFault {
  if (status === 429) return 'rate-limited';
  if (status === 401 || status === 403) return 'key-refused';
  return status !== undefined && status < 500 ? 'request-refused' : 'unreachable';
}

function failed(
  fault: CompletionFault,
  status: number | null = null,
  requestId: string | null = null,
): Completion {
  return { ok: false, fault, status, requestId };
}
