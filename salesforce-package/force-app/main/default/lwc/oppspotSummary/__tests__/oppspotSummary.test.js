import Component from 'c/oppspotSummary';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-summary', () => {
  afterEach(clear);

  it('says each sentence with its source, and who worded it', async () => {
    const { summary, evidence } = enriched.latest;
    const element = put('c-oppspot-summary', Component, {
      summary,
      evidence: new Map(evidence.map((item) => [item.id, item])),
    });
    await settled();

    for (const { text } of summary.sentences) expect(textOf(element)).toContain(text);
    expect(all(element, 'a').length).toBeGreaterThanOrEqual(summary.sentences.length);
    expect(textOf(element)).toContain('Worded by rules');
    element.summary = { ...summary, author: 'model', model: 'm-1' };
    await settled();
    expect(textOf(element)).toContain('Worded by a language model (m-1)');
    await expect(element).toBeAccessible();
  });
});
