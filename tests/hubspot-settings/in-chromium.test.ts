/** Mapping, looking back, reconnecting and leaving on the sandbox's pages, as an administrator does it. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { enrich, sandboxForFile } from '../end-to-end/support/sandbox.ts';
import { violations } from '../hubspot-ui/support/axe.ts';
import { valuesOf } from '../sync/support/portal.ts';

const house = sandboxForFile();
const settingsPath = '/integrations-settings/7000001/installed/oppspot_smartsync/settings';

const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

describe('the settings page in Chromium', () => {
  test('maps a field by keyboard, tries it on a record, and the next click writes by it', async () => {
    const { hubspot } = house.sandbox;
    const { card } = await house.record('1001');
    await enrich(card);
    await card.getByRole('heading', { name: /^Score \d+ of 100/ }).waitFor();

    const { page, errors, hosts } = await house.open(settingsPath);
    await openTab(page, 'Mappings');
    await page.getByLabel('Records').selectOption({ label: 'Contacts' });
    await page.getByRole('button', { name: 'Change Description' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('HubSpot property').selectOption('message');
    await page.getByLabel('Next step').selectOption({ label: 'Shorten' });
    await page.getByRole('button', { name: 'Add “Shorten”' }).click();
    await page.getByLabel('Step 1: characters at most').fill('');
    await page.getByRole('button', { name: 'Save mappings' }).click();
    await page.getByRole('alert').getByText('Enter how many characters stay.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Step 1: characters at most').fill('20');
    await page.getByLabel('Record id').fill('1001');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: /Would be written/ }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Save mappings' }).click();
    await page.getByText('All mappings are saved.').waitFor();
    await card.getByRole('button', { name: 'Enrich with oppSpot' }).click();
    await expect
      .poll(() => valuesOf(hubspot, '1001').message, { timeout: 30_000 })
      .toMatch(/^.{1,20}$/);

    await openTab(page, 'Activity');
    const change = page.getByRole('row', { name: /Changed the mappings/ });
    expect(await change.innerText()).toMatch(/Imogen Vale[\s\S]*message/);
    await page
      .getByRole('row', { name: /Enriched a record.*Contact 1001/ })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect([...hosts]).toEqual(['127.0.0.1']);
  });

  test('enriches a list by keyboard: previewed, written, undone', async () => {
    const { hubspot } = house.sandbox;
    const listId = hubspot.createList('Fair', 'contacts', ['1002', '1003', '1004']);
    const untouched = hubspot.get('contacts', '1002');
    const { page, errors, hosts } = await house.open(settingsPath);
    await openTab(page, 'Enrich many');
    await page.getByText('Choose records above and press').waitFor();
    await page.getByRole('button', { name: 'Preview first' }).click();
    await page.getByText('Enter the number at the end').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('List id').fill(listId);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: `Preview of contacts: HubSpot list ${listId}` })
      .waitFor();
    expect(await violations(page)).toEqual([]);

    const write = page.getByRole('button', { name: 'Enrich these records' });
    await write.waitFor({ timeout: 120_000 });
    expect(hubspot.get('contacts', '1002')).toEqual(untouched);
    await page
      .getByText(/^\d records? \(\d+ fields/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await write.click();
    const undo = page.getByRole('button', { name: 'Undo…' });
    await undo.waitFor({ timeout: 120_000 });
    expect(hubspot.get('contacts', '1002')).not.toEqual(untouched);
    await undo.click();
    const dialogue = page.getByRole('dialog', { name: 'Undo this enrichment?' });
    await dialogue.getByText('oppSpot takes back what it wrote').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialogue.getByRole('button', { name: 'Undo it' }).click();
    await page.getByRole('heading', { name: /^Undo of contacts/ }).waitFor();
    await page.getByRole('row', { name: /Undo of contacts.*Done.*Taken back/ }).waitFor({
      timeout: 120_000,
    });
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect([...hosts]).toEqual(['127.0.0.1']);
  });

  test.each(['Connection', 'Mappings', 'Enrich many', 'Activity'])(
    '%s fits a narrow window',
    async (tab) => {
      const { page, errors } = await house.open(settingsPath, { width: 420 });
      await openTab(page, tab);
      const shown = {
        Connection: 'Disconnect…',
        Mappings: 'Change Owner',
        'Enrich many': 'Preview first',
        Activity: 'Look again',
      };
      const name = new Map(Object.entries(shown)).get(tab);
      await page.getByRole('button', { name }).first().waitFor();
      const widths = await page.evaluate<{ content: number; window: number }>(
        '({ content: document.documentElement.scrollWidth, window: innerWidth })',
      );
      expect(widths.content).toBeLessThanOrEqual(widths.window);
      expect(await violations(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  test('is led to the consent page when the grant is gone, and leaves for good', async () => {
    const { hubspot } = house.sandbox;
    hubspot.fail({ path: '^/crm/', times: 10_000, action: { kind: 'status', status: 401 } });
    const { card } = await house.record('1001');
    await enrich(card);
    await card.getByRole('link', { name: 'Connect oppSpot' }).waitFor();
    const { aside } = await house.record('1001');
    await aside.getByRole('link', { name: 'Connect oppSpot' }).waitFor();
    const { page, errors } = await house.open(settingsPath);
    const banner = page.getByRole('alert').filter({ hasText: 'Connect oppSpot again' });
    await banner.waitFor();
    await openTab(page, 'Scoring');
    expect(await banner.isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);

    hubspot.clearFaults();
    const opened = page.context().waitForEvent('page');
    await banner.getByRole('link', { name: 'Reconnect' }).click();
    const consent = await opened;
    await consent.getByRole('button', { name: 'Connect app' }).click();
    await consent.getByText('works again with oppSpot').waitFor();
    await banner.getByRole('button', { name: 'Look again' }).click();
    await banner.waitFor({ state: 'detached' });

    await openTab(page, 'Connection');
    const disconnect = page.getByRole('button', { name: 'Disconnect…' });
    await disconnect.click();
    const dialogue = page.getByRole('dialog', { name: 'Disconnect this account from oppSpot?' });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'hidden' });
    await disconnect.click();
    await dialogue.getByLabel(/Type the account id/).fill('7000001');
    await dialogue.getByRole('button', { name: 'Disconnect and delete' }).click();
    await page.getByRole('heading', { name: 'oppSpot is disconnected' }).waitFor();
    expect(await page.getByText('Remove the app yourself').count()).toBe(0);
    // What an earlier test took back may be among it.
    const told = hubspot
      .requests()
      .filter(({ method, path }) => method === 'DELETE' && !path.startsWith('/crm/objects/'));
    expect(told.map(({ path }) => path)).toEqual(['/appinstalls/2026-09/external-install']);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
