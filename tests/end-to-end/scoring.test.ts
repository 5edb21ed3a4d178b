/** An administrator trains a model on the account's own history, uses it, and returns to the template. */
import { describe, expect, test } from 'vitest';
import type { Tenant } from '../../server/sync/service.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { keepHistory, smallCompaniesWin } from '../support/scored-history.ts';
import { look } from './support/look.ts';
import { enrich, sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();
const hubspotPath = '/integrations-settings/7000001/installed/oppspot_smartsync/settings';
const salesforcePath = '/lightning/n/oppspot__OppSpot_Setup';
/** The first visit compiles the components, which takes long on a busy machine. */
const compiled = { timeout: 150_000 };
const trained = { timeout: 120_000 };

/** What was scored, and in use the template, whatever a test before did. */
async function history(tenant: Tenant, records: number, chance = smallCompaniesWin): Promise<void> {
  const { database } = house.sandbox.services;
  await database.withOrganization(tenant.organizationId, async (trx) => {
    for (const table of ['score_learning', 'score_models', 'score_snapshots'] as const) {
      await trx.deleteFrom(table).execute();
    }
  });
  await keepHistory(database, tenant, { records, now: new Date(), chance });
}

describe('in HubSpot', () => {
  const open = async () => {
    const opened = await house.open(hubspotPath);
    await opened.page.getByRole('tab', { name: 'Scoring' }).click();
    await opened.page.getByText(/Template in use|Model \d+ in use/).waitFor();
    return opened;
  };

  test('too few outcomes give no model, and the page says how many are needed', async () => {
    await history(house.sandbox.tenant, 60);
    const { page, errors } = await open();
    await page.getByText(/60 outcomes known .*100 are needed/).waitFor();
    await look(page, 'hubspot-few');
    await page.getByRole('button', { name: 'Train a model' }).click();
    await page.getByText('The last training gave no model').waitFor(trained);
    await look(page, 'hubspot-refused');
    expect(errors).toEqual([]);
  });

  test('a model is trained, used for the next record, given a threshold, and given back', async () => {
    const { tenant } = house.sandbox;
    await history(tenant, 600);
    const { page, errors } = await open();
    await page.getByRole('button', { name: 'Train a model' }).click();
    const use = page.getByRole('button', { name: 'Use model 1…' });
    await use.waitFor(trained);
    await page.getByText('Share of records won').first().waitFor();
    await look(page, 'hubspot-ready');
    await use.click();
    const dialogue = page.getByRole('dialog', { name: 'Use model 1?' });
    await dialogue.getByText('no longer by the template').waitFor();
    await look(page, 'hubspot-use');
    await dialogue.getByRole('button', { name: 'Use model 1' }).click();
    await page.getByText('Model 1 in use').waitFor();

    await page.getByLabel('Open a deal from').selectOption({ label: 'A probability of 40%' });
    await page.getByText(/On your history: \d+ deals/).waitFor();
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    await page.getByText('What each threshold would have done').click();
    await page.getByRole('cell', { name: '40% (in use)' }).waitFor();
    await page.getByText('What the score is made of').click();
    await look(page, 'hubspot-in-use');

    const { card, aside, page: record } = await house.record('1001');
    await enrich(card);
    const chance =
      /\d+% chance of being won\. Of \d+ records in this band, \d+ were won \(model 1,/;
    await card.getByText(chance).waitFor();
    await aside.getByText(chance).waitFor();
    await look(record, 'hubspot-card');

    await page.getByRole('button', { name: 'Return to the template…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Return to the template' }).click();
    await page.getByText('Template in use').waitFor();
    await page.getByText('until a model is in use').waitFor();
    const { inUse, dealProbability } = await house.sandbox.services.scoring.read(tenant);
    expect({ inUse, dealProbability }).toEqual({ inUse: null, dealProbability: 0.4 });
    expect(errors).toEqual([]);
  });

  test('nothing scored, a model that is no better, and alarms of one in use are said as they are', async () => {
    const { tenant, services } = house.sandbox;
    await history(tenant, 0);
    const { page, errors } = await open();
    await page.getByText('Nothing to learn from yet').waitFor();
    await look(page, 'hubspot-nothing');

    await history(tenant, 300, () => 0.4);
    const noise = await open();
    await noise.page.getByRole('button', { name: 'Train a model' }).click();
    await noise.page.getByText('so it cannot be used').waitFor(trained);
    expect(await noise.page.getByRole('button', { name: 'Use model 1…' }).count()).toBe(0);
    await look(noise.page, 'hubspot-not-better');

    await history(tenant, 600);
    const used = await open();
    await used.page.getByRole('button', { name: 'Train a model' }).click();
    await used.page.getByRole('button', { name: 'Use model 1…' }).click(trained);
    await used.page.getByRole('dialog').getByRole('button', { name: 'Use model 1' }).click();
    await used.page.getByText('Model 1 in use').waitFor();
    await used.page.getByRole('button', { name: 'Train a new model' }).click();
    await used.page.getByText('Model 2 (shown above)').waitFor(trained);
    const message = 'Of 210 records since then 12 were won, 40 were expected. Train a new model.';
    const alarms = [{ kind: 'rate-moved' as const, message, since: new Date().toISOString() }];
    await services.database.withOrganization(tenant.organizationId, (trx) =>
      trx
        .updateTable('score_models')
        .set({ alarms: JSON.stringify(alarms) as never })
        .where('version', '=', 1)
        .execute(),
    );
    const alarmed = await open();
    await alarmed.page.getByText(message).waitFor();
    await look(alarmed.page, 'hubspot-alarm');
    expect([...errors, ...noise.errors, ...used.errors, ...alarmed.errors]).toEqual([]);
  });

  test('the account’s own provider is named with a secret that nobody reads again', async () => {
    const { tenant, services } = house.sandbox;
    const { page, errors } = await house.open(hubspotPath);
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByLabel('Name of the provider').fill('Our data team');
    await page.getByLabel('Address of the provider').fill('https://data.example.com');
    await page.getByRole('button', { name: 'Save the provider' }).click();
    await page.getByText('Enter the secret that the provider gave you.').waitFor();
    await look(page, 'hubspot-provider');
    await page.getByLabel('Secret', { exact: false }).fill('not-to-be-seen');
    await page.getByRole('button', { name: 'Save the provider' }).click();
    await page.getByText('Your provider is saved.').waitFor();
    const { provider } = await services.ownProvider.read(tenant);
    expect(provider).toMatchObject({ name: 'Our data team', url: 'https://data.example.com' });
    expect(await page.content()).not.toContain('not-to-be-seen');
    await page.getByRole('button', { name: 'Remove the provider…' }).click();
    await look(page, 'hubspot-provider-remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the provider' }).click();
    await page.getByText('None is saved.').waitFor();
    expect((await services.ownProvider.read(tenant)).provider).toBeNull();
    expect(errors).toEqual([]);
  });

  test('the tab fits a narrow window with a model on it', async () => {
    const { page } = await house.open(hubspotPath, { width: 420 });
    await page.getByRole('tab', { name: 'Scoring' }).click();
    await page.getByText('Share of records won').first().waitFor();
    const widths = await page.evaluate<{ content: number; window: number }>(
      '({ content: document.documentElement.scrollWidth, window: innerWidth })',
    );
    expect(widths.content).toBeLessThanOrEqual(widths.window);
    await look(page, 'hubspot-narrow');
  });
});

describe('in Salesforce', () => {
  test('a model is trained, used for the next record, and given back', async () => {
    const { tenant } = house.sandbox.salesforce;
    await history(tenant, 600);
    const { page, errors } = await house.openSalesforce(salesforcePath);
    await page.getByRole('tab', { name: 'Scoring' }).click(compiled);
    await page.getByText(/600 outcomes known/).waitFor();
    await look(page, 'salesforce-before');
    await page.getByRole('button', { name: 'Train a model' }).click();
    const use = page.getByRole('button', { name: 'Use model 1' });
    await use.waitFor(trained);
    await page.getByRole('img', { name: /^Share of records won: Excellent/ }).waitFor();
    await look(page, 'salesforce-ready');
    await use.click();
    const question = page.getByRole('dialog');
    await question.getByText('no longer by the template').waitFor();
    await look(page, 'salesforce-use');
    await question.getByRole('button', { name: 'Use model 1' }).click();
    await page.getByText('Model 1 in use').waitFor();

    await page.getByRole('combobox', { name: 'Open an opportunity from' }).click();
    await page.getByRole('option', { name: 'A probability of 40%' }).click();
    await page.getByText(/On your history: \d+ opportunities/).waitFor();
    await page.getByRole('button', { name: 'Use this threshold' }).click();
    await page.getByText('What each threshold would have done').click();
    await page.getByText('40% (in use)').waitFor();
    await page.getByText('What the score is made of').click();
    await look(page, 'salesforce-in-use');

    const contact = `/lightning/r/Contact/${salesforceId('contact', '1001')}/view`;
    const { page: record } = await house.openSalesforce(contact);
    await record.getByRole('button', { name: 'Enrich with oppSpot' }).click(compiled);
    await record.getByText(/\d+% chance of being won\. Of \d+ records in this band/).waitFor();
    await look(record, 'salesforce-card');

    await page.getByRole('button', { name: 'Return to the template' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Return to the template' }).click();
    await page.getByText('Template in use').waitFor();
    expect((await house.sandbox.services.scoring.read(tenant)).inUse).toBeNull();
    expect(errors).toEqual([]);
  });
});
