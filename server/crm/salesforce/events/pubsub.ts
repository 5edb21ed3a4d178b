/**
 * A connection to Salesforce's Pub/Sub API: gRPC with Salesforce's own definition. The npm package made
 * for it (salesforce-pubsub-api-client 5.5.2) would not do: it does not load (avro-js 1.12.2 needs a
 * package that nobody declares), takes one access token for its life, sets no deadline, asks for more
 * events before those it delivered are kept, makes numbers of replay ids, which are opaque, and on
 * closing stops listening for errors of streams that still run, so that their end ends the process.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/pub-sub-api-rpc-methods.html
 */
import { join } from 'node:path';
import {
  Client,
  type ClientDuplexStream,
  credentials,
  Metadata,
  type MethodDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Access } from '../session/session.ts';

/** Only what is used of the messages of `pubsub_api.proto`. */
interface TopicInfo {
  readonly canSubscribe: boolean;
}
interface SchemaInfo {
  readonly schemaJson: string;
}
interface FetchRequest {
  readonly topicName?: string;
  readonly replayPreset?: 'LATEST' | 'EARLIEST' | 'CUSTOM';
  readonly replayId?: Buffer;
  readonly numRequested: number;
}

/** One answer of a subscription; without events it says that there is nothing new. */
export interface FetchResponse {
  readonly events: readonly {
    readonly event: { readonly schemaId: string; readonly payload: Buffer };
    readonly replayId: Buffer;
  }[];
  readonly latestReplayId: Buffer;
  /** Events that may still come before more are asked for. */
  readonly pendingNumRequested: number;
}

/** Where a subscription begins: after an event, at the oldest that is kept, or with the next. */
export type Start = Buffer | 'earliest' | 'latest';

export interface Subscription {
  /** In order. Ends by throwing, also when Salesforce closes the stream without a word. */
  readonly answers: AsyncIterable<FetchResponse>;
  /** Asks for so many events more. */
  request(events: number): void;
  /** Ends it at once; may be called again. */
  cancel(): void;
}

export interface PubSub {
  /** @throws ServiceError */
  canSubscribe(access: Access, topic: string): Promise<boolean>;
  /** An event's Avro schema, as JSON. @throws ServiceError */
  schema(access: Access, id: string): Promise<string>;
  subscribe(access: Access, topic: string, start: Start, events: number): Subscription;
  /** Cuts everything. */
  close(): void;
}

export interface PubSubOptions {
  /** `host:port`. */
  readonly address: string;
  /** 18 characters. */
  readonly orgId: string;
  /** Deadline of a single call in milliseconds. */
  readonly callTimeoutMs: number;
  /** Salesforce says something at least every 270 seconds; after this silence the stream is dead. */
  readonly silenceMs: number;
}

const definition = loadSync(join(import.meta.dirname, 'pubsub_api.proto'), {
  enums: String,
  defaults: true,
})['eventbus.v1.PubSub'] as unknown as {
  readonly GetTopic: MethodDefinition<{ topicName: string }, TopicInfo>;
  readonly GetSchema: MethodDefinition<{ schemaId: string }, SchemaInfo>;
  readonly Subscribe: MethodDefinition<FetchRequest, FetchResponse>;
};

/** A connection of its own for each org: streams of one connection are limited, and queue silently. */
export function openPubSub({ address, orgId, callTimeoutMs, silenceMs }: PubSubOptions): PubSub {
  const channel = isLoopback(address) ? credentials.createInsecure() : credentials.createSsl();
  const client = new Client(address, channel, { 'grpc.use_local_subchannel_pool': 1 });

  function identify({ accessToken, instanceUrl }: Access): Metadata {
    const metadata = new Metadata();
    metadata.set('accesstoken', accessToken);
    metadata.set('instanceurl', instanceUrl);
    metadata.set('tenantid', orgId);
    return metadata;
  }

  function ask<Q, A>(method: MethodDefinition<Q, A>, access: Access, question: Q): Promise<A> {
    const { promise, resolve, reject } = Promise.withResolvers<A>();
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      question,
      identify(access),
      { deadline: Date.now() + callTimeoutMs },
      (error, answer) => {
        if (error) reject(error);
        else if (answer === undefined) reject(new Error('The Pub/Sub API gave no answer.'));
        else resolve(answer);
      },
    );
    return promise;
  }

  return {
    canSubscribe: async (access, topicName) =>
      (await ask(definition.GetTopic, access, { topicName })).canSubscribe,
    schema: async (access, schemaId) =>
      (await ask(definition.GetSchema, access, { schemaId })).schemaJson,
    subscribe(access, topicName, start, numRequested) {
      const { path, requestSerialize, responseDeserialize } = definition.Subscribe;
      const stream = client.makeBidiStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        identify(access),
      );
      // Whoever reads is told by the iteration; cancelled streams fail when nobody reads any more.
      stream.on('error', () => {});
      const from = Buffer.isBuffer(start)
        ? ({ replayPreset: 'CUSTOM', replayId: start } as const)
        : { replayPreset: start === 'earliest' ? ('EARLIEST' as const) : ('LATEST' as const) };
      stream.write({ topicName, ...from, numRequested });
      return {
        answers: heard(stream, silenceMs),
        request: (events) => stream.write({ numRequested: events }),
        cancel: () => stream.cancel(),
      };
    },
    close: () => client.close(),
  };
}

/** What the stream says, until it breaks off or has been silent for too long. */
async function* heard(
  stream: ClientDuplexStream<FetchRequest, FetchResponse>,
  silenceMs: number,
): AsyncGenerator<FetchResponse> {
  const silence = setTimeout(() => stream.cancel(), silenceMs);
  try {
    for await (const answer of stream) {
      yield answer as FetchResponse;
      silence.refresh();
    }
  } finally {
    clearTimeout(silence);
    stream.cancel();
  }
  throw Object.assign(new Error('The stream was closed.'), { code: 14, details: '' });
}

/** On this machine nobody else can listen; everywhere else the connection is encrypted. */
function isLoopback(address: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):\d+$/.test(address);
}
