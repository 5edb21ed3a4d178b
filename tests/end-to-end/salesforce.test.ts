/** From a rep's click in Salesforce and back: the package's own components on the sandbox's pages. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();

/** The first visit compiles the components, which takes long on a busy machine. */
const compiled = { timeout: 150_000 };

async function record(object: 'Contact' | 'Account' | 'Lead', number: string) {
  const kind = { Contact: 'contact', Account: 'company', Lead: 'lead' } as const;
  const id = salesforceId(kind[object], number);
  const opened = await house.openSalesforce(`/lightning/r/${object}/${id}/view`);
  const card = opened.page.locator('c-oppspot-enrich');
  return { ...opened, id, card };
}

const button = (where: Locator | Page, name: string | RegExp) =>
  where.getByRole('button', { name });

const ours = (type: string) =>
  house.sandbox.salesforce.standin
    .records(type)
    .filter(({ values }) => typeof values.oppspot__Key__c === 'string');

describe('a click on the hero in Salesforce', () => {
  test('writes fields, a task and an opportunity, which undo takes back', async () => {
    const { standin } = house.sandbox.salesforce;
    const { page, card, id, errors } = await record('Contact', '1001');
    await button(card, 'Enrich with oppSpot').waitFor(compiled);
    standin.clearRequests();
    await button(card, 'Enrich with oppSpot').click();
    // Points fade by the hour: how many there are depends on when the test runs.
    const shown = await card.getByText(/^Score 9\d of 100$/).textContent();
    const isApi = ({ path }: { path: string }) => path.startsWith('/services/data/');
    // The first click of a process in an org looks which fields there are, and says so to the tenant.
    expect(standin.requests().filter(isApi).length).toBeLessThanOrEqual(4);
    const { oppspot__Score__c: score } = standin.get('Contact', id)?.values ?? {};
    expect(shown).toBe(`Score ${score} of 100`);
    expect(ours('Task')).toHaveLength(1);
    expect(ours('Opportunity')).toHaveLength(1);
    // The page around the component shows what was written.
    await page.getByText('Follow up with Idris Marlowe').first().waitFor();
    expect(await violations(page)).toEqual([]);

    await button(card, 'Undo enrichment').click();
    await button(page.getByRole('dialog'), /^Undo/).click();
    await expect.poll(() => ours('Task').length, { timeout: 60_000 }).toBe(0);
    await expect.poll(() => ours('Opportunity').length, { timeout: 60_000 }).toBe(0);
    // What was created goes first; the fields follow.
    const scoreNow = () => standin.get('Contact', id)?.values.oppspot__Score__c ?? null;
    await expect.poll(scoreNow, { timeout: 60_000 }).toBeNull();
    expect(errors).toEqual([]);
  });
});

describe('a preview in Salesforce', () => {
  test('writes nothing until it is applied, by keyboard alone', async () => {
    const { standin } = house.sandbox.salesforce;
    const { page, card, id } = await record('Contact', '1002');
    const preview = button(card, 'Preview first');
    await preview.waitFor(compiled);
    await preview.focus();
    await page.keyboard.press('Enter');
    const apply = button(card, /^Apply \d+ changes$/);
    await apply.waitFor();
    expect(standin.get('Contact', id)?.values.oppspot__Score__c ?? null).toBeNull();
    expect(await violations(page)).toEqual([]);
    await apply.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => standin.get('Contact', id)?.values.oppspot__Score__c, { timeout: 60_000 })
      .toEqual(expect.any(Number));
  });
});

describe('an account and a lead', () => {
  test.each(['Account', 'Lead'] as const)('%s is enriched like a contact', async (object) => {
    const { standin } = house.sandbox.salesforce;
    const { card, id } = await record(object, object === 'Lead' ? '4001' : '2001');
    await button(card, 'Enrich with oppSpot').waitFor(compiled);
    await button(card, 'Enrich with oppSpot').click();
    await card.getByText(/Score \d+ of 100/).waitFor();
    expect(standin.get(object, id)?.values.oppspot__Score__c).toEqual(expect.any(Number));
  });
});

describe('who may', () => {
  test('look but not enrich is told whom to ask', async () => {
    const { page, card } = await record('Contact', '1004');
    await button(card, 'Enrich with oppSpot').waitFor(compiled);
    const newcomer = await page
      .getByRole('combobox', { name: 'Logged in as' })
      .locator('option', { hasText: 'without oppSpot permissions' })
      .textContent();
    await page
      .getByRole('combobox', { name: 'Logged in as' })
      .selectOption({ label: newcomer ?? '' });
    await card
      .getByText(/permission set “oppSpot User”/)
      .first()
      .waitFor(compiled);
  });
});

describe('the setup page', () => {
  test('shows the connection and what the user may, without accessibility faults', async () => {
    const { page } = await house.openSalesforce('/lightning/n/oppspot__OppSpot_Setup');
    await page.getByText('Connected', { exact: true }).waitFor(compiled);
    expect(await violations(page)).toEqual([]);
    for (const name of ['Fields', 'Scoring', 'Automation', 'Privacy']) {
      await page.getByRole('tab', { name }).click();
      expect(await violations(page), name).toEqual([]);
    }
  });
});
