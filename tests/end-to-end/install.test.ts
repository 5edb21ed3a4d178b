/** From nothing to the first enriched record, in a browser: HubSpot from the install link, Salesforce from oppSpot Setup. */
import { describe, expect, test } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { openPage } from '../support/browser.ts';
import { cardsOn, enrich, freshSandboxForFile } from './support/sandbox.ts';

const house = freshSandboxForFile();

/** The first visit compiles the components, which takes long on a busy machine. */
const compiled = { timeout: 150_000 };

describe('HubSpot', () => {
  test('from the install link to an enriched contact', async () => {
    const { hubspot, url } = house.sandbox;
    const early = await house.record('1001');
    await early.card
      .getByRole('heading', { name: 'oppSpot is not connected to this HubSpot account' })
      .waitFor();

    const { page, errors } = await openPage();
    await page.goto(`${url}/oauth/hubspot/start`);
    await page.getByRole('checkbox', { name: /settings\.users\.read/ }).uncheck();
    await page.getByRole('button', { name: 'Connect app' }).click();
    await page.getByRole('heading', { name: 'HubSpot is connected' }).waitFor();
    // What was declined is off, and said so.
    await page.getByText('Checks that only super admins change these settings.').waitFor();
    expect(await violations(page)).toEqual([]);
    // Fields were created before anybody clicks.
    expect(hubspot.portal().properties.customCount('contacts')).toBeGreaterThan(10);

    await page.getByRole('link', { name: 'Open HubSpot' }).click();
    await page
      .getByRole('link', { name: /Idris Marlowe/ })
      .first()
      .click();
    const { card } = cardsOn(page);
    await enrich(card);
    await card.getByRole('heading', { name: /^Score \d+ of 100$/ }).waitFor();
    expect(hubspot.get('contacts', '1001')?.properties.oppspot_score).toMatch(/^\d+$/);
    expect(errors).toEqual([]);
  });

  test('a consent that was declined leaves nothing behind, and can be begun again', async () => {
    const { page } = await openPage();
    await page.goto(`${house.sandbox.url}/oauth/hubspot/start`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Nothing was connected' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'Connect app' }).waitFor();
  });
});

describe('Salesforce', () => {
  test('from oppSpot Setup to an enriched contact', async () => {
    const { page } = await house.openSalesforce('/lightning/n/oppspot__OppSpot_Setup');
    const opened = page.context().waitForEvent('page', compiled);
    await page
      .getByRole('link', { name: /Connect/ })
      .or(page.getByRole('button', { name: /Connect/ }))
      .first()
      .click(compiled);
    const consent = await opened;
    await consent.getByRole('button', { name: /Allow/ }).click();
    await consent.getByRole('heading', { name: 'Salesforce is connected' }).waitFor();
    expect(await violations(consent)).toEqual([]);
    await consent.close();
    // The setup page notices by itself.
    await page
      .getByText(/^Connected/)
      .first()
      .waitFor();

    const id = salesforceId('contact', '1001');
    const record = await house.openSalesforce(`/lightning/r/Contact/${id}/view`);
    const card = record.page.locator('c-oppspot-enrich');
    await card.getByRole('button', { name: 'Enrich with oppSpot' }).click(compiled);
    await card.getByText(/Score \d+ of 100/).waitFor();
    expect(house.sandbox.org.standin.get('Contact', id)?.values.oppspot__Score__c).toEqual(
      expect.any(Number),
    );
  });
});
