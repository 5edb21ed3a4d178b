/** Sources are looked at; what changed is enriched again, and nothing else. */
import { describe, expect, it } from 'vitest';
import { lookForChanges } from '../../server/freshness/look-for-changes.ts';
import { createLogger } from '../../server/http/logger.ts';
import { noJobs } from '../../server/jobs/jobs.ts';
import type { World, WorldCompany } from '../sandbox/world/types.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse } from '../support/house.ts';

const DAY_MS = 86_400_000;
const logger = createLogger({ level: 'silent' });

/** One turn of the chore. */
async function look(house: House) {
  const runtime = { now: house.clock.now, newId: () => crypto.randomUUID(), random: () => 0 };
  const { looks } = house.services.research;
  const deps = { database: house.database, jobs: noJobs, runtime, looks, logger };
  return lookForChanges(deps, new AbortController().signal);
}

/** What waits in the queue is worked off. */
async function work(house: House): Promise<void> {
  await house.services.inbound.turns.take('crm_sync_queue', house.tenant, 1);
}

const daily = { settings: { freshness: { look: 'daily' } } };
const contact = { object: 'contact', recordId: '1001' } as const;

async function card(house: House) {
  return house.services.sync.card(house.tenant, { object: 'contact', id: '1001' }, null);
}

function changed(house: House, key: string, change: (company: WorldCompany) => WorldCompany): void {
  house.sources.change((company) => (company.key === key ? change(company) : company));
}

/** A return of allotment, filed today. */
function withAllotment(now: Date) {
  return (company: WorldCompany): WorldCompany =>
    company.register
      ? {
          ...company,
          register: {
            ...company.register,
            filings: [
              ...company.register.filings,
              {
                date: now.toISOString().slice(0, 10),
                category: 'capital',
                type: 'SH01',
                description: 'capital-allotment-shares',
                pages: 4,
              },
            ],
          },
        }
      : company;
}

const since = (house: House, from: number) => house.sources.requests().slice(from);

describe.each(databases)('looking for changes on $name', (kind) => {
  it('finds a filing that arrived, enriches once, and the card says what changed', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    house.clock.advance(DAY_MS + 1);
    changed(house, 'tidewright', withAllotment(house.clock.now()));
    expect(await look(house)).toEqual({ looks: 1, changed: 1 });
    await work(house);
    const runs = await house.runs();
    expect(runs).toHaveLength(2);
    expect(runs[1]).toMatchObject({ status: 'completed', trigger: 'refresh' });
    const { latest } = await card(house);
    expect(latest?.sinceLast).toMatchObject({ enrichmentId: runs[0]?.id });
    expect(latest?.sinceLast?.items).toContainEqual(
      expect.objectContaining({ kind: 'signal', change: 'new' }),
    );
    house.clock.advance(DAY_MS + 1);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
  });

  it('leaves a company alone that is as it was, and asks little to know it', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    const first = house.sources.requests().length;
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    house.clock.advance(DAY_MS + 1);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
    const firstLook = since(house, first);
    house.clock.advance(DAY_MS + 1);
    const second = house.sources.requests().length;
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
    const secondLook = since(house, second);
    expect(await house.runs()).toHaveLength(1);
    console.log(
      first,
      firstLook.map(({ target, status }) => `${status} ${target}`),
      secondLook.map(({ target, status }) => `${status} ${target}`),
    );
    const board = secondLook.filter(({ target }) => target.startsWith('/greenhouse'));
    expect(board.map(({ status }) => status)).toEqual([304]);
  });
});
