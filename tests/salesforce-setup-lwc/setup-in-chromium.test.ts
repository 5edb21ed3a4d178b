/** What only a browser shows of the setup page: Salesforce's own inputs, the keyboard's focus, two people at once. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sandboxForFile } from '../end-to-end/support/sandbox.ts';
import { violations } from '../hubspot-ui/support/axe.ts';
import { salesforceId } from '../sandbox/world/world.ts';

const house = sandboxForFile();

/** The first visit compiles the components, which takes long on a busy machine. */
const compiled = { timeout: 150_000 };

async function open(tab: string) {
  const opened = await house.openSalesforce('/lightning/n/oppspot__OppSpot_Setup');
  const { page } = opened;
  await page.getByRole('tab', { name: tab }).click(compiled);
  return { ...opened, tab: (name: string) => page.getByRole('tab', { name }).click() };
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => page.getByText('Everything is saved.').waitFor();
const settings = async () => {
  const { sandbox } = house;
  return (await sandbox.services.settings.read(sandbox.salesforce.tenant)).settings;
};

describe('an admin in Salesforce', () => {
  test('is taken to what is wrong, sees it above the save bar, and saves once it is right', async () => {
    const { page, tab, errors } = await open('Automation');
    const due = page.getByLabel('Due after (hours)');
    await due.fill('9000');
    await tab('Connection');
    await save(page);
    await page.getByText('Not saved: 1 thing to fix').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a whole number from 1 to 720.').nth(1).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('24');
    expect(await due.inputValue()).toBe('24');
    const bar = await page.locator('c-oppspot-setup-save-bar').boundingBox();
    const input = await due.boundingBox();
    expect((input?.y ?? 0) + (input?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    expect(await violations(page)).toEqual([]);
    await save(page);
    await saved(page);
    expect((await settings()).tasks.dueInHours).toBe(24);
    expect(errors).toEqual([]);
  });

  test('chooses stage, owners and countries from lists of the org', async () => {
    const { page, tab } = await open('Automation');
    await page.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Qualification' }).click();
    await page.getByRole('combobox', { name: 'Rule 3: owners' }).click();
    await page.getByRole('option', { name: 'Gwen Pryce', exact: true }).click();
    await tab('Scoring');
    await page.getByRole('combobox', { name: 'Countries' }).press('Enter');
    await page.getByRole('option', { name: 'Norway', exact: true }).click();
    await save(page);
    await saved(page);
    const { deals, assignment, idealCustomer } = await settings();
    expect(deals).toMatchObject({ pipeline: 'opportunity', stage: 'Qualification' });
    expect(assignment[2]?.ownerIds).toHaveLength(2);
    expect(idealCustomer.countries).toEqual(['GB', 'NO']);
  });

  test('keeps what was typed when somebody else was faster', async () => {
    const one = await open('Scoring');
    const other = await open('Scoring');
    await one.page.getByLabel('Stale after (days)').fill('45');
    await save(one.page);
    await saved(one.page);
    await other.page.getByLabel('Score worth an opportunity').fill('80');
    await save(other.page);
    await other.page.getByRole('button', { name: 'Load the newest, keep what I typed' }).click();
    await expect.poll(() => other.page.getByLabel('Stale after (days)').inputValue()).toBe('45');
    expect(await violations(other.page)).toEqual([]);
    await save(other.page);
    await saved(other.page);
    expect(await settings()).toMatchObject({
      thresholds: { deal: 80 },
      freshness: { staleAfterDays: 45 },
    });
  });

  test('sends a value to a field of the org, and finds in Activity that it was they', async () => {
    const { page, tab, errors } = await open('Mappings');
    await page.getByRole('button', { name: 'Add a mapping' }).click();
    const choose = async (name: string, option: string) => {
      await page.getByRole('combobox', { name }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Mapping 1: oppSpot field', 'oppSpot summary');
    await choose('Mapping 1: Salesforce field', 'Contact Description (Description)');
    await choose('Mapping 1: add a step', 'Join with other fields');
    await save(page);
    await page.getByText('Mapping 1: Choose at least one field.').waitFor();
    expect(await violations(page)).toEqual([]);
    await choose('Step 1: fields to join', 'oppSpot score');
    await save(page);
    await saved(page);
    const { services, salesforce } = house.sandbox;
    const { items } = await services.mappings.read(salesforce.tenant);
    expect(items).toMatchObject([
      { oppspotField: 'summary', crmField: 'Description', transforms: [{ fields: ['score'] }] },
    ]);

    await page.getByLabel('Record id').fill(salesforceId('contact', '1001'));
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('heading', { name: 'It could not be tried' }).waitFor();

    await tab('Activity');
    const first = page.getByRole('row').nth(1);
    await first.getByText('Mappings changed').waitFor();
    expect(await first.innerText()).toContain('Imogen Vale');
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('leaves, is told what becomes of the data, and comes back to all of it', async () => {
    const { page } = await open('Connection');
    await page.getByRole('button', { name: 'Disconnect oppSpot' }).click();
    const question = page.getByRole('dialog');
    await question.getByText('After 30 days').waitFor();
    await question.getByRole('button', { name: 'Disconnect oppSpot' }).click();
    await page.getByRole('heading', { name: 'oppSpot is disconnected' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(house.sandbox.salesforce.standin.orgKeys()).toBeNull();

    const opened = page.context().waitForEvent('page');
    await page.getByRole('button', { name: 'Connect Salesforce' }).click();
    const consent = await opened;
    await consent.getByRole('button', { name: 'Allow' }).click();
    await consent.getByRole('heading', { name: 'Salesforce is connected' }).waitFor();
    await consent.close();
    await page.getByText('oppSpot is connected.').waitFor();
    await page.getByRole('tab', { name: 'Mappings' }).click();
    await page.getByText('oppSpot summary → Description').waitFor();
  });
});
