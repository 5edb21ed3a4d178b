/** The figures of the reports, against definitions and published values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, plattLine, probabilityOf } from '../../shared/scoring/training/calibration.ts';
import {
  aucGain,
  aucOf,
  brierOf,
  calibrationError,
  liftAtTenth,
  sigmoid,
} from '../../shared/scoring/training/measures.ts';
import { randomness } from './support/known-truth.ts';

const scored = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), won: fc.boolean() }), {
  minLength: 4,
  maxLength: 60,
});

describe('AUC', () => {
  it('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(scored, (leads) => {
        const scores = leads.map(({ score }) => score);
        const won = leads.map((lead) => (lead.won ? 1 : 0));
        let right = 0;
        let pairs = 0;
        for (const a of leads) {
          for (const b of leads) {
            if (!a.won || b.won) continue;
            pairs++;
            right += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
          }
        }
        const expected = pairs === 0 ? 0.5 : right / pairs;
        expect(aucOf(scores, won).value).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('has an interval that holds the truth nineteen times in twenty', () => {
    const random = randomness(1);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let held = 0;
    for (let draw = 0; draw < 400; draw++) {
      const won = Array.from({ length: 200 }, (_, row) => (row < 60 ? 1 : 0));
      const { low, high } = aucOf(
        won.map((positive) => normal() + positive),
        won,
      );
      // Φ(1 / √2), the AUC of two normal distributions one apart.
      if (low <= 0.7602 && high >= 0.7602) held++;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
  });

  it('gains nothing on itself, and a sure gain on chance', () => {
    const random = randomness(2);
    const won = Array.from({ length: 500 }, () => (random() < 0.4 ? 1 : 0));
    const scores = won.map((positive) => positive + 2 * random());
    expect(aucGain(scores, scores, won)).toEqual({ value: 0, low: 0, high: 0 });
    const gain = aucGain(
      scores,
      won.map(() => 0),
      won,
    );
    expect(gain.value).toBeCloseTo(aucOf(scores, won).value - 0.5, 10);
    expect(gain.low).toBeGreaterThan(0);
  });
});

describe('the other figures', () => {
  it('are what their definitions say', () => {
    expect(brierOf([0.8, 0.3], [1, 0])).toBeCloseTo((0.04 + 0.09) / 2, 12);
    const won = Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0));
    expect(
      liftAtTenth(
        won.map((_, row) => -row),
        won,
      ),
    ).toBeCloseTo(5, 12);
    expect(
      liftAtTenth(
        won.map(() => 1),
        won,
      ),
    ).toBeCloseTo(1, 12);
    expect(liftAtTenth([1, 2], [0, 0])).toBeNull();
    expect(
      calibrationError(
        won.map(() => 0.2),
        won,
      ),
    ).toBeCloseTo(0, 12);
    expect(
      calibrationError(
        won.map(() => 0.5),
        won,
      ),
    ).toBeCloseTo(0.3, 12);
  });
});

describe('calibration', () => {
  it('recovers the line that outcomes were drawn with', () => {
    const random = randomness(3);
    const scores = Float64Array.from({ length: 20_000 }, () => 6 * random() - 3);
    const won = Uint8Array.from(scores, (score) => (random() < sigmoid(-1 + 0.5 * score) ? 1 : 0));
    const { intercept, slope } = plattLine(scores, won);
    expect(intercept).toBeCloseTo(-1, 1);
    expect(slope).toBeCloseTo(0.5, 1);
  });

  it('bends where the line is wrong and outcomes are many, and stays monotone', () => {
    const random = randomness(4);
    const points = Float64Array.from({ length: 8000 }, () => Math.floor(101 * random()));
    const won = Uint8Array.from(points, (value) => (random() < (value > 60 ? 0.5 : 0.1) ? 1 : 0));
    const line = { intercept: -3, slope: 0.05 };
    const curve = calibrate(line, points, won);
    expect(curve.method).toBe('isotonic');
    expect(probabilityOf(curve, 30)).toBeCloseTo(0.1, 1);
    expect(probabilityOf(curve, 80)).toBeCloseTo(0.5, 1);
    for (let at = 1; at <= 100; at++) {
      expect(probabilityOf(curve, at)).toBeGreaterThanOrEqual(probabilityOf(curve, at - 1));
    }
    const straight = Uint8Array.from(points, (value) =>
      random() < sigmoid(-3 + 0.05 * value) ? 1 : 0,
    );
    expect(calibrate(line, points, straight).method).toBe('platt');
  });
});
