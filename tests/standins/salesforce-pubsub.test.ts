/** The stand-in's Pub/Sub API refuses what Salesforce's refuses. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPubSub, type PubSub } from '../../server/crm/salesforce/events/pubsub.ts';
import type { SalesforceStandin } from '../sandbox/salesforce/index.ts';
import type { SalesforceStandinOptions } from '../sandbox/salesforce/options.ts';
import { standin } from './salesforce-api.ts';

const topic = '/data/ContactChangeEvent';

async function listening(options: SalesforceStandinOptions = {}, orgId?: string) {
  const { salesforce } = await standin({ pubSub: {}, ...options });
  const { pubSub } = salesforce;
  if (!pubSub) throw new Error('It has no Pub/Sub API.');
  const client = openPubSub({
    address: pubSub.address,
    orgId: orgId ?? salesforce.orgId,
    callTimeoutMs: 5_000,
    silenceMs: 10_000,
  });
  onTestFinished(() => client.close());
  return { salesforce, pubSub, client, access: accessTo(salesforce) };
}

const accessTo = ({ url }: SalesforceStandin) => ({
  accessToken: 'standin-token',
  instanceUrl: url,
});

async function answersOf(
  client: PubSub,
  access: ReturnType<typeof accessTo>,
  start: Parameters<PubSub['subscribe']>[2],
  events: number,
  until: number,
) {
  const subscription = client.subscribe(access, topic, start, events);
  const seen: Buffer[] = [];
  for await (const answer of subscription.answers) {
    seen.push(...answer.events.map(({ replayId }) => replayId));
    if (seen.length >= until) break;
  }
  subscription.cancel();
  return seen;
}

const refused = (code: string) => ({
  metadata: expect.objectContaining({ get: expect.any(Function) }),
  details: expect.stringContaining('rpcId'),
  code: expect.any(Number),
  errorCode: code,
});

/** What a refusal says, with the code in its trailers. */
async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    const { metadata } = error as { metadata: { get(name: string): unknown[] } };
    return Object.assign(error as Error, { errorCode: String(metadata.get('error-code')[0]) });
  }
  throw new Error('It was not refused.');
}

const root = 'sfdc.platform.eventbus.grpc';

describe('the Pub/Sub API', () => {
  it('tells what happened after a place, in order and as much as was asked for', async () => {
    const { salesforce, client, access } = await listening();
    for (let n = 0; n < 5; n += 1) salesforce.create('Contact', { LastName: `P${n}` });
    const all = await answersOf(client, access, 'earliest', 5, 5);
    expect(new Set(all.map((id) => id.toString('hex'))).size).toBe(5);
    expect(await answersOf(client, access, all[1] as Buffer, 3, 3)).toEqual(all.slice(2));
  });

  it('says that there is nothing new, and where the stream is', async () => {
    const { client, access } = await listening({ pubSub: { keepAliveMs: 20 } });
    const subscription = client.subscribe(access, topic, 'latest', 1);
    for await (const answer of subscription.answers) {
      expect(answer).toMatchObject({ events: [], latestReplayId: expect.any(Buffer) });
      break;
    }
    subscription.cancel();
  });

  it.each([
    ['a token that it does not know', { accessToken: 'other' }],
    ['another instance', { instanceUrl: 'https://other.my.salesforce.com' }],
  ])('refuses %s', async (_, wrong) => {
    const { client, access } = await listening();
    const refusal = await refusalOf(client.canSubscribe({ ...access, ...wrong }, topic));
    expect(refusal).toMatchObject({ ...refused(`${root}.service.auth.error`), code: 16 });
  });

  it('refuses a token of another org', async () => {
    const { client, access } = await listening({}, '00DOp0000000002AAA');
    const refusal = await refusalOf(client.canSubscribe(access, topic));
    expect(refusal).toMatchObject({ code: 16 });
  });

  it.each(['/data/ContactChangeEvents', '/data/CaseChangeEvent', '/event/Contact__e', ''])(
    'does not know the topic “%s”',
    async (other) => {
      const { client, access } = await listening();
      const refusal = await refusalOf(client.canSubscribe(access, other));
      expect(refusal).toMatchObject({ code: 5 });
    },
  );

  it.each([
    ['no place at all', Buffer.alloc(0), `${root}.subscription.fetch.replayid.validation.failed`],
    [
      'a place of another length',
      Buffer.from([1]),
      `${root}.subscription.fetch.replayid.corrupted`,
    ],
    ['a place that never was', Buffer.alloc(8, 1), `${root}.subscription.fetch.replayid.corrupted`],
  ])('refuses %s', async (_, place, code) => {
    const { client, access } = await listening();
    const refusal = await refusalOf(answersOf(client, access, place, 1, 1));
    expect(refusal).toMatchObject({ ...refused(code), code: 3 });
  });

  it('refuses to be asked for nothing', async () => {
    const { client, access } = await listening();
    const refusal = await refusalOf(answersOf(client, access, 'latest', 0, 1));
    expect(refusal).toMatchObject(refused(`${root}.subscription.fetch.requested.events.invalid`));
  });

  it('never has more than a hundred under way, whatever is asked for', async () => {
    const { salesforce, client, access, pubSub } = await listening();
    for (let n = 0; n < 150; n += 1) salesforce.create('Contact', { LastName: `P${n}` });
    const subscription = client.subscribe(access, topic, 'earliest', 500);
    let seen = 0;
    for await (const answer of subscription.answers) {
      seen += answer.events.length;
      if (seen === 100) subscription.request(50);
      if (seen >= 150) break;
    }
    expect(pubSub.mostUnanswered()).toBe(100);
    subscription.cancel();
  });

  it('gives the schema of its events, and of no others', async () => {
    const { client, access } = await listening();
    await client.canSubscribe(access, topic);
    expect(await refusalOf(client.schema(access, 'other'))).toMatchObject({ code: 5 });
  });
});

describe('merging and restoring in the stand-in', () => {
  it('leaves the merged in the bin with their master, and their children with the survivor', async () => {
    const { salesforce } = await standin();
    const [kept, gone] = ['A', 'B'].map((Name) => salesforce.create('Account', { Name }).id);
    const { id } = salesforce.create('Contact', { LastName: 'Lee', AccountId: gone as string });
    salesforce.merge('Account', kept as string, [gone as string]);
    expect(salesforce.get('Account', gone as string)).toMatchObject({
      isDeleted: true,
      values: { MasterRecordId: kept },
    });
    expect(salesforce.get('Contact', id)?.values.AccountId).toBe(kept);
  });

  it('brings a record back, which is told, and no other one', async () => {
    const { salesforce } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee' });
    expect(() => salesforce.undelete('Contact', id)).toThrow();
    salesforce.delete('Contact', id);
    const told: string[] = [];
    salesforce.subscribe(topic, -1, ({ event }) => told.push(event.ChangeEventHeader.changeType));
    salesforce.undelete('Contact', id);
    expect(told).toEqual(['UNDELETE']);
    expect(salesforce.records('Contact').map((record) => record.id)).toContain(id);
  });
});
