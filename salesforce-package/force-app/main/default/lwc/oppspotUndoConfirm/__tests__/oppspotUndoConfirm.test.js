import Component from 'c/oppspotUndoConfirm';
import { clear, click, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

jest.mock('lightning/modal', () => require('../../oppspotEnrich/__tests__/support/modal'), {
  virtual: true,
});

describe('c-oppspot-undo-confirm', () => {
  afterEach(clear);

  it.each([
    ['Keep it', []],
    ['Undo 21 fields', ['undo']],
  ])('“%s” answers %j', async (label, answer) => {
    const dialogue = put('c-oppspot-undo-confirm', Component, {
      label: 'Undo this enrichment?',
      written: '21 fields',
    });
    expect(textOf(dialogue)).toContain('oppSpot wrote 21 fields.');
    click(dialogue, label);

    expect(Component.closed).toHaveBeenCalledWith(...answer);
    await expect(dialogue).toBeAccessible();
  });
});
