import Component from 'c/oppspotChanges';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-changes', () => {
  afterEach(clear);

  it('shows each field with its value, policy and reason, what is written first', async () => {
    const { plan } = enriched.latest;
    const element = put('c-oppspot-changes', Component, {
      changes: plan.changes,
      evidence: new Map(),
      owners: new Map(),
    });
    await settled();

    expect(all(element, 'tbody tr')).toHaveLength(plan.changes.length);
    expect(textOf(element)).toMatch(/oppSpot fields: \d+ to write/);
    expect(textOf(element)).toContain('Proposed');
    await expect(element).toBeAccessible();
  });

  it('speaks of what was carried out as of what was, and of nothing proposed', async () => {
    const [change] = enriched.latest.plan.changes;
    const element = put('c-oppspot-changes', Component, {
      changes: [{ ...change, field: 'Industry', decision: 'skip', before: 'A', after: 'A' }],
      isPast: true,
      evidence: new Map(),
    });
    await settled();

    expect(textOf(element)).toMatch(/Your fields: 0 to write and 1 left as it is.*Before.*nothing/);
  });
});
