import Component from 'c/oppspotNotices';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import vetoed from '../../oppspotEnrich/__tests__/data/vetoed.json';
import { clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-notices', () => {
  afterEach(clear);

  const draw = (card) =>
    put('c-oppspot-notices', Component, {
      card,
      shown: card.preview ?? card.latest,
      evidence: new Map(),
    });

  it('says nothing when there is nothing to say', () => {
    expect(textOf(draw(enriched)).trim()).toBe('');
  });

  it('says more than one thing', async () => {
    const freshness = { ageDays: 31, staleAfterDays: 30, isStale: true };
    const element = draw({ ...vetoed, freshness });
    await settled();

    expect(textOf(element)).toMatch(/Check before any contact.*Out of date/);
    await expect(element).toBeAccessible();
  });

  it('says of a preview no more than that it is one', () => {
    const freshness = { ageDays: 31, staleAfterDays: 30, isStale: true };
    const element = draw({ ...enriched, freshness, preview: enriched.latest });

    expect(textOf(element)).toContain('This is a preview');
    expect(textOf(element)).not.toContain('Out of date');
  });

  it('says that an enrichment was undone before the report is there', () => {
    const element = draw({ ...enriched, latest: { ...enriched.latest, status: 'undone' } });

    expect(textOf(element)).toMatch(/Enrich again.*This enrichment was undone/);
  });
});
