import Component from 'c/oppspotPreview';
import previewed from '../../oppspotEnrich/__tests__/data/preview.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-preview', () => {
  afterEach(clear);

  const draw = (preview) =>
    put('c-oppspot-preview', Component, { preview, evidence: new Map(), work: null });
  const kinds = (element) => all(element, 'c-oppspot-ask-button').map(({ ask }) => ask.kind);

  it('offers to write it as it is shown, or to drop it', async () => {
    const element = draw(previewed.preview);
    await settled();

    expect(kinds(element)).toEqual(['apply', 'discard']);
    expect(textOf(element)).toContain('Applying it writes 14 fields and 1 task.');
    await expect(element).toBeAccessible();
  });

  it('offers to drop what writes nothing', () => {
    const plan = { ...previewed.preview.plan, changes: [], task: null, deal: null };
    const element = draw({ ...previewed.preview, plan });

    expect(kinds(element)).toEqual(['discard']);
    expect(textOf(element)).toContain('Nothing in Salesforce would change.');
  });

  it('takes the keyboard’s focus when it is told to', () => {
    const element = draw(previewed.preview);
    element.focus();

    expect(element.shadowRoot.activeElement.textContent).toBe('Preview of changes');
  });
});
