/** A world that goes on, and a chore that looks at it. */
import { type LookReport, lookForChanges } from '../../../server/freshness/look-for-changes.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { noJobs } from '../../../server/jobs/jobs.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import type { WorldCompany } from '../../sandbox/world/types.ts';
import type { House, Instance } from '../../support/house.ts';

export const DAY_MS = 86_400_000;
/** The contact of Tidewright, who grows. */
export const contact = { object: 'contact', recordId: '1001' } as const;

const logger = createLogger({ level: 'silent' });

/** One turn of the chore. */
export function look(
  house: House,
  { services }: Pick<Instance, 'services'> = house,
  signal: AbortSignal = new AbortController().signal,
): Promise<LookReport> {
  const runtime = { now: house.clock.now, newId: () => crypto.randomUUID(), random: () => 0 };
  const { looks } = services.research;
  const { database } = house;
  return lookForChanges({ database, jobs: noJobs, runtime, looks, logger }, signal);
}

/** A day later, one turn of the chore, and what is in the queue is worked off. */
export async function nextDay(house: House, tenant: Tenant = house.tenant): Promise<LookReport> {
  house.clock.advance(DAY_MS + 1);
  const report = await look(house);
  await house.services.inbound.turns.take('crm_sync_queue', tenant, 1);
  return report;
}

/** Requests to public sources that something causes, as "status target". */
export async function asking(house: House, what: () => Promise<unknown>): Promise<string[]> {
  const before = house.sources.requests().length;
  await what();
  const seen = house.sources.requests().slice(before);
  return seen.map(({ status, target }) => `${status} ${target}`);
}

function changeTidewright(
  house: House,
  change: (company: WorldCompany) => Partial<WorldCompany>,
): void {
  house.sources.change((company) =>
    company.key === 'tidewright' ? { ...company, ...change(company) } : company,
  );
}

/** A return of allotment arrives at the register, filed today. */
export function fileAllotment(house: House): void {
  const filing = {
    date: house.clock.now().toISOString().slice(0, 10),
    category: 'capital',
    type: 'SH01',
    description: 'capital-allotment-shares',
    pages: 4,
  };
  changeTidewright(house, ({ register }) => ({
    register: register && { ...register, filings: [...register.filings, filing] },
  }));
}

/** The company's job board is gone, and nothing leads to it any more. */
export function closeBoard(house: House): void {
  changeTidewright(house, () => ({ board: null }));
}
