import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { cardsPage } from './support/cards-page.ts';

const cards = cardsPage(['Gallery']);

describe('every component of HubSpot', () => {
  test('is drawn', async () => {
    const { page, errors } = await cards.open(['Gallery']);
    await page.getByText('A card').waitFor();
    if (process.env.E1_SHOT) await page.screenshot({ path: '/tmp/gallery.png', fullPage: true });
    expect(errors).toEqual([]);
  });
});
