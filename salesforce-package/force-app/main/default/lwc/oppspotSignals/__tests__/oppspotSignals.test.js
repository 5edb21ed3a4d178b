import Component from 'c/oppspotSignals';
import vetoed from '../../oppspotEnrich/__tests__/data/vetoed.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

const evidenceOf = (enrichment) => new Map(enrichment.evidence.map((item) => [item.id, item]));

describe('c-oppspot-signals', () => {
  afterEach(clear);

  const { signals } = vetoed.latest;
  const draw = (properties) =>
    put('c-oppspot-signals', Component, {
      signals,
      evidence: evidenceOf(vetoed.latest),
      ...properties,
    });

  it('shows all of them with how sure each is', async () => {
    const element = draw();
    await settled();

    expect(all(element, 'li')).toHaveLength(signals.length);
    expect(textOf(element)).toContain('confidence');
    expect(all(element, 'lightning-badge').map(({ label }) => label)).toContain(
      'Risk, priority: High',
    );
    await expect(element).toBeAccessible();
  });

  it('shows the first few where there is no more room', async () => {
    const element = draw({ limit: 1 });
    await settled();

    expect(all(element, 'li')).toHaveLength(1);
    expect(textOf(element)).not.toContain('confidence');
  });

  it('says that there is none', () => {
    expect(textOf(draw({ signals: [] }))).toContain('No signal was found.');
  });
});
