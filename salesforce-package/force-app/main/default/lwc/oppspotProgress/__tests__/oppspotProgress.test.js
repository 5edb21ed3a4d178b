import Component from 'c/oppspotProgress';
import { all, clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-progress', () => {
  afterEach(clear);

  const step = (provider, state) => ({ step: 'research', provider, state, message: provider });

  it('shows each source with its state in words', async () => {
    const progress = {
      operation: 'enrich',
      steps: [step('A', 'done'), step('B', 'started'), step('C', 'failed')],
    };
    const element = put('c-oppspot-progress', Component, {
      work: { ask: { kind: 'enrich' }, progress, isUnheard: true },
    });

    expect(all(element, 'lightning-icon').map(({ alternativeText }) => alternativeText)).toEqual([
      'Done',
      'Asking',
      'Failed',
    ]);
    expect(textOf(element)).toMatch(/Asking B….*No answer for the moment.*Step 2 of 6/);
    expect(textOf(element)).not.toContain('Started elsewhere');
    await expect(element).toBeAccessible();
  });

  it('waits without steps where there are none to tell', async () => {
    const work = { ask: null, progress: { operation: 'undo', steps: [] }, isUnheard: false };
    const element = put('c-oppspot-progress', Component, { work });

    expect(textOf(element)).toMatch(/Undoing….*Started elsewhere/);
    expect(all(element, 'lightning-spinner')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });
});
