/** Columns that know how it ended are named and left out; strong honest ones are not. */
import { describe, expect, it } from 'vitest';
import { fineBins } from '../../shared/scoring/training/bins.ts';
import {
  type Column,
  categoryColumn,
  numberColumn,
} from '../../shared/scoring/training/columns.ts';
import { suspicionOf } from '../../shared/scoring/training/leaks.ts';
import { hashOf } from '../../shared/scoring/training/split.ts';
import { randomness } from './support/known-truth.ts';
import { trained } from './support/tables.ts';

const rows = 3000;
const keys = Uint32Array.from({ length: rows }, (_, row) => hashOf(`lead ${row}`));

function outcomes(share: number): Uint8Array {
  const random = randomness(9);
  return Uint8Array.from({ length: rows }, () => (random() < share ? 1 : 0));
}

function whyOf(column: Column, positive: Uint8Array): string | null {
  const bins = fineBins(column);
  if (!bins) throw new Error('one value only');
  return suspicionOf(column, bins, positive, keys)?.why ?? null;
}

describe('a leak', () => {
  const leads = { truth: 'curved', rows: 3000, seed: 11, leaks: true } as const;

  it('is named with its reason, and left out of the card', () => {
    const { suspects, features, validation } = trained(leads, { time: 'created' });
    const why = Object.fromEntries(suspects.map(({ column, why }) => [column, why]));
    expect(why.close_reason).toContain('filled in for negative outcomes only');
    expect(why.deal_amount).toContain('alone it tells the outcomes apart almost perfectly');
    expect(why.next_step_code).toBeDefined();
    expect(why.last_touch).toContain("later than the row's own time");
    expect(suspects).toHaveLength(4);
    expect(suspects.every(({ excluded }) => excluded)).toBe(true);
    const used = features.map(({ column }) => column);
    for (const { column } of suspects) expect(used).not.toContain(column);
    expect(validation.model.auc.value).toBeLessThan(0.9);
  });

  it('is used where somebody insists, and still named', () => {
    const model = trained(leads, { time: 'created' }, { keepSuspects: true });
    expect(model.suspects).toHaveLength(4);
    expect(model.suspects.some(({ excluded }) => excluded)).toBe(false);
    expect(model.validation.model.auc.value).toBeGreaterThan(0.95);
  });

  it('is found by one value of a stage that only won leads reach', () => {
    const positive = outcomes(0.3);
    const random = randomness(3);
    const reached = (share: number) =>
      Array.from(positive, (won) =>
        won && random() < share ? 'Contract sent' : random() < 0.5 ? 'New' : 'Open',
      );
    expect(whyOf(categoryColumn('Lead Status', reached(0.3)), positive)).toContain('its name');
    const unnamed = whyOf(categoryColumn('field_17', reached(0.5)), positive);
    expect(unnamed).toContain('positive outcomes only');
    expect(whyOf(categoryColumn('Lead Status', reached(0)), positive)).toBeNull();
  });

  it('is found among one positive in a hundred', () => {
    const positive = outcomes(0.02);
    const cells = Array.from(positive, (won) => (won ? 'x' : null));
    expect(whyOf(categoryColumn('field_17', cells), positive)).toContain('positive outcomes only');
  });
});

describe('no leak', () => {
  it('is a strong honest column (alone AUC about .8), a busy funnel step, or a weak one with a bad name', () => {
    const random = randomness(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(6.283185 * random());
    for (const share of [0.03, 0.3, 0.5]) {
      const positive = outcomes(share);
      const strong = Array.from(positive, (won) => normal() + (won ? 1.2 : 0));
      expect(whyOf(numberColumn('engagement', strong), positive)).toBeNull();
      const demo = Array.from(positive, (won) => (won || random() < 0.4 ? 'demo' : null));
      expect(whyOf(categoryColumn('demo_type', demo), positive)).toBeNull();
      const named = Array.from(positive, (won) => normal() + (won ? 0.3 : 0));
      expect(whyOf(numberColumn('previous status age', named), positive)).toBeNull();
      const noise = Array.from(positive, () => normal());
      expect(whyOf(numberColumn('closed_deals_nearby', noise), positive)).toBeNull();
    }
  });
});
