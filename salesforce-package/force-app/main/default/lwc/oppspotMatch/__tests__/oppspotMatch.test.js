import Component from 'c/oppspotMatch';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import noCompany from '../../oppspotEnrich/__tests__/data/no-company.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-match', () => {
  afterEach(clear);

  const type = (element, field, value) => {
    const input = all(element, 'lightning-input').find(({ dataset }) => dataset.field === field);
    input.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    return settled();
  };

  it('says which company was taken and why', async () => {
    const { match } = enriched.latest;
    const element = put('c-oppspot-match', Component, { match, work: null });

    expect(textOf(element)).toMatch(
      /Tidewright Robotics.*98%.*tidewright.example.*Companies House/,
    );
    for (const reason of match.company.reasons) expect(textOf(element)).toContain(reason);
    expect(textOf(element)).toContain('Not this company?');
    await expect(element).toBeAccessible();
  });

  it('says what is unknown of it', () => {
    const company = { ...enriched.latest.match.company, domain: null, registration: null };
    const match = { status: 'matched', company };

    expect(textOf(put('c-oppspot-match', Component, { match }))).toMatch(/unknown.*unknown/);
  });

  it('takes another that a person names', async () => {
    const element = put('c-oppspot-match', Component, {
      match: noCompany.latest.match,
      work: null,
    });
    const [button] = all(element, 'c-oppspot-ask-button');
    expect(button.ask).toBeNull();
    await type(element, 'website', 'https://acme.com/');
    await type(element, 'number', '0123 4567');

    expect(button.ask).toEqual({
      kind: 'pick',
      pick: { domain: 'acme.com', registrationNumber: '01234567' },
    });
    expect(textOf(element)).toContain('Name the company');
    await expect(element).toBeAccessible();
  });
});
