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

  it('says what became of records like it where a model of the org’s own scored it', async () => {
    const { latest } = enriched;
    const outlook = { probability: 0.342, won: 12, of: 40 };
    const learned = { ...latest.score, modelVersion: 'learned-3', outlook };
    const score = put('c-oppspot-score', Component, { enrichment: { ...latest, score: learned } });

    expect(textOf(score)).toContain(
      '34% chance of being won. Of 40 records in this band, 12 were won (model 3, learned from your outcomes).',
    );
    await expect(score).toBeAccessible();
  });

  it('states no chance where the template scored it', () => {
    const score = put('c-oppspot-score', Component, { enrichment: enriched.latest });

    expect(textOf(score)).not.toContain('chance of being won');
  });

  it('takes the keyboard’s focus when it is told to', () => {
    const score = put('c-oppspot-score', Component, { enrichment: enriched.latest });
    score.focus();

    expect(score.shadowRoot.activeElement.textContent).toMatch(/^Score/);
  });
});
