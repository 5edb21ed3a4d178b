import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FreshCompany, Mixture } from '../fresh-world.ts';
import { startProgram } from '../programs.ts';

export interface OutsideOptions {
  readonly companies: number;
  readonly contactsEach: number;
  readonly mixture: Mixture;
  /** False: they stand in the portal only. */
  readonly inOrg: boolean;
  /** Opens the portal and the org. */
  readonly accessToken: string;
}

/** What an answer takes, in milliseconds. */
export interface Delays {
  readonly hubspotMs: number;
  readonly salesforceMs: number;
  readonly sourceMs: number;
}

export interface OutsideTold {
  readonly hubspotUrl: string;
  readonly portalId: number;
  readonly salesforceUrl: string;
  /** Host and port. */
  readonly pubSubAddress: string;
  /** Environment variables that point research at the sources. */
  readonly sources: Readonly<Record<string, string>>;
  readonly companies: readonly FreshCompany[];
}

/** A call as the stand-in saw it. */
export interface SeenCall {
  /** Method and path. */
  readonly what: string;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
  readonly status: number | null;
  /** Calls for the same to one record at a time; of HubSpot's only. */
  readonly oneByOne: number;
}

export interface Outside extends OutsideTold {
  readonly accessToken: string;
  delay(delays: Delays): Promise<void>;
  /** Forgets the calls so far. */
  clear(): Promise<void>;
  hubspotCalls(): Promise<SeenCall[]>;
  salesforceCalls(): Promise<SeenCall[]>;
  stop(): Promise<void>;
}

/** Starts stand-ins for all that is not the product, in one process beside this one. */
export async function startOutside(options: Omit<OutsideOptions, 'accessToken'>): Promise<Outside> {
  const accessToken = `bench-${randomBytes(12).toString('hex')}`;
  const file = fileURLToPath(new URL('main.ts', import.meta.url));
  const program = await startProgram<OutsideTold>(file, { ...options, accessToken });
  return {
    ...program.told,
    accessToken,
    delay: (delays) => program.ask('delay', delays),
    clear: () => program.ask('clear'),
    hubspotCalls: () => program.ask('hubspotCalls'),
    salesforceCalls: () => program.ask('salesforceCalls'),
    stop: () => program.stop(),
  };
}
