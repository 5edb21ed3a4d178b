/** What an admin sets, and what a workflow does with it, on the pages of the sandbox. */
import { describe, expect, test } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { newDeals, tasks, valuesOf } from '../sync/support/portal.ts';
import { enrich, sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();
const settingsPath = '/integrations-settings/7000001/installed/oppspot_smartsync/settings';

describe('the settings page', () => {
  test('switches automation off, and the next click keeps to it', async () => {
    const { hubspot } = house.sandbox;
    const { page, errors } = await house.open(settingsPath);
    await page.getByRole('tab', { name: 'Automation' }).click();
    for (const name of ['Create deals', 'Create follow-up tasks']) {
      await page.getByText(name, { exact: true }).click();
      expect(await page.getByRole('switch', { name }).isChecked()).toBe(false);
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Everything is saved.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);

    const { card } = await house.record('1001');
    await enrich(card);
    await card.getByRole('heading', { name: 'Score 100 of 100' }).waitFor();
    expect(tasks(hubspot)).toEqual([]);
    expect(newDeals(hubspot)).toEqual([]);
    await card.getByRole('tab', { name: 'Changes' }).click();
    await card.getByText('Creating deals is switched off in the settings.').waitFor();
  });

  test('tells a fault beside its field and saves nothing', async () => {
    const { page } = await house.open(settingsPath);
    await page.getByRole('tab', { name: 'Scoring' }).click();
    const threshold = page.getByLabel(/deal/i).first();
    await threshold.fill('170');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await threshold.getAttribute('aria-invalid')).toBe('true');
    expect(await violations(page)).toEqual([]);
  });

  test('repairs properties that somebody deleted', async () => {
    const { properties } = house.sandbox.hubspot.portal();
    const { page } = await house.open(settingsPath);
    const repair = page.getByRole('button', { name: /^(Create properties|Check and repair)$/ });
    await repair.click();
    await page.getByText('31 properties stand in HubSpot.').waitFor();
    properties.archive('contacts', 'oppspot_summary', Date.now());
    await repair.click();
    // HubSpot keeps the name of a deleted property: only a person can restore it.
    await page.getByText('30 properties stand in HubSpot, 1 missing.').waitFor();
    await page
      .getByText(/oppspot_summary/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('a workflow', () => {
  test('enrols every contact and gets every answer back', async () => {
    const { hubspot } = house.sandbox;
    const { page, errors } = await house.open('/workflows/7000001');
    const count = hubspot.records('contacts').length;
    await page.getByRole('button', { name: `All ${count}` }).click();
    await page.getByRole('button', { name: `Enrol ${count} contacts` }).click();
    await page.getByText(`All ${count} enrolments have ended.`).waitFor({ state: 'attached' });
    const rows = await page.getByRole('table').last().getByRole('row').allInnerTexts();
    expect(rows.filter((row) => /completed/i.test(row)).length).toBeGreaterThan(15);
    expect(rows.join('\n')).toContain('Nothing was researched and nothing was written.');
    expect(valuesOf(hubspot, '1002').oppspot_score).toBe('54');
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
