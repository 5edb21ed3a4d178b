import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cardsPage } from './support/cards-page.ts';
import { isFocused } from './support/test-page.ts';

const cards = cardsPage(['Typing']);

async function opened(): Promise<Page> {
  const { page } = await cards.open(['Typing']);
  await page.getByText('Counted 0').waitFor();
  return page;
}

async function told(page: Page, value: unknown): Promise<void> {
  await page.getByText(`Told: ${JSON.stringify(value)}`, { exact: true }).waitFor();
}

describe('a field whose value the card owns', () => {
  test('takes fast typing', async () => {
    const page = await opened();
    const text = 'The quick brown fox jumps over the lazy dog, twice.';
    await page.getByLabel('Name').pressSequentially(text);
    expect(await page.getByLabel('Name').inputValue()).toBe(text);
    await page.getByText(`Typed: ${text}`).waitFor();
  });

  test('keeps the caret in the middle of a word', async () => {
    const page = await opened();
    const name = page.getByLabel('Name');
    await name.pressSequentially('SmtSync');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('ar', { delay: 30 });
    await page.getByText('Typed: SmartSync').waitFor();
    expect(await name.evaluate((input: { selectionStart: number }) => input.selectionStart)).toBe(
      4,
    );
  });

  test('is committed by leaving it or by Enter, not by each key', async () => {
    const page = await opened();
    await page.getByLabel('Name').fill('Ada');
    await page.getByText('Typed: Ada').waitFor();
    expect(await page.getByText('Committed: Ada').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.getByText('Committed: Ada').waitFor();
    await page.getByLabel('Name').fill('Grace');
    await page.keyboard.press('Enter');
    await page.getByText('Committed: Grace').waitFor();
  });

  test('shows what the card sets', async () => {
    const page = await opened();
    await page.getByLabel('Name').fill('Typed by hand');
    await page.getByRole('button', { name: 'Fill in' }).click();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Set by the card');
    await page.getByLabel('Name').fill('Typed by hand');
    await page.getByRole('button', { name: 'Fill in' }).click();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Set by the card');
  });

  test('shows what the card makes of the typing', async () => {
    const page = await opened();
    await page.getByLabel('Shouted').pressSequentially('ada', { delay: 40 });
    await expect.poll(() => page.getByLabel('Shouted').inputValue()).toBe('ADA');
  });
});

describe('a button', () => {
  test('counts each of many fast clicks', async () => {
    const page = await opened();
    const count = page.getByRole('button', { name: 'Count' });
    await count.evaluate((button: { click(): void }) => {
      for (let click = 0; click < 200; click += 1) button.click();
    });
    await page.getByText('Counted 200').waitFor();
  });
});

describe('by keyboard alone', () => {
  test('every field, tab, header and menu can be used', async () => {
    const page = await opened();
    const { keyboard } = page;
    await page.getByLabel('Size').focus();
    await keyboard.type('12');
    await keyboard.press('Tab');
    await told(page, 12);
    await keyboard.press('Tab'); // Over "Decrease".
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await told(page, 2);
    expect(await page.getByRole('button', { name: 'Increase' }).isDisabled()).toBe(true);
    await page.getByLabel('Policy', { exact: true }).focus();
    await keyboard.press('ArrowDown');
    await told(page, 0);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await told(page, [0]);
    await keyboard.press('Escape');
    await keyboard.press('Tab');
    expect(await isFocused(page.getByRole('switch'))).toBe(true);
    await keyboard.press('Space');
    await told(page, true);
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await told(page, [true, 'yes']);
  });

  test('tabs move by arrows, headers sort, menus open and close', async () => {
    const page = await opened();
    const { keyboard } = page;
    await page.getByRole('tab', { name: 'One' }).focus();
    await keyboard.press('ArrowRight');
    await told(page, 'two');
    await page.getByText('Second panel').waitFor();
    expect(await page.getByText('First panel').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Points' }).focus();
    await keyboard.press('Enter');
    await told(page, 'ascending');
    const more = page.getByRole('button', { name: 'More' });
    await more.focus();
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await told(page, 'undo');
    expect(await isFocused(more)).toBe(true);
    expect(await page.getByRole('menu').isVisible()).toBe(false);
  });
});

describe('a form', () => {
  test('tells its values by name when it is sent', async () => {
    const page = await opened();
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('Size').fill('40');
    await page.getByLabel('Policy', { exact: true }).selectOption('When empty');
    await page.getByLabel('Deals').check();
    await page.getByLabel('From').fill('2026-11-26');
    await told(page, { year: 2026, month: 10, date: 26, formattedDate: '2026-11-26' });
    await page.getByLabel('At').fill('09:30');
    await told(page, { hours: 9, minutes: 30 });
    await page.getByRole('button', { name: 'Save' }).click();
    await told(page, {
      name: 'Ada',
      shouted: 'ADA',
      size: 40,
      weight: 1,
      policy: '1',
      deals: 'yes',
      from: '2026-11-26',
      at: '09:30',
    });
  });
});
