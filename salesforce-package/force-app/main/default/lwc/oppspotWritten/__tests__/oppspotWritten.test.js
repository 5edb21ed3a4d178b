import Component from 'c/oppspotWritten';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import undone from '../../oppspotEnrich/__tests__/data/undone.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-written', () => {
  afterEach(clear);

  const draw = (card) =>
    put('c-oppspot-written', Component, {
      latest: card.latest,
      undo: card.undo,
      evidence: new Map(),
    });

  it('links to the task and the opportunity', async () => {
    const element = draw(enriched);
    await settled();

    const objects = all(element, 'c-oppspot-record-link').map(({ objectApiName }) => objectApiName);
    expect(objects).toEqual(['Task', 'Opportunity']);
    await expect(element).toBeAccessible();
  });

  it('says what undo did to each, and links to nothing that is deleted', async () => {
    const element = draw(undone);
    await settled();

    for (const { reason } of undone.undo.items) expect(textOf(element)).toContain(reason);
    expect(textOf(element)).toContain('Restored to: empty');
    expect(all(element, 'c-oppspot-record-link')).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('says that nothing was written', () => {
    const latest = { ...enriched.latest, written: [], finishedAt: null };

    expect(textOf(draw({ latest, undo: null }))).toContain('Nothing was written.');
  });
});
