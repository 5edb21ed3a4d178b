/** Salesforce's Pub/Sub API on loopback, with Salesforce's own definition of it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { SlidingWindow } from '../../standin/sliding-window.ts';
import type { Session } from '../gate/sessions.ts';
import type { PubSubOptions } from '../options.ts';
import type { Org } from '../org/org.ts';
import type { StandinState } from '../state.ts';
import { encodeEvent } from './encode.ts';
import { type RefusalCode, refusal } from './refusal.ts';
import { type ChangeEventSchema, changeEventSchema } from './schema.ts';
import { type FetchRequest, fromBytes, type SubscribeCall, Subscription } from './subscription.ts';

export interface PubSubCall {
  readonly method: 'GetTopic' | 'GetSchema' | 'Subscribe';
  readonly topic: string | null;
  /** Of a subscription: where it begins. */
  readonly start: FetchRequest['replayPreset'] | null;
}

export interface PubSubStandin {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** Every call so far, refused or not. */
  calls(): readonly PubSubCall[];
  /** Topics that somebody listens to now, one for each stream. */
  streams(): string[];
  /** The most events that any open stream has let come at once. */
  mostUnanswered(): number;
  /** The next calls of a method are refused. */
  refuse(method: PubSubCall['method'], code: RefusalCode, times?: number): void;
  /** Cuts every stream, as a network does. */
  cut(): void;
  /** An access token has run out: its streams end, and no call is answered for it. */
  expire(accessToken: string): void;
  /** The next events arrive as bytes that are no event. */
  garble(times: number): void;
  /** Tells the last events of every stream again. */
  repeat(count: number): void;
  close(): Promise<void>;
}

const protoFile = join(
  import.meta.dirname,
  '../../../../server/crm/salesforce/events/pubsub_api.proto',
);
const usualKeepAliveMs = 270_000;
/** Of an Unlimited Edition org. */
const usualDeliveries = 50_000;
const dayMs = 86_400_000;

interface OpenStream {
  readonly topic: string;
  readonly token: string;
  readonly subscription: Subscription;
  end(code: RefusalCode): void;
}

export async function startPubSub(
  state: StandinState,
  options: PubSubOptions,
): Promise<PubSubStandin> {
  const { keepAliveMs = usualKeepAliveMs, deliveriesPerDay = usualDeliveries } = options;
  const deliveries = new SlidingWindow(deliveriesPerDay, dayMs);
  const calls: PubSubCall[] = [];
  const streams = new Set<OpenStream>();
  const ordered: { method: PubSubCall['method']; code: RefusalCode; left: number }[] = [];
  const schemas = new Map<string, ChangeEventSchema>();
  let garbled = 0;

  /** @throws a refusal unless the headers carry a live token of their org */
  function enter(method: PubSubCall['method'], metadata: Metadata, rpcId: string): Session {
    const order = ordered.find((one) => one.method === method && one.left > 0);
    if (order) {
      order.left -= 1;
      throw refusal(order.code, rpcId);
    }
    const header = (name: string) => String(metadata.get(name)[0] ?? '');
    const session = state.sessions.find(header('accesstoken'), state.now().getTime());
    const isWhole = session?.orgId === header('tenantid') && header('instanceurl') === state.origin;
    if (!session || !isWhole) throw refusal('service.auth.error', rpcId);
    return session;
  }

  /** @throws a refusal unless the user may hear of what an administrator has chosen */
  function objectOf(session: Session, topic: string, rpcId: string) {
    const org = state.org(session.orgId);
    const name = /^\/data\/(\w+)ChangeEvent$/.exec(topic)?.[1] ?? '';
    const type = org.catalogue.find(name);
    if (!type || !org.changes.tells(type.name)) throw refusal('topic.not.found', rpcId);
    if (!state.accessOf(session).may(type.name, 'read')) {
      throw refusal('topic.access.denied', rpcId);
    }
    return { org, type };
  }

  function schemaOf({ org, type }: ReturnType<typeof objectOf>): ChangeEventSchema {
    const key = `${org.id} ${type.name}`;
    const schema = schemas.get(key) ?? changeEventSchema(type);
    schemas.set(key, schema);
    return schema;
  }

  function unary<Q, A>(
    method: PubSubCall['method'],
    topicOf: (question: Q) => string | null,
    answer: (session: Session, question: Q, rpcId: string) => A,
  ) {
    return (call: ServerUnaryCall<Q, A>, callback: sendUnaryData<A>) => {
      const rpcId = randomUUID();
      calls.push({ method, topic: topicOf(call.request), start: null });
      try {
        callback(null, answer(enter(method, call.metadata, rpcId), call.request, rpcId));
      } catch (error) {
        callback(error as Error);
      }
    };
  }

  const getTopic = unary(
    'GetTopic',
    ({ topicName }: { topicName: string }) => topicName,
    (session, { topicName }, rpcId) => ({
      topicName,
      tenantGuid: session.orgId,
      canPublish: false,
      canSubscribe: true,
      schemaId: schemaOf(objectOf(session, topicName, rpcId)).id,
      rpcId,
    }),
  );

  const getSchema = unary(
    'GetSchema',
    () => null,
    (_session, { schemaId }: { schemaId: string }, rpcId) => {
      const schema = [...schemas.values()].find(({ id }) => id === schemaId);
      if (!schema) throw refusal('schema.not.found', rpcId);
      return { schemaId, schemaJson: schema.json, rpcId };
    },
  );

  function subscribe(call: SubscribeCall): void {
    const rpcId = randomUUID();
    let stream: OpenStream | null = null;
    let forget = () => {};
    const leave = () => {
      forget();
      stream?.subscription.stop();
      if (stream) streams.delete(stream);
    };
    const end = (error: unknown) => {
      leave();
      call.emit('error', error);
    };
    call.on('cancelled', leave);
    call.on('error', leave);
    call.on('end', () => {
      leave();
      call.end();
    });
    call.on('data', (request: FetchRequest) => {
      try {
        stream ??= begin(request);
        if (request.topicName !== '' && request.topicName !== stream.topic) {
          throw refusal('subscription.fetch.topic.mismatch', rpcId);
        }
        if (request.numRequested < 1) {
          throw refusal('subscription.fetch.requested.events.invalid', rpcId);
        }
        stream.subscription.request(request.numRequested);
      } catch (error) {
        end(error);
      }
    });

    function begin({ topicName, replayPreset, replayId }: FetchRequest): OpenStream {
      calls.push({ method: 'Subscribe', topic: topicName, start: replayPreset });
      const session = enter('Subscribe', call.metadata, rpcId);
      const { org, type } = objectOf(session, topicName, rpcId);
      const schema = schemaOf({ org, type });
      const subscription = new Subscription(call, {
        rpcId,
        keepAliveMs,
        lastReplayId: () => org.changes.lastReplayId,
        encode: (event) => {
          const isGarbled = garbled > 0;
          if (isGarbled) garbled -= 1;
          const payload = isGarbled ? Buffer.from('no event') : encodeEvent(schema, event);
          return { id: randomUUID(), schemaId: schema.id, payload };
        },
        deliver: () => deliveries.take(org.id, state.now().getTime()) >= 0,
        exhausted: () => end(refusal('subscription.limit.exceeded', rpcId)),
      });
      try {
        const from = startOf(replayPreset, replayId, rpcId);
        forget = listenTo(org, topicName, from, subscription, rpcId);
      } catch (error) {
        subscription.stop();
        throw error;
      }
      const opened = {
        topic: topicName,
        token: session.token,
        subscription,
        end: (code: RefusalCode) => end(refusal(code, rpcId)),
      };
      streams.add(opened);
      return opened;
    }
  }

  const server = new Server();
  server.addService(
    loadSync(protoFile, { enums: String, defaults: true })[
      'eventbus.v1.PubSub'
    ] as ServiceDefinition,
    { GetTopic: getTopic, GetSchema: getSchema, Subscribe: subscribe },
  );
  const { promise: bound, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync(
    `127.0.0.1:${options.port ?? 0}`,
    ServerCredentials.createInsecure(),
    (error, port) => (error ? reject(error) : resolve(port)),
  );
  const address = `127.0.0.1:${await bound}`;

  return {
    address,
    calls: () => calls,
    streams: () => [...streams].map(({ topic }) => topic),
    mostUnanswered: () =>
      Math.max(0, ...[...streams].map(({ subscription }) => subscription.mostPending)),
    refuse: (method, code, times = 1) => ordered.push({ method, code, left: times }),
    cut: () => {
      for (const stream of [...streams]) stream.end('service.unavailable');
    },
    expire: (accessToken) => {
      state.sessions.end(accessToken);
      for (const stream of [...streams]) {
        if (stream.token === accessToken) stream.end('service.auth.error');
      }
    },
    garble: (times) => {
      garbled += times;
    },
    repeat: (count) => {
      for (const { subscription } of streams) subscription.repeat(count);
    },
    close: async () => {
      for (const { subscription } of streams) subscription.stop();
      server.forceShutdown();
    },
  };
}

function startOf(preset: FetchRequest['replayPreset'], replayId: Buffer, rpcId: string): number {
  if (preset === 'LATEST') return -1;
  if (preset === 'EARLIEST') return -2;
  if (replayId.length === 0) throw refusal('subscription.fetch.replayid.validation.failed', rpcId);
  const place = fromBytes(replayId);
  if (place === null) throw refusal('subscription.fetch.replayid.corrupted', rpcId);
  return place;
}

function listenTo(
  org: Org,
  topic: string,
  from: number,
  subscription: Subscription,
  rpcId: string,
): () => void {
  try {
    return org.changes.subscribe(topic, from, (event) => subscription.add(event));
  } catch {
    throw refusal('subscription.fetch.replayid.corrupted', rpcId);
  }
}
