import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { cardsPage } from './support/cards-page.ts';
import { overflow } from './support/test-page.ts';

const cards = cardsPage(['Gallery', 'Faulty']);

describe('the drawn components', () => {
  test.each([1440, 420])('violate no rule of WCAG 2.2 AA, %d pixels wide', async (width) => {
    const { page, errors, hosts } = await cards.open(['Gallery'], { width });
    await page.getByText('Add a note').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(errors).toEqual([]);
    expect([...hosts]).toEqual(['127.0.0.1']);
  });

  test('violate none either while a modal, a panel or a menu is open', async () => {
    const { page } = await cards.open(['Gallery']);
    for (const name of ['Open modal', 'Open panel']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violations(page, 'dialog[open]')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Undo' }).waitFor();
    expect(await violations(page, '[role=menu]')).toEqual([]);
  });

  test("show a card's own accessibility faults", async () => {
    const { page } = await cards.open(['Faulty']);
    await page.getByText('CrmReport').waitFor();
    const rules = (await violations(page)).map((violation) => violation.split(':')[0]);
    expect(rules.sort()).toEqual([
      'aria-progressbar-name',
      'image-alt',
      'label',
      'link-name',
      'target-size',
    ]);
  });

  test('are named where only HubSpot can draw them', async () => {
    const { page, errors } = await cards.open(['Faulty']);
    await page.getByText('CrmReport: only HubSpot draws this component').waitFor();
    expect(errors).toEqual([]);
  });

  test('of the CRM are refused where HubSpot has none', async () => {
    const { page } = await cards.open(['Gallery'], { location: 'crm.record.sidebar' });
    await page.getByText('CrmPropertyList: not available at crm.record.sidebar').waitFor();
    await page.getByRole('button', { name: 'Add note' }).waitFor();
  });

  test('show a tooltip on focus and hide it on Escape', async () => {
    const { page } = await cards.open(['Gallery']);
    const tooltip = page.getByText('Where it was found');
    await page.getByRole('link', { name: 'Hover me' }).focus();
    await expect.poll(() => tooltip.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => tooltip.isVisible()).toBe(false);
  });

  test('have the roles, names and states that assistive technology needs', async () => {
    const { page } = await cards.open(['Gallery']);
    const main = page.getByRole('main');
    await main.getByRole('alert').first().waitFor();
    const seen = {
      alerts: await main.getByRole('alert').count(),
      sorted: await main.getByRole('columnheader', { name: 'Field' }).getAttribute('aria-sort'),
      rows: await main.getByRole('rowheader', { name: 'Industry' }).count(),
      page: await main.getByRole('button', { name: '3' }).getAttribute('aria-current'),
      step: await main
        .getByRole('listitem')
        .filter({ hasText: 'Score' })
        .getAttribute('aria-current'),
      progress: await main.getByRole('progressbar', { name: 'Fit' }).getAttribute('aria-valuetext'),
      toggle: await main.getByRole('switch', { name: 'Create tasks' }).isChecked(),
      busy: await main.getByRole('button', { name: 'Enriching' }).getAttribute('aria-busy'),
      invalid: await main.getByLabel('Threshold').getAttribute('aria-invalid'),
      tab: await main.getByRole('tab', { name: 'Why' }).getAttribute('aria-selected'),
      group: await main.getByRole('group', { name: 'Automation' }).count(),
      chart: await main.getByRole('table', { name: 'Score over time' }).getByRole('row').count(),
      tooltip: await main.getByRole('link', { name: 'Hover me' }).getAttribute('aria-describedby'),
    };
    expect(seen).toEqual({
      alerts: 2,
      sorted: 'ascending',
      rows: 1,
      page: 'page',
      step: 'step',
      progress: '90 of 100',
      toggle: true,
      busy: 'true',
      invalid: 'true',
      tab: 'true',
      group: 1,
      chart: 5,
      tooltip: expect.stringMatching(/./),
    });
  });
});
