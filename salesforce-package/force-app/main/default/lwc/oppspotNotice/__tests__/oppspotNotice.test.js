import Component from 'c/oppspotNotice';
import { all, clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-notice', () => {
  afterEach(clear);

  it.each([
    ['info', 'Information'],
    ['warning', 'Warning'],
    ['error', 'Error'],
  ])('says %s not by colour alone', async (variant, word) => {
    const notice = put('c-oppspot-notice', Component, { heading: 'Out of date', variant });

    expect(all(notice, 'lightning-icon')[0].alternativeText).toBe(word);
    expect(textOf(notice)).toContain('Out of date');
    await expect(notice).toBeAccessible();
  });
});
