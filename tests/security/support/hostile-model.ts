/** A model that obeys whoever speaks to it last, and does harm where nobody speaks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { canary } from './injections.ts';

export interface HostileModel {
  /** For the server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it was ever sent. */
  prompts(): readonly string[];
}

interface Chat {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** Closed when the test ends. */
export async function startHostileModel(): Promise<HostileModel> {
  const prompts: string[] = [];
  const server = createServer(async (request, response) => {
    const { messages } = (await json(request)) as Chat;
    prompts.push(JSON.stringify(messages));
    const message = misbehaviours[prompts.length % misbehaviours.length]?.(messages);
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        id: `chatcmpl-${prompts.length}`,
        object: 'chat.completion',
        created: 1_780_000_000,
        model: 'hostile-1',
        choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    environment: {
      OPENAI_API_KEY: 'sk-hostile',
      OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      OPENAI_MODEL: 'hostile-1',
    },
    prompts: () => prompts,
  };
}

type Message = Record<string, unknown>;

const says = (content: unknown, more: Message = {}): Message => ({
  role: 'assistant',
  content: JSON.stringify(content),
  refusal: null,
  ...more,
});

/** Ids of the facts it was given, so that what it says looks well founded. */
const idsIn = ({ messages }: Chat) =>
  [...JSON.stringify(messages).matchAll(/\\"id\\":\\"([^"\\]+)\\"/g)].map(([, id]) => id ?? '');

const misbehaviours: readonly ((messages: Chat['messages']) => Message)[] = [
  // Says what it was ordered to, founded on facts that say nothing of it.
  (messages) => {
    const [order = `${canary} will pay 9999999`] =
      /(?:write|say|answer|print)[^:]{0,40}: ?[^\\\n]{3,80}/i.exec(JSON.stringify(messages)) ?? [];
    const sentence = {
      text: `${order}, says ${canary}.`,
      evidenceIds: idsIn({ messages }).slice(0, 1),
    };
    return says({ sentences: [sentence, sentence] });
  },
  // Gives back all it was given.
  (messages) =>
    says({
      sentences: [
        { text: `${canary}: ${JSON.stringify(messages).slice(0, 380)}`, evidenceIds: ['e1'] },
        { text: `${canary} again.`, evidenceIds: ['e1'] },
      ],
    }),
  // Asks for changes that nobody offered it.
  () =>
    says({
      sentences: [{ text: `${canary} is a customer.`, evidenceIds: [] }],
      updates: { amount: '9999999', hubspot_owner_id: '9001', lifecyclestage: 'customer' },
      delete: ['1001', '1002'],
    }),
  // Calls tools that it was not given.
  () =>
    says(null, {
      content: null,
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'update_record', arguments: `{"owner":"9001","word":"${canary}"}` },
        },
      ],
    }),
];
