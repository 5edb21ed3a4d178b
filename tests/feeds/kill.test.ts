/**
 * Processes that listen are killed at whatever they are doing, between the commit of what they heard and
 * the request for more as well, and others take over. Of those that live one listens.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { generateKey } from '../../server/secrets/key-ring.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { openFeedHouse, sharedFeeds, topics } from './support/feeds.ts';

const program = join(import.meta.dirname, 'support/listening/main.ts');
const kills = 3;

const postgres = databases.find(({ name }) => name === 'postgres');

// The embedded database has one process.
describe.runIf(postgres)('processes that listen and die on Postgres', () => {
  const kind = sharedFeeds(postgres as TestDatabaseKind);

  it('lose no event and double none', { timeout: 240_000 }, async () => {
    const ENCRYPTION_KEYS = generateKey('test');
    const org = await openFeedHouse(kind, {
      settings: { automation: { autoEnrich: true } },
      env: { ENCRYPTION_KEYS },
    });
    const { location } = org.house.database;
    if (!('databaseUrl' in location)) throw new Error('This is for a server of databases.');

    /** By the name under which they lease. */
    const running = new Map<string, ChildProcess>();
    /** Resolves when it looks for something to listen to. */
    const start = async () => {
      const env = {
        ...process.env,
        NODE_ENV: 'test',
        DATABASE_URL: location.databaseUrl,
        ENCRYPTION_KEYS,
        SALESFORCE_PUBSUB_ADDRESS: org.pubSub.address,
      };
      const child = spawn(process.execPath, [program], {
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const [holder] = await once(child, 'message');
      running.set(String(holder), child);
    };
    onTestFinished(() => {
      for (const child of running.values()) child.kill('SIGKILL');
    });
    for (let count = 0; count <= kills; count += 1) await start();
    await org.heard();
    /** Whoever listens now. */
    const holder = async () => {
      const [feed] = await org.house.database.asOwner<{ holder: string }>(
        'select holder from event_feeds where integration_id = $1',
        [org.tenant.integrationId],
      );
      return feed?.holder ?? '';
    };
    const kill = async (name: string) => {
      const child = running.get(name);
      if (!child) throw new Error(`${name} does not listen.`);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    };

    const made: string[] = [];
    const writing = new AbortController();
    const writer = (async () => {
      while (!writing.signal.aborted) {
        made.push(org.salesforce.create('Account', { Name: `Company ${made.length}` }).id);
        await delay(20);
      }
    })();
    for (let round = 0; round < kills; round += 1) {
      const before = (await org.told()).length;
      // Somebody has heard something since, so the one that is killed is at work.
      await vi.waitFor(async () => expect((await org.told()).length).toBeGreaterThan(before), {
        timeout: 60_000,
        interval: 20,
      });
      await delay(round * 7);
      await kill(await holder());
    }
    writing.abort();
    await writer;

    const told = await org.toldOf(made.length);
    expect(told.map(({ record_id }) => record_id).sort()).toEqual([...made].sort());
    const starts = org.pubSub.calls().filter((call) => call.topic === topics[0]);
    expect(starts.filter(({ start: at }) => at === 'CUSTOM').length).toBeGreaterThanOrEqual(kills);
    expect(org.pubSub.streams().sort()).toEqual(topics);
  });
});
