import Component from 'c/oppspotEmpty';
import { clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-empty', () => {
  afterEach(clear);

  it('says what one click does, before it is done', async () => {
    const empty = put('c-oppspot-empty', Component, {});

    expect(textOf(empty)).toMatch(/Not enriched yet.*One click.*undo after/);
    await expect(empty).toBeAccessible();
  });
});
