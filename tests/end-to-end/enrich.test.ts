/** From a rep's click to HubSpot and back, on the pages of the sandbox with the cards as they ship. */
import { describe, expect, test } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { isFocused } from '../hubspot-ui/support/test-page.ts';
import { newDeals, tasks, valuesOf } from '../sync/support/portal.ts';
import { enrich, sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();

describe('a click on the hero', () => {
  test('writes properties, a task and a deal, which undo takes back', async () => {
    const { hubspot } = house.sandbox;
    const before = valuesOf(hubspot, '1001');
    const { page, card, aside, errors, hosts } = await house.record('1001');

    await enrich(card);
    await card.getByText('Step 1 of 6').waitFor();
    await card.getByRole('heading', { name: 'Score 100 of 100' }).waitFor();
    expect(valuesOf(hubspot, '1001')).toMatchObject({
      oppspot_score: '100',
      oppspot_score_confidence: 'high',
      oppspot_company_number: '99410001',
    });
    expect(tasks(hubspot)).toHaveLength(1);
    expect(newDeals(hubspot)).toHaveLength(1);
    const [task] = tasks(hubspot);
    expect(hubspot.associated({ type: 'tasks', id: task?.id ?? '' }, 'contacts')).toEqual(['1001']);

    // The page around the card shows what was written, and so does the other card.
    await page.getByText('Written: 22 fields, 1 task and 1 deal.').waitFor();
    await aside.getByText('Score 100 of 100').waitFor();
    await page.getByRole('region', { name: 'Deals' }).getByRole('link').waitFor();
    expect(await violations(page)).toEqual([]);

    await card.getByRole('button', { name: 'Undo enrichment' }).click();
    const dialogue = page.getByRole('dialog', { name: 'Undo this enrichment?' });
    await dialogue.getByText('oppSpot wrote 22 fields, 1 task and 1 deal.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialogue.getByRole('button', { name: 'Undo 22 fields, 1 task and 1 deal' }).click();
    await page.getByText('22 restored and 2 deleted.', { exact: true }).waitFor();
    expect(tasks(hubspot)).toEqual([]);
    expect(newDeals(hubspot)).toEqual([]);
    const after = valuesOf(hubspot, '1001');
    for (const [name, value] of Object.entries(after)) {
      if (name.startsWith('oppspot_')) expect(value || null, name).toBeNull();
    }
    expect(after.hubspot_owner_id || null).toBe(before.hubspot_owner_id ?? null);
    expect(await violations(page)).toEqual([]);

    expect(errors).toEqual([]);
    expect([...hosts]).toEqual(['127.0.0.1']);
  });
});

describe('a preview', () => {
  test('writes nothing, and exactly what it showed once it is applied', async () => {
    const { hubspot } = house.sandbox;
    const { page, card } = await house.record('1002');
    await card.getByRole('button', { name: 'Preview first' }).click();
    await card.getByRole('heading', { name: 'Preview of changes' }).waitFor();
    expect(valuesOf(hubspot, '1002').oppspot_score || null).toBeNull();
    const website = card.getByRole('row').filter({ hasText: 'https://oakhollow.example' });
    await website.getByText('Only when empty').waitFor();
    await card.getByRole('row', { name: /^Owner empty [A-Z][a-z]+ [A-Z][a-z]+/ }).waitFor();
    expect(await violations(page)).toEqual([]);

    await card.getByRole('button', { name: 'Apply 24 changes' }).click();
    await page.getByText('Written: 23 fields and 1 task.').waitFor();
    expect(valuesOf(hubspot, '1002')).toMatchObject({
      oppspot_score: '54',
      website: 'https://oakhollow.example',
    });
  });

  test('that is discarded leaves the record as it was', async () => {
    const { hubspot } = house.sandbox;
    const { page, card } = await house.record('1004');
    await card.getByRole('button', { name: 'Preview first' }).click();
    await card.getByRole('button', { name: 'Discard preview' }).click();
    await page.getByText('Preview discarded').waitFor();
    await card.getByRole('heading', { name: 'Not enriched yet' }).waitFor();
    expect(valuesOf(hubspot, '1004').oppspot_enrichment_id || null).toBeNull();
  });

  test('of a record that somebody changes meanwhile is not applied, and says so', async () => {
    const { hubspot } = house.sandbox;
    const { page, card } = await house.record('1003');
    await card.getByRole('button', { name: 'Preview first' }).click();
    const apply = card.getByRole('button', { name: /^Apply \d+ changes$/ });
    await apply.waitFor();
    hubspot.update('contacts', '1003', { website: 'https://typed-by-a-person.example' });
    await apply.click();
    await card.getByText('The record changed since the preview').waitFor();
    expect(valuesOf(hubspot, '1003').oppspot_score || null).toBeNull();
    await card.getByRole('button', { name: 'Preview again' }).click();
    await page.getByText('Preview ready').last().waitFor();
    await apply.click();
    await page.getByText(/^Written: /).waitFor();
    expect(valuesOf(hubspot, '1003').website).toBe('https://typed-by-a-person.example');
  });
});

describe('a company that is not certain', () => {
  test('is picked by the rep, and counts from then on', async () => {
    const { hubspot } = house.sandbox;
    const { page, card } = await house.record('1009');
    await enrich(card);
    await card.getByRole('heading', { name: 'Which company is this?' }).waitFor();
    await card.getByRole('heading', { name: 'Score unknown' }).waitFor();
    expect(valuesOf(hubspot, '1009').oppspot_company_number || null).toBeNull();
    expect(await violations(page)).toEqual([]);
    await card.getByRole('radio', { name: /STARLING & ROOK LIMITED, York/ }).check();
    await card.getByRole('button', { name: 'Enrich with the picked company' }).click();
    await card.getByText('Company: Starling & Rook, York').waitFor();
    expect(valuesOf(hubspot, '1009').oppspot_company_number).toBe('99410009');
    expect(valuesOf(hubspot, '1009').oppspot_score).toMatch(/^\d+$/);
  });
});

describe('a next action', () => {
  test('becomes a task by one click, once, and goes again', async () => {
    const { hubspot } = house.sandbox;
    const { card } = await house.record('1006');
    await enrich(card);
    const create = card.getByRole('button', { name: /^Create task for: Check the company/ });
    await create.waitFor();
    // In liquidation: nothing is created automatically, but a person may.
    await card.getByText('No task and no deal is created automatically.').waitFor();
    const standing = tasks(hubspot).length;
    await create.dblclick();
    const undo = card.getByRole('button', { name: /^Undo creating the task for: Check/ });
    await undo.waitFor();
    expect(tasks(hubspot)).toHaveLength(standing + 1);
    const created = tasks(hubspot).at(-1);
    expect(hubspot.associated({ type: 'tasks', id: created?.id ?? '' }, 'contacts')).toEqual([
      '1006',
    ]);
    await undo.click();
    await create.waitFor();
    expect(tasks(hubspot)).toHaveLength(standing);
  });
});

describe('the keyboard alone', () => {
  test('enriches, looks through the details and takes it back', async () => {
    const { page, card, errors } = await house.record('1016');
    const button = card.getByRole('button', { name: 'Enrich with oppSpot' });
    await button.waitFor();
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await card.getByRole('heading', { name: /^Score \d+ of 100$/ }).waitFor();
    expect(await isFocused(button)).toBe(true);

    const why = card.getByRole('tab', { name: 'Why this score' });
    await tabTo(page, why);
    await page.keyboard.press('ArrowRight');
    await card.getByRole('tab', { name: /^Signals/, selected: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await card.getByRole('heading', { name: 'What was written' }).waitFor();

    const undo = card.getByRole('button', { name: 'Undo enrichment' });
    await tabTo(page, undo, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialogue = page.getByRole('dialog', { name: 'Undo this enrichment?' });
    await dialogue.waitFor();
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'hidden' });
    expect(await isFocused(undo)).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, dialogue.getByRole('button', { name: /^Undo \d+ fields/ }));
    await page.keyboard.press('Enter');
    await page
      .getByText(/\d+ restored/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
  });
});

/** Presses Tab until the element has the focus. @throws Error when it is never reached */
async function tabTo(
  page: Parameters<typeof violations>[0],
  target: Parameters<typeof isFocused>[0],
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error('The keyboard does not get there.');
}
