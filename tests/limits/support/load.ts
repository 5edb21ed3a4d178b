/** How much of HubSpot's limit several processes use together, against a stand-in that enforces it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startHubSpotStandin } from '../../sandbox/hubspot/index.ts';
import type { CallingOrder } from './calling-process.ts';

export interface LoadResult {
  /** Calls in ten seconds after the first window, as HubSpot counted them. */
  readonly callsInTenSeconds: number;
  readonly refused: number;
  /** How long each click took, in milliseconds. */
  readonly clickMs: readonly number[];
  readonly states: readonly string[];
}

export interface LoadOptions {
  readonly processes: number;
  readonly databaseUrl: string;
  readonly redis: CallingOrder['redis'];
  readonly callsPerClick?: number;
  /** How long before the ten seconds that are counted. Default 13 seconds. */
  readonly warmUpMs?: number;
}

const program = join(import.meta.dirname, 'calling-process.ts');
let portalId = 8_000_000 + (process.pid % 100_000) * 10;

export async function underLoad(options: LoadOptions): Promise<LoadResult> {
  portalId += 1;
  const accessToken = `load-${portalId}`;
  const standin = await startHubSpotStandin({
    accessTokens: [{ token: accessToken, scopes: 'all' }],
    portalId,
    seed: { contacts: [{ id: '1', properties: { email: 'ada@acme.example' } }] },
    limits: { requestsPerTenSeconds: 110 },
  });
  const order: CallingOrder = {
    databaseUrl: options.databaseUrl,
    redis: options.redis,
    hubspotUrl: standin.url,
    // Redis outlives the test: another run has another account.
    portalId: `${portalId}-${Date.now()}`,
    accessToken,
    contactId: '1',
    bulkAtOnce: 20,
    callsPerClick: options.callsPerClick ?? 0,
  };
  try {
    const running = await Promise.all(
      Array.from({ length: options.processes }, () => startCalling(order)),
    );
    await delay(options.warmUpMs ?? 13_000);
    const from = Date.now();
    await delay(10_000);
    const ends = await Promise.all(running.map((one) => one.end()));
    return {
      callsInTenSeconds: standin.requests().filter(({ startedAt, status }) => {
        const afterMs = Date.parse(startedAt) - from;
        return status === 200 && afterMs >= 0 && afterMs < 10_000;
      }).length,
      refused: standin.requests().filter(({ status }) => status === 429).length,
      clickMs: ends.flatMap(({ clickMs }) => clickMs),
      states: ends.map(({ state }) => state),
    };
  } finally {
    await standin.close();
  }
}

interface Ending {
  readonly clickMs: readonly number[];
  readonly state: string;
}

async function startCalling(order: CallingOrder): Promise<{ end(): Promise<Ending> }> {
  const child: ChildProcess = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('The process has no output.');
  const lines = createInterface({ input: child.stdout });
  const said: string[] = [];
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The process ended before it began.')));
    lines.on('line', (line) => {
      said.push(line);
      resolve();
    });
  });
  return {
    async end() {
      child.stdin?.end();
      await exited;
      return JSON.parse(said.at(-1) ?? '') as Ending;
    },
  };
}
