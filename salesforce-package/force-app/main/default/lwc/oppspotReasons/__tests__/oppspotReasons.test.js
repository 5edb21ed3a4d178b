import Component from 'c/oppspotReasons';
import ambiguous from '../../oppspotEnrich/__tests__/data/ambiguous.json';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

const evidenceOf = (enrichment) => new Map(enrichment.evidence.map((item) => [item.id, item]));

describe('c-oppspot-reasons', () => {
  afterEach(clear);

  it('shows every contribution with its points, date and source, and what would raise the score', async () => {
    const { score } = enriched.latest;
    const reasons = put('c-oppspot-reasons', Component, {
      score,
      evidence: evidenceOf(enriched.latest),
    });
    await settled();

    const text = textOf(reasons);
    for (const { reason } of score.contributions) expect(text).toContain(reason);
    for (const sentence of score.wouldRaise) expect(text).toContain(sentence);
    expect(all(reasons, 'c-oppspot-table tbody, tbody tr').length).toBe(score.contributions.length);
    expect(text).toContain(`a score of ${score.value}`);
    await expect(reasons).toBeAccessible();
  });

  it('has no bar for an unknown part: it is not zero', async () => {
    const { score } = ambiguous.latest;
    const reasons = put('c-oppspot-reasons', Component, { score, evidence: new Map() });

    expect(all(reasons, 'lightning-progress-bar')).toEqual([]);
    expect(textOf(reasons)).toMatch(/unknown.*of the weight is left out/);
    await expect(reasons).toBeAccessible();
  });
});
