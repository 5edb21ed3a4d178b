import Component from 'c/oppspotScore';
import ambiguous from '../../oppspotEnrich/__tests__/data/ambiguous.json';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { all, clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-score', () => {
  afterEach(clear);

  it('draws as much of the ring as the score is', async () => {
    const score = put('c-oppspot-score', Component, { enrichment: enriched.latest });
    const [part, whole] = all(score, '.arc')[0].getAttribute('stroke-dasharray').split(' ');

    expect(Number(part) / Number(whole)).toBeCloseTo(enriched.latest.score.value / 100);
    expect(textOf(score)).toContain('Stage: Opportunity. A deal is open.');
    await expect(score).toBeAccessible();
  });

  it('draws no ring and no number where it is unknown', async () => {
    const score = put('c-oppspot-score', Component, { enrichment: ambiguous.latest });

    expect(all(score, 'svg')).toEqual([]);
    expect(textOf(score)).toMatch(/Score unknown.*Company not settled/);
    await expect(score).toBeAccessible();
  });

  it('takes the keyboard’s focus when it is told to', () => {
    const score = put('c-oppspot-score', Component, { enrichment: enriched.latest });
    score.focus();

    expect(score.shadowRoot.activeElement.textContent).toMatch(/^Score/);
  });
});
