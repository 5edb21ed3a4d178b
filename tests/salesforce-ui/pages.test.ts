/** The Lightning-like pages in a browser: what they show, to whom, and what a component on them can do. */

import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { componentsBuild } from '../sandbox/salesforce-ui/build/components-build.ts';
import type { SalesforceUiOptions } from '../sandbox/salesforce-ui/server/ui-server.ts';
import { openPage } from '../support/browser.ts';
import { makeProbePackage, probe, probePackage } from './support/probe-package.ts';
import {
  admin,
  compiled,
  heroId,
  leadId,
  openUi,
  outsider,
  rep,
  startProduct,
} from './support/ui.ts';

/** For the compiler, on a machine with other things to do. Milliseconds. */
const patience = 240_000;
const contact = `/lightning/r/Contact/${heroId}/view`;
const flow = '/flow/oppspot/Enrich_Records';

interface Opened {
  readonly width?: number;
  readonly ui?: Partial<SalesforceUiOptions>;
}

/** A package with the probe where our component would be; `mark` makes it another one for the compiler. */
function probed(mark = '', made = probePackage()) {
  made.component('oppspotEnrich', { ...probe, js: `${probe.js}// ${mark}` });
  made.component('oppspotSetup', {
    js: "import { LightningElement } from 'lwc';\nexport default class Setup extends LightningElement {}\n",
    html: '<template><h1>The package’s setup</h1></template>',
  });
  return made;
}

beforeAll(async () => {
  const made = probed('', makeProbePackage());
  await compiled(componentsBuild({ packageRoot: made.root }));
  made.remove();
}, patience);

async function open(path: string, { width, ui: options }: Opened = {}) {
  const made = probed();
  const ui = await openUi({ packageRoot: made.root, ...options });
  const { page, errors } = await openPage({ width });
  await page.goto(`${ui.url}${path}`);
  const field = (label: string) =>
    page.locator('.detail-section dl > div').filter({ hasText: label }).locator('dd').first();
  return { page, errors, ui, field };
}

describe('a list', () => {
  it('names every record that the user may see, finds by any column, and leads to the record', async () => {
    const { page, errors } = await open('/');
    await page.getByRole('heading', { name: 'Records to try' }).waitFor();
    await page.getByRole('searchbox').fill('IDRIS.MARLOWE@');
    await page.getByText('1 item', { exact: true }).waitFor();
    const row = page.getByRole('table').getByRole('row', { name: 'Idris Marlowe' });
    expect(await row.innerText()).toContain('Tidewright Robotics');
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Idris Marlowe' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(contact);
    expect(errors).toEqual([]);
  });

  it('is empty where the profile hides the object', async () => {
    const { page } = await open('/lightning/o/Lead/list', { ui: { users: [outsider] } });
    await page.getByText('No records, or none you may see.').waitFor();
  });
});

describe('a record page', { timeout: patience }, () => {
  it('tells how far the components are while they are compiled, and shows the record meanwhile', async () => {
    const { root } = probed(`new ${Date.now()}`);
    const { page, errors } = await open(contact, { ui: { packageRoot: root } });
    await page.getByRole('heading', { name: 'Getting the Lightning components ready' }).waitFor();
    await page.getByText('Compiling the components').waitFor();
    expect(await page.getByRole('region', { name: 'Highlights' }).innerText()).toContain(
      'Chief Operating Officer',
    );
    await page.getByRole('heading', { name: 'Probe' }).waitFor({ timeout: patience });
    expect(errors).toEqual([]);
  });

  it('shows what does not compile, and the component once it is mended', async () => {
    const made = probed();
    made.component('oppspotEnrich', { ...probe, html: `<template><p>${Date.now()}</template>` });
    const { page } = await open(contact, { ui: { packageRoot: made.root } });
    await page
      .getByRole('heading', { name: 'The components do not compile' })
      .waitFor({ timeout: patience });
    expect(await page.locator('pre').innerText()).toContain('LWC1');
    made.component('oppspotEnrich', probe);
    await page.getByRole('heading', { name: 'Probe' }).waitFor({ timeout: patience });
  });
});

describe('a component on a record page', () => {
  it('knows record, user, permissions and labels, and calls Apex', async () => {
    const product = await startProduct();
    const { page, errors } = await open(contact, { ui: { appServer: product.url } });
    await page.getByRole('button', { name: 'Ask Apex' }).click();
    await page.getByText('returned {"ok":true,"data":{}}').waitFor();
    expect(await page.locator('[data-session]').innerText()).toBe(
      `Contact ${heroId} ${rep.id} true`,
    );
    expect(await page.locator('[data-label]').innerText()).toContain('very busy');
    expect(errors).toEqual([]);
  });

  it('is another user’s after a switch, and is told what the platform refuses', async () => {
    const { page, errors } = await open(contact);
    await page.getByLabel('Logged in as').selectOption({ label: 'Mats Holm, without oppSpot' });
    await page.getByText(`Contact ${heroId} ${outsider.id} undefined`).waitFor();
    await page.getByRole('button', { name: 'Ask Apex' }).click();
    await page.getByText('thrown You do not have access to the Apex class').waitFor();
    expect(await page.getByText('oppSpot score', { exact: true }).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('has new values shown when it says that the record changed, and not before', async () => {
    const { page, ui, field } = await open(contact);
    const button = page.getByRole('button', { name: 'Record changed' });
    await button.waitFor();
    ui.salesforce.update('Contact', heroId, { Title: 'Managing Director', oppspot__Score__c: 71 });
    ui.salesforce.create('Task', { Subject: 'Call again', WhoId: heroId });
    expect(await field('Title').innerText()).toBe('Chief Operating Officer');
    await button.click();
    await page.getByText('Managing Director').first().waitFor();
    expect(await field('oppSpot score').innerText()).toBe('71');
    // The timeline is no part of the record's values.
    expect(await page.getByText('Call again').count()).toBe(0);
    await page.getByRole('button', { name: 'Refresh all' }).click();
    await page.getByText('Call again').waitFor();
  });

  it('shows toasts and leads to other pages of the org, never out of the fictional world', async () => {
    const { page, errors } = await open(contact);
    await page.getByRole('button', { name: 'Show toast' }).click();
    await page.getByText('7 fields').waitFor();
    await page.getByRole('link', { name: 'To the register' }).click();
    await page.getByText('In Salesforce this opens a page outside').waitFor();
    await page.getByRole('link', { name: 'To the leads' }).click();
    await page.getByRole('heading', { level: 1, name: 'Leads' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Open setup' }).click();
    await page.getByRole('heading', { name: 'The package’s setup' }).waitFor();
    expect(page.context().pages()).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

describe('the Flow page', () => {
  it('runs the action for the records chosen and shows each row', async () => {
    const product = await startProduct((asked, response) => {
      const records = asked.body.records as { recordId: string }[];
      const outputs = { score: 64, stage: 'lead', confidence: 'low', summary: 'Sound.' };
      const results = records.map(({ recordId }) => ({
        recordId,
        state: 'ended',
        outputs: { ...outputs, status: 'completed' },
        message: 'Enriched.',
      }));
      response.end(JSON.stringify({ ok: true, data: { results } }));
    });
    const { page, errors } = await open(flow, { ui: { appServer: product.url } });
    await page.getByRole('checkbox', { name: 'Idris Marlowe' }).check();
    await page.getByRole('button', { name: 'Lead' }).click();
    await page.getByRole('button', { name: 'Choose all' }).click();
    await page.getByRole('checkbox', { name: 'Preview only' }).check();
    await page.getByRole('button', { name: /^Run for/ }).click();
    await page.getByText(/rows in/).waitFor();
    const [asked] = product.asked;
    const records = asked?.body.records as object[];
    expect(records[0]).toEqual({
      object: 'Contact',
      recordId: heroId,
      mode: 'preview',
      refresh: false,
    });
    expect(asked?.body).toMatchObject({ waitMs: 20_000 });
    expect(await page.getByRole('table').getByRole('row').count()).toBe(records.length + 1);
    expect(await page.getByRole('table').innerText()).toContain('completed\t64\tlead\tlow\tSound.');
    expect(errors).toEqual([]);
  });
});

describe('with the keyboard alone', () => {
  it('one comes from the address to a record’s related lists', async () => {
    const { page } = await open('/');
    await page.getByRole('heading', { name: 'Records to try' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Idris Marlowe');
    await page.keyboard.press('Enter');
    const details = page.getByRole('tab', { name: 'Details' });
    await details.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: /^Opportunities/ }).waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Related');
  });
});

describe.each([
  ['contacts', '/', 'Idris Marlowe'],
  ['accounts', '/lightning/o/Account/list', 'Tidewright Robotics'],
  ['leads', '/lightning/o/Lead/list', 'Leads'],
  ['a contact', contact, 'Probe'],
  ['a lead', `/lightning/r/Lead/${leadId}/view`, 'Probe'],
  ['setup', '/lightning/n/oppspot__OppSpot_Setup', 'The package’s setup'],
  ['the Flow', flow, 'of at most 200 chosen'],
  ['a record that is not there', '/lightning/r/Contact/003000000000001AAA/view', 'nothing to see'],
  ['nothing', '/lightning/o/Case/list', 'not part of the stand-in'],
])('the page of %s', (_name, path, text) => {
  it.each([1440, 420])('has no fault that axe finds, and fits, %i px wide', async (width) => {
    const { page } = await open(path, { width, ui: { users: [admin] } });
    await page.getByText(text).first().waitFor();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(excess).toBeLessThanOrEqual(0);
  });
});
