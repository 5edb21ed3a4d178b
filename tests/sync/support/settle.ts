import { expect } from 'vitest';
import { LEASE_MS } from '../../../server/sync/dependencies.ts';
import type { Enrichment } from '../../../shared/contract/v1.ts';
import type { House, Instance } from '../../support/house.ts';
import { newDeals, plannedValues, standing, tasks } from './portal.ts';

/** Lets the lease of whoever worked on interrupted runs pass, and recovers. */
export async function recoverLater(
  house: House,
  { services }: Pick<Instance, 'services'> = house,
): Promise<number> {
  house.clock.advance(LEASE_MS + 1);
  return services.sync.recover();
}

/** The enrichment once no write of it is open any more. */
export async function settled(house: House, id: string): Promise<Enrichment> {
  const { services, tenant, clock } = house;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const enrichment = await services.sync.get(tenant, id);
    if (enrichment.status !== 'applying') return enrichment;
    // Each unsuccessful recovery waits longer than the one before.
    clock.advance(3_600_000);
    await services.sync.recover();
  }
  throw new Error('The run does not come to an end.');
}

/** The hero is enriched once and completely: in HubSpot, in the journal, in the run. */
export async function expectWrittenOnce(house: House, enrichment: Enrichment): Promise<void> {
  const { hubspot } = house;
  expect(enrichment.status).toBe('completed');
  expect(standing(hubspot, enrichment)).toEqual(plannedValues(enrichment));
  expect(tasks(hubspot)).toHaveLength(1);
  expect(newDeals(hubspot)).toHaveLength(1);
  const entries = await house.journal(enrichment.id);
  expect(entries.map(({ operation, state, crmId }) => [operation.kind, state, crmId])).toEqual([
    ['update', 'applied', '1001'],
    ['create-task', 'applied', tasks(hubspot)[0]?.id],
    ['create-deal', 'applied', newDeals(hubspot)[0]?.id],
  ]);
  expect(await house.run(enrichment.id)).toMatchObject({
    status: 'completed',
    errorCode: null,
    finishedAt: expect.any(Date),
  });
}
