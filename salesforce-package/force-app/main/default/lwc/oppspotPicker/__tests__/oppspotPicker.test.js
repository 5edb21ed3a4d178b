import Component from 'c/oppspotPicker';
import ambiguous from '../../oppspotEnrich/__tests__/data/ambiguous.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-picker', () => {
  afterEach(clear);

  it('asks for the candidate that is picked', async () => {
    const { match } = ambiguous.latest;
    const picker = put('c-oppspot-picker', Component, { match, work: null });
    const radios = all(picker, 'input');
    expect(radios).toHaveLength(match.candidates.length);
    radios[1].dispatchEvent(new CustomEvent('change'));
    await settled();

    expect(all(picker, 'c-oppspot-ask-button')[0].ask.pick.registrationNumber).toBe(
      match.candidates[1].registration.number,
    );
    expect(all(picker, 'input').map(({ checked }) => checked)).toEqual([false, true, false]);
    expect(textOf(picker)).toContain('55% sure');
    await expect(picker).toBeAccessible();
  });
});
