/** Training on leads whose truth is known: what must be found, and what must not. */
import { describe, expect, it } from 'vitest';
import { explain, Scorer } from '../../shared/scoring/training/explain.ts';
import { aucOf } from '../../shared/scoring/training/measures.ts';
import { scorecardModel } from '../../shared/scoring/training/model.ts';
import { prepareTraining } from '../../shared/scoring/training/table/prepare.ts';
import { trainScorecard } from '../../shared/scoring/training/train.ts';
import { knownLeads } from './support/known-truth.ts';
import { logisticScores } from './support/logistic.ts';
import { evaluated, optionsOf, tableOf, trained } from './support/tables.ts';

describe('what a card recovers of a known truth', () => {
  const straight = trained({ truth: 'straight', rows: 4000, seed: 1 }, { time: 'created' });
  const curved = trained({ truth: 'curved', rows: 6000, seed: 2 });

  it('comes within .02 of the best possible AUC where effects are straight lines', () => {
    const { leads, report } = evaluated(straight, { truth: 'straight', rows: 6000, seed: 101 });
    const best = aucOf(leads.chance, leads.won).value;
    expect(report.measures?.auc.value).toBeGreaterThan(best - 0.02);
    expect(report.measures?.calibrationError).toBeLessThan(0.03);
    expect(report.alarms).toEqual([]);
    expect(straight.verdict.adopted).toBe(true);
  });

  it('beats logistic regression by far where they are not, and finds the U', () => {
    const wanted = { truth: 'curved', rows: 6000, seed: 102 } as const;
    const { leads, report } = evaluated(curved, wanted);
    const columns = leads.header.filter(
      (name) => !/lead_id|created|notes|outcome|constant/.test(name),
    );
    const history = knownLeads({ truth: 'curved', rows: 6000, seed: 2 });
    const plain = aucOf(logisticScores(history, leads, columns), leads.won).value;
    expect(report.measures?.auc.value).toBeGreaterThan(plain + 0.08);
    const employees = curved.features.find(({ column }) => column === 'employees');
    if (employees?.kind !== 'number') throw new Error('no employees on the card');
    const points = employees.bins.map((bin) => bin.points);
    const middle = Math.min(...points);
    expect(points[0]).toBeGreaterThan(middle + 5);
    expect(points.at(-1)).toBeGreaterThan(middle + 5);
    expect([points[0], points.at(-1)]).not.toContain(middle);
  });

  it('takes a blank that speaks for what it says', () => {
    const phone = curved.features.find(({ column }) => column === 'phone');
    expect(phone?.unknown.points).toBeGreaterThan(0);
    expect(phone?.reading).toEqual({ as: 'presence' });
  });

  it('leaves out what has nothing to say, ids and constants first of all', () => {
    const used = straight.features.map(({ column }) => column);
    expect(used).toEqual(expect.arrayContaining(['employees', 'engagement', 'source']));
    expect(used).not.toContain('lead_id');
    expect(used).not.toContain('constant');
    expect(used).not.toContain('notes');
  });

  it('is a file that reads back as it was written', () => {
    expect(scorecardModel.parse(JSON.parse(JSON.stringify(curved)))).toEqual(curved);
  });

  it('explains every score with points that add up', () => {
    const scorer = new Scorer(curved);
    for (const cells of [
      { employees: 900, visits: 12, phone: null, city: 'City 5', discount: 1 },
      { employees: null, visits: 0, phone: 'filled in', city: 'Atlantis' },
      {},
    ]) {
      const row = (column: string) => (cells as Record<string, string | number | null>)[column];
      const { points, base, lines, limit, probability, band } = explain(curved, row);
      expect(lines.reduce((sum, line) => sum + line.points, base + limit)).toBe(points);
      expect(points).toBe(scorer.points(row));
      expect(probability).toBeGreaterThan(0);
      expect(points).toBeGreaterThanOrEqual(band.from);
      for (const line of lines) expect(line.reason).toContain(line.column);
    }
  });

  it('orders its bands by what came of them', () => {
    const rates = curved.bands.map(({ n, positives }) => positives / n);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(curved.bands.reduce((sum, { n }) => sum + n, 0)).toBe(6000);
  });

  it('is the same model from the same rows', () => {
    const again = trained({ truth: 'straight', rows: 4000, seed: 1 }, { time: 'created' });
    expect(again).toEqual(straight);
  });
});

describe('what must not be adopted', () => {
  it('finds nothing in noise: AUC .5, no line, not adopted', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const model = trained({ truth: 'noise', rows: 2500, seed });
      expect(Math.abs(model.validation.model.auc.value - 0.5)).toBeLessThanOrEqual(0.03);
      expect(model.verdict.adopted).toBe(false);
    }
  });

  it('finds nothing once the outcomes are shuffled', () => {
    const { set } = prepareTraining(
      tableOf(knownLeads({ truth: 'straight', rows: 2000, seed: 3 })),
      optionsOf(),
    );
    const shuffled = {
      ...set,
      positive: set.positive.map((_, row) => set.positive[(row * 997) % 2000] ?? 0),
    };
    const result = trainScorecard(shuffled);
    if (result.status === 'refused') throw new Error('refused');
    expect(result.model.verdict.adopted).toBe(false);
  });

  it('is refused below 100 outcomes or 30 of a kind, with the reason', () => {
    const few = prepareTraining(
      tableOf(knownLeads({ truth: 'straight', rows: 99, seed: 1 })),
      optionsOf(),
    );
    expect(trainScorecard(few.set)).toEqual({
      status: 'refused',
      reasons: [
        'A score is learned from 100 outcomes or more; here are 99. The template stays in use.',
      ],
    });
    const rare = prepareTraining(
      tableOf(knownLeads({ truth: 'rare', rows: 400, seed: 1 })),
      optionsOf(),
    );
    const refused = trainScorecard(rare.set);
    expect(refused.status).toBe('refused');
    expect(JSON.stringify(refused)).toMatch(
      /30 outcomes of each kind or more; here are \d+ positive/,
    );
  });

  it('stays with a template that it cannot beat, and beats a poor one', () => {
    const options = { template: 'old_score' };
    const good = trained({ truth: 'straight', rows: 2000, seed: 4, template: 0 }, options);
    expect(good.validation.baseline.name).toBe('template');
    expect(good.verdict.adopted).toBe(false);
    const poor = trained({ truth: 'straight', rows: 4000, seed: 4, template: 3 }, options);
    expect(poor.verdict.adopted).toBe(true);
    expect(poor.validation.baseline.gain.low).toBeGreaterThan(0);
  });
});

describe('how rows are held out', () => {
  it('keeps the newest back where rows have a time, and says from when', () => {
    const { validation } = trained({ truth: 'straight', rows: 1000, seed: 5 }, { time: 'created' });
    expect(validation.heldOutBy).toBe('time');
    expect(validation.heldOutFrom?.slice(0, 7)).toBe('2025-04');
    expect(validation.model.n).toBeGreaterThanOrEqual(200);
  });

  it('keeps rows of one id together, whatever their order', () => {
    const leads = knownLeads({ truth: 'straight', rows: 500, seed: 6 });
    const twice = { ...leads, rows: [...leads.rows, ...leads.rows] };
    const { set } = prepareTraining(tableOf(twice), optionsOf());
    for (let row = 0; row < 500; row++) expect(set.keys[row]).toBe(set.keys[row + 500]);
    const result = trainScorecard(set);
    expect(result.status === 'trained' && result.model.validation.heldOutBy).toBe('id');
    expect(result.status === 'trained' && result.model.validation.model.n % 2).toBe(0);
  });

  it('goes by the content of rows without an id', () => {
    const { validation } = trained({ truth: 'straight', rows: 1000, seed: 5 }, { id: null });
    expect(validation.heldOutBy).toBe('content');
  });

  it('goes by the place of rows that an id or their content does not tell apart', () => {
    const sameId = trained({ truth: 'straight', rows: 1000, seed: 5 }, { id: 'constant' });
    expect(sameId.validation.heldOutBy).toBe('place');
    expect(sameId.verdict.adopted).toBe(true);
    const bare = {
      header: ['outcome'],
      rows: Array.from({ length: 400 }, (_, row) => [row % 3 ? 'Lost' : 'Won']),
    };
    const { set } = prepareTraining(tableOf(bare), optionsOf({ id: null }));
    const result = trainScorecard(set);
    if (result.status === 'refused') throw new Error('refused');
    expect(scorecardModel.parse(result.model).verdict.adopted).toBe(false);
    expect(result.model.validation.model.n).toBeGreaterThan(50);
  });
});
