import Component from 'c/oppspotHistory';
import { all, clear, put, settled } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-history', () => {
  afterEach(clear);

  const point = (day, score, status = 'completed') => ({
    enrichmentId: day,
    at: `2026-11-${day}T12:00:00Z`,
    score,
    status,
  });

  it('draws lines between known scores, and says them all in a table', async () => {
    const history = [
      point('01', 40),
      point('08', 60),
      point('15', null),
      point('22', 80, 'undone'),
    ];
    const element = put('c-oppspot-history', Component, { history });
    await settled();

    expect(all(element, '.line')).toHaveLength(1);
    expect(all(element, '.dots')[0].getAttribute('d').match(/M/g)).toHaveLength(3);
    expect(all(element, 'svg')[0].getAttribute('aria-label')).toMatch(/^From 40 on .* to 80 on /);
    expect(
      all(element, 'tbody tr').map(
        (row) => row.textContent.match(/(unknown|\d+)( \(undone\))?$/)?.[0],
      ),
    ).toEqual(['80 (undone)', 'unknown', '60', '40']);
    await expect(element).toBeAccessible();
  });
});
