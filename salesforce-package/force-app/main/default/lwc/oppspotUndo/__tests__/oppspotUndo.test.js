import Component from 'c/oppspotUndo';
import Confirm from 'c/oppspotUndoConfirm';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { all, clear, put, settled } from '../../oppspotEnrich/__tests__/support/page';

jest.mock('lightning/modal', () => require('../../oppspotEnrich/__tests__/support/modal'), {
  virtual: true,
});

describe('c-oppspot-undo', () => {
  afterEach(clear);

  const open = async (answer, work = null) => {
    Confirm.open.mockResolvedValue(answer);
    const element = put('c-oppspot-undo', Component, { enrichment: enriched.latest, work });
    const asked = jest.fn();
    element.addEventListener('oppspotask', ({ detail }) => asked(detail));
    const [button] = all(element, 'lightning-button');
    button.dispatchEvent(new CustomEvent('click'));
    await settled();
    return { element, asked, button };
  };
  const undo = { kind: 'undo', runId: enriched.latest.id };

  it('asks once it is confirmed', async () => {
    const { element, asked } = await open('undo');

    expect(asked).toHaveBeenCalledWith(undo);
    await expect(element).toBeAccessible();
  });

  it('asks nothing when it is not', async () => {
    expect((await open(undefined)).asked).not.toHaveBeenCalled();
  });

  it('says that it undoes, and opens nothing meanwhile', async () => {
    const { button } = await open('undo', { ask: undo });

    expect(button).toMatchObject({ label: 'Undoing…', disabled: false });
    expect(Confirm.open).not.toHaveBeenCalled();
  });
});
