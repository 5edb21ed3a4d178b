import { describe, expect, test } from 'vitest';
import { cardsPage } from './support/cards-page.ts';
import {
  answerFetch,
  calls,
  changeRecord,
  isFocused,
  removeCards,
  restartCards,
} from './support/test-page.ts';

const cards = cardsPage(['Enrich', 'Crash', 'CrashAtOnce', 'Probe']);

describe('an extension', () => {
  test('finds no way onto the network but hubspot.fetch', async () => {
    const { page, hosts } = await cards.open(['Probe']);
    await page.getByText('Import: refused').waitFor();
    await page.getByText('Found: nothing').waitFor();
    await page.getByText('Inherited: nothing').waitFor();
    await expect.poll(() => [...hosts]).toEqual(['127.0.0.1']);
    expect(await calls(page, 'log')).toEqual([{ level: 'warn', message: 'looking for ways out' }]);
  });

  test('cannot make a link that runs', async () => {
    const { page, errors } = await cards.open(['Probe']);
    await page.getByRole('button', { name: 'Hostile' }).click();
    expect(await page.getByRole('link', { name: 'Hostile' }).count()).toBe(0);
    expect(await page.title()).toBe('Cards');
    expect(errors.filter((error) => !error.includes('elsewhere.example'))).toEqual([]);
  });

  test('asks its server through the page and draws the answer', async () => {
    const { page, errors } = await cards.open(['Enrich']);
    await answerFetch(page, { status: 200, body: '{"score":82}', afterMs: 300 });
    const button = page.getByRole('button', { name: 'Enrich' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-busy=true]', { hasText: 'Enrich' }).waitFor();
    // A second press while it works is none.
    await page.keyboard.press('Enter');
    await page.getByText('200 application/json {"score":82}').waitFor();
    expect(await isFocused(button)).toBe(true);
    expect(await calls(page, 'fetch')).toEqual([
      {
        url: 'https://api.example/enrich',
        options: { method: 'POST', timeout: 14_000, body: { recordId: 1001 } },
      },
    ]);
    expect(await calls(page, 'refreshObjectProperties')).toHaveLength(1);
    expect(await calls(page, 'addAlert')).toEqual([{ type: 'success', message: 'Enriched' }]);
    expect(errors).toEqual([]);
  });

  test('sees a refusal as a response and a failure as a rejection', async () => {
    const { page, errors } = await cards.open(['Enrich']);
    const button = page.getByRole('button', { name: 'Enrich' });
    await button.click();
    await page.getByText('TypeError: Failed to fetch').waitFor();
    await answerFetch(page, { status: 429, body: 'slow down' });
    await button.click();
    await page.getByText('429 application/json slow down').waitFor();
    expect(errors).toEqual([]);
  });

  test('follows the properties of its record until it is gone', async () => {
    const { page } = await cards.open(['Enrich']);
    await page.getByText('Score of Ada: unknown').waitFor();
    await page.getByText('Works at Analytical Engines').waitFor();
    await changeRecord(page, { oppspot_score: '64' });
    await page.getByText('Score of Ada: 64').waitFor();
    await changeRecord(page, { oppspot_score: '71' });
    await page.getByText('Score of Ada: 71').waitFor();
    await removeCards(page);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await calls(page, 'unsubscribed')).toHaveLength(1);
  });

  test('has modals of its own, though another card uses the same id', async () => {
    const { page } = await cards.open(['Enrich', 'Enrich']);
    const [first, second] = await page.locator('.card').all();
    await second?.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByRole('dialog').count()).toBe(1);
    await second?.getByRole('button', { name: 'Yes, undo' }).click();
    await second?.getByText('Undone 1 times').waitFor();
    await first?.getByText('Undone 0 times').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('gives focus back to the button that opened a modal, however it is closed', async () => {
    const { page, errors } = await cards.open(['Enrich']);
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await undo.focus();
    for (const close of ['Escape', 'Yes, undo', 'Keep', 'Later', 'Close']) {
      const dialog = page.getByRole('dialog', { name: 'Undo?' });
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      expect(await isFocused(undo)).toBe(false);
      if (close === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: close }).press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      expect(await isFocused(undo), close).toBe(true);
    }
    expect(await calls(page, 'log')).toHaveLength(5);
    expect(errors).toEqual([]);
    // Six dialogues in a browser, on a machine with other things to do.
  }, 180_000);

  test.each([
    ['crm.record.sidebar', /fetchCrmObjectProperties .*onCrmPropertiesUpdate .*reloadPage/],
    [
      'settings',
      /^Actions: addAlert closeOverlay copyTextToClipboard navigateToPage openIframeModal reloadPage$/,
    ],
  ])('has the actions of its location: %s', async (location, actions) => {
    const { page } = await cards.open(['Probe'], { location });
    await page.getByText(actions).waitFor();
  });

  test('starts again in a new worker when its source changed', async () => {
    const { page } = await cards.open(['Enrich']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Yes, undo' }).click();
    await page.getByText('Undone 1 times').waitFor();
    await restartCards(page);
    await page.getByText('Undone 0 times').waitFor();
    await expect.poll(() => page.workers().length).toBe(1);
  });
});

describe('an extension that fails', () => {
  test.each([
    ['Fail drawing', 'It failed while drawing'],
    ['Fail in a handler', 'Its handler rejected'],
    ['Fail in a timer', 'Its timer threw'],
    ['Fail on the page', expect.any(String)],
  ])('loses its own area only: %s', async (button, message) => {
    const { page } = await cards.open(['Crash', 'Enrich']);
    const [crashing, other] = await page.locator('.card').all();
    await crashing?.getByRole('button', { name: button }).click();
    await crashing?.getByText('This card couldn’t be loaded').waitFor();
    expect(await crashing?.getByText('Still here').count()).toBe(0);
    expect(await calls(page, 'crashed')).toEqual([expect.objectContaining({ message })]);
    await other?.getByRole('button', { name: 'Undo' }).click();
    await other?.getByText('Nothing else changes.').waitFor();
  });

  test('can be tried again', async () => {
    const { page } = await cards.open(['Crash']);
    await page.getByRole('button', { name: 'Fail in a timer' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Still here').waitFor();
  });

  test('says so when it does not even load', async () => {
    const { page } = await cards.open(['CrashAtOnce']);
    await page.getByRole('alert').waitFor();
    expect(await calls(page, 'crashed')).toEqual([
      expect.objectContaining({ message: 'It failed while loading' }),
    ]);
  });

  test('says so when its bundle is not there', async () => {
    const { page } = await cards.open(['Missing']);
    await page.getByText('This card couldn’t be loaded').waitFor();
    expect(await calls(page, 'crashed')).toHaveLength(1);
  });
});
