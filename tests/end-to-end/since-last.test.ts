/** What changed since last time, on the cards of both CRMs: a job board goes away between two enrichments. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../server/sync/service.ts';
import { enrichRequest } from '../../shared/contract/v1.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { look } from './support/look.ts';
import { sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();
const inSalesforce = salesforceId('contact', '1001');

async function enrichBoth(): Promise<void> {
  const { services, tenant, salesforce } = house.sandbox;
  const records: [Tenant, string][] = [
    [tenant, '1001'],
    [salesforce.tenant, inSalesforce],
  ];
  for (const [owner, recordId] of records) {
    const request = enrichRequest.parse({ object: 'contact', recordId, refresh: true });
    await services.sync.enrich(owner, request);
  }
}

beforeAll(async () => {
  await enrichBoth();
  house.sandbox.sources.change((company) =>
    company.key === 'tidewright' ? { ...company, board: null } : company,
  );
  await enrichBoth();
});

describe('the job board went away', () => {
  test('and HubSpot’s cards say so', async () => {
    const { page, card, aside, errors } = await house.record('1001');
    await card.getByRole('heading', { name: 'Since last time' }).waitFor();
    await card.getByText(/^No longer true: Hiring: .* open roles/).waitFor();
    await card.getByRole('link', { name: 'Greenhouse' }).first().waitFor();
    await aside.getByText(/changes? since/).waitFor();
    await look(page, 'since-hubspot');
    expect(errors).toEqual([]);
  });

  test('and Salesforce’s component does', async () => {
    const { page, errors } = await house.openSalesforce(
      `/lightning/r/Contact/${inSalesforce}/view`,
    );
    const card = page.locator('c-oppspot-enrich');
    // The first visit compiles the components, which takes long on a busy machine.
    await card.getByRole('heading', { name: 'Since last time' }).waitFor({ timeout: 150_000 });
    await card.getByText(/^No longer true: Hiring: .* open roles/).waitFor();
    await look(page, 'since-salesforce');
    expect(errors).toEqual([]);
  });
});
