import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartModel, roundSteps } from '../sandbox/hubspot-ui/extension/components/chart-model.ts';
import { withRoom } from '../sandbox/hubspot-ui/extension/components/chart-scale.ts';

const scores = {
  x: { field: 'day', fieldType: 'datetime', label: 'Day' },
  y: { field: 'score', fieldType: 'linear', label: 'Score' },
} as const;

describe('the model of a chart', () => {
  test('orders points in time, whether times are numbers or text', () => {
    const { ticks, series } = chartModel({
      data: [
        { day: '2026-11-02', score: 71 },
        { day: Date.UTC(2026, 8, 1), score: '34' },
      ],
      axes: scores,
    });
    expect(series).toEqual([
      {
        name: 'Score',
        color: expect.stringMatching(/^#/),
        points: [
          { at: Date.UTC(2026, 8, 1), value: 34 },
          { at: Date.UTC(2026, 10, 2), value: 71 },
        ],
      },
    ]);
    expect(ticks.map(({ label }) => label)).toEqual(['1 Sept', '2 Nov']);
  });

  test('groups by a field, with the labels and colours that the card gave', () => {
    const { ticks, series } = chartModel({
      data: {
        data: [
          { kind: 'hiring', count: 4, year: 'y25' },
          { kind: 'funding', count: 1, year: 'y26' },
        ],
        options: { propertyLabels: { kind: { hiring: 'Hiring' }, year: { y25: '2025' } } },
      },
      axes: {
        x: { field: 'kind', fieldType: 'category' },
        y: { field: 'count', fieldType: 'linear' },
        options: { groupFieldByColor: 'year', colors: { y25: 'orange' } },
      },
    });
    expect(ticks).toEqual([
      { at: 0, label: 'Hiring' },
      { at: 1, label: 'funding' },
    ]);
    expect(series).toMatchObject([
      { name: '2025', color: '#d9622b', points: [{ at: 0, value: 4 }] },
      { name: 'y26', points: [{ at: 1, value: 1 }] },
    ]);
  });

  test('leaves out what is no number, and may be empty', () => {
    const data = [
      { day: 'never', score: 3 },
      { day: 1, score: 'unknown' },
    ];
    expect(chartModel({ data, axes: scores }).series[0]?.points).toEqual([]);
    expect(chartModel({ data: [], axes: scores }).ticks).toEqual([]);
  });
});

describe('the steps of an axis', () => {
  test('are few, even, and hold every value', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [lowest, highest] = [Math.min(one, other), Math.max(one, other)];
        // Below this a screen shows no difference.
        fc.pre(highest - lowest > 1e-6 || highest === lowest);
        const steps = roundSteps(lowest, highest);
        expect(steps.length).toBeGreaterThan(1);
        expect(steps.length).toBeLessThan(8);
        expect(steps[0]).toBeLessThanOrEqual(lowest + 1e-9);
        expect(steps.at(-1)).toBeGreaterThanOrEqual(highest - 1e-9);
      }),
    );
  });
});

describe('labels of a chart', () => {
  test('stand where they have room, the newest for certain', () => {
    const labelled = (...positions: number[]) => withRoom(positions, (x) => x, 60);
    expect(labelled(0, 10, 480, 490, 500)).toEqual([10, 500]);
    expect(labelled(0, 60, 120)).toEqual([0, 60, 120]);
    expect(labelled()).toEqual([]);
  });
});
