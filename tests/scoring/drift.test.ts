/** Later leads: the same kind raises no alarm, another kind does. */
import { describe, expect, it } from 'vitest';
import { stabilityIndex } from '../../shared/scoring/training/drift.ts';
import { evaluateTable } from '../../shared/scoring/training/table/evaluate.ts';
import { knownLeads } from './support/known-truth.ts';
import { evaluated, tableOf, trained } from './support/tables.ts';

const model = trained({ truth: 'straight', rows: 4000, seed: 21 }, { time: 'created' });

describe('leads of the same kind', () => {
  it('raise no alarm, few or many', () => {
    for (const rows of [150, 400, 5000]) {
      for (const seed of [1, 2, 3]) {
        const { report } = evaluated(model, { truth: 'straight', rows, seed: 200 + seed });
        expect(report.alarms).toEqual([]);
      }
    }
  });

  it('score the same with columns in another order and more of them', () => {
    const leads = knownLeads({ truth: 'straight', rows: 300, seed: 30 });
    const plain = evaluateTable(model, tableOf(leads), null);
    const turned = {
      header: ['extra', ...leads.header.toReversed()],
      rows: leads.rows.map((row) => ['x', ...row.toReversed()]),
    };
    expect(evaluateTable(model, tableOf(turned), null).points).toEqual(plain.points);
  });
});

describe('the very leads a model was trained on', () => {
  it('raise no alarm, also where one column makes the whole score', () => {
    const one = trained(
      { truth: 'straight', rows: 800, seed: 22 },
      {
        exclude: [
          'visits',
          'engagement',
          'founded',
          'source',
          'country',
          'city',
          'phone',
          'discount',
        ],
      },
    );
    const { report } = evaluated(one, { truth: 'straight', rows: 800, seed: 22 });
    expect(report.alarms).toEqual([]);
    expect(report.drift.score).toBe(0);
  });
});

describe('leads of another kind', () => {
  const { report } = evaluated(model, { truth: 'straight', rows: 1500, seed: 300, drifted: true });

  it('are told by the columns that moved', () => {
    expect(report.alarms.join(' ')).toMatch(/"employees" has drifted/);
    expect(report.alarms.join(' ')).toMatch(/"source" has drifted.*new or rare values/);
    const engagement = report.drift.columns.find(({ column }) => column === 'engagement');
    expect(engagement?.level).toBe('none');
  });

  it('are told by what came of them', () => {
    expect(report.alarms.join(' ')).toMatch(/tells outcomes apart less well/);
    expect(report.alarms.join(' ')).toMatch(/probabilities no longer hold/);
    expect(report.alarms.join(' ')).toMatch(/order of bands is broken/);
  });
});

describe('a file that lacks something', () => {
  it('counts a missing column as neither good nor bad, and says so', () => {
    const leads = knownLeads({ truth: 'straight', rows: 500, seed: 31 });
    const without = {
      header: leads.header.filter((name) => name !== 'engagement'),
      rows: leads.rows.map((row) => row.filter((_, at) => leads.header[at] !== 'engagement')),
    };
    const { report, points } = evaluateTable(model, tableOf(without), null);
    expect(report.alarms.join(' ')).toContain('"engagement" is not in this file');
    expect(report.measures).toBeNull();
    const whole = evaluateTable(model, tableOf(leads), null).points;
    const mean = (values: Int16Array) => values.reduce((sum, value) => sum + value, 0) / 500;
    expect(Math.abs(mean(points) - mean(whole))).toBeLessThan(3);
  });

  it('scores leads without an outcome and measures the others', () => {
    const leads = knownLeads({ truth: 'straight', rows: 600, seed: 32 });
    const open = {
      ...leads,
      rows: leads.rows.map((row, at) => (at % 3 ? row : [...row.slice(0, -1), ''])),
    };
    const { report } = evaluateTable(model, tableOf(open), {
      column: 'outcome',
      positive: ['Won'],
    });
    expect(report.measures?.n).toBe(400);
    expect(report.notes.join(' ')).toContain('200 rows have no outcome');
  });
});

describe('the stability index', () => {
  it('is about zero without drift, however few the rows, and grows with drift', () => {
    expect(stabilityIndex([0.5, 0.3, 0.2], [50, 30, 20], 5000)).toBe(0);
    expect(stabilityIndex([0.5, 0.3, 0.2], [8, 8, 4], 5000)).toBeLessThan(0.05);
    expect(stabilityIndex([0.5, 0.3, 0.2], [200, 300, 500], 5000)).toBeGreaterThan(0.25);
  });
});
