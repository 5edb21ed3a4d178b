import Component from 'c/oppspotSince';
import changed from '../../oppspotEnrich/__tests__/data/changed.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

const named = (item, index) => (index === 0 ? { ...item, text: `${item.text}, first` } : item);

describe('c-oppspot-since', () => {
  afterEach(clear);

  const { evidence } = changed.latest;
  const recorded = changed.latest.sinceLast;
  const [score] = recorded.items;
  // One more than is seen at once.
  const sinceLast = { ...recorded, items: [score, ...recorded.items].map(named) };
  const draw = (since) =>
    put('c-oppspot-since', Component, {
      since,
      evidence: new Map(evidence.map((item) => [item.id, item])),
    });

  it('shows the first changes, each with its source, and the rest on request', async () => {
    const element = draw(sinceLast);
    await settled();

    expect(textOf(element)).toContain(sinceLast.text);
    expect(all(element, 'li')).toHaveLength(3);
    const gone = sinceLast.items.find(({ change }) => change === 'withdrawn');
    const [more] = all(element, 'lightning-button');
    expect(more.label).toBe(`Show ${sinceLast.items.length - 3} more`);
    more.click();
    await settled();
    expect(all(element, 'li')).toHaveLength(sinceLast.items.length);
    expect(all(element, 'lightning-button')).toHaveLength(0);
    expect(textOf(element)).toContain(gone.text);
    expect(textOf(element)).toContain('Greenhouse');
    await expect(element).toBeAccessible();
  });

  it('says that nothing has changed', async () => {
    const element = draw({ ...sinceLast, text: 'Nothing has changed.', items: [], evidence: [] });
    await settled();

    expect(textOf(element)).toContain('Nothing has changed.');
    expect(all(element, 'li')).toHaveLength(0);
    await expect(element).toBeAccessible();
  });
});
