/** The tenant's own model on records: trained from snapshots, in the template's shape. */
import { describe, expect, it } from 'vitest';
import { score as scoreContract } from '../../shared/contract/v1.ts';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { evidenceSet } from '../../shared/evidence/evidence-set.ts';
import { wordsOf } from '../../shared/language/catalogue.ts';
import { type Language, language } from '../../shared/language/language.ts';
import {
  type ScoredOutcome,
  scoreSnapshot,
  snapshotOf,
  thresholdHistory,
  trainingSetOf,
} from '../../shared/scoring/learned/history.ts';
import { industrySection } from '../../shared/scoring/learned/industry-section.ts';
import { binLabelIn, factLabel } from '../../shared/scoring/learned/labels.ts';
import { learnedScore } from '../../shared/scoring/learned/score.ts';
import { trainScorecard } from '../../shared/scoring/training/train.ts';
import { defaultSettings } from '../../shared/tenant/settings.ts';
import { evidenceOf, inputOf, now, strongEvidence } from '../core/support/evidence.ts';
import { randomness } from './support/known-truth.ts';

function scoredBy(evidence: readonly Evidence[]) {
  const input = inputOf(evidence, { settings: defaultSettings() });
  const { score, signals } = decide(input);
  return { set: evidenceSet(input.evidence, input.now), score, signals };
}

/** Small companies win whatever the template says. */
function history(rows: number): ScoredOutcome[] {
  const random = randomness(1);
  return Array.from({ length: rows }, (_, row) => {
    const headcount = Math.round(10 ** (1 + 2.5 * random()));
    const template = Math.round(100 * random());
    const logit = 2.5 * (headcount < 100 ? 1 : -1) + 0.03 * (template - 50);
    const at = new Date(Date.parse(now) - (rows - row) * 3_600_000).toISOString();
    return {
      record: `company ${row}`,
      snapshot: { version: 1, at, values: { template, headcount, country: 'GB' } },
      won: random() < 1 / (1 + Math.exp(-logit)),
    };
  });
}

const result = trainScorecard(trainingSetOf(history(1500)));
if (result.status === 'refused') throw new Error(result.reasons.join());
const model = { version: 3, model: result.model };

describe('learning from snapshots', () => {
  it('finds what the template does not know, and beats it on the newest records', () => {
    expect(result.model.verdict.adopted).toBe(true);
    expect(result.model.validation).toMatchObject({
      heldOutBy: 'time',
      baseline: { name: 'template' },
    });
    expect(result.model.features.map(({ column }) => column)).toEqual(
      expect.arrayContaining(['headcount', 'template']),
    );
  });

  it('stays with the template where nothing else tells outcomes apart', () => {
    const random = randomness(2);
    const plain = history(1500).map((outcome) => ({
      ...outcome,
      won: random() * 100 < Number(outcome.snapshot.values.template),
    }));
    const trained = trainScorecard(trainingSetOf(plain));
    if (trained.status === 'refused') throw new Error('refused');
    expect(trained.model.verdict.adopted).toBe(false);
  });

  it('counts a record once, as it was first scored', () => {
    const [lead] = history(1);
    if (!lead) throw new Error('no lead');
    const again = { ...lead, snapshot: { ...lead.snapshot, at: now, values: { template: 99 } } };
    const set = trainingSetOf([again, lead]);
    expect(set.positive).toHaveLength(1);
    expect(set.times?.[0]).toBe(Date.parse(lead.snapshot.at));
  });
});

describe('a snapshot', () => {
  it('holds what was known, and nothing of what was not', () => {
    const { set, score, signals } = scoredBy(strongEvidence());
    const snapshot = snapshotOf(set, score, signals);
    expect(scoreSnapshot.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.values).toMatchObject({ template: score.value, country: 'GB' });
    const nothing = scoredBy([]);
    expect(snapshotOf(nothing.set, nothing.score, nothing.signals).values).toEqual({});
  });

  it('counts a silence as zero only where the CRM was watching', () => {
    const watched = scoredBy([evidenceOf('no-engagement')]);
    const { values } = snapshotOf(watched.set, watched.score, watched.signals);
    expect(values['times-reply']).toBe(0);
    const unwatched = scoredBy([evidenceOf('registration')]);
    expect(
      snapshotOf(unwatched.set, unwatched.score, unwatched.signals).values['times-reply'],
    ).toBeUndefined();
  });

  it('knows an industry by its section', () => {
    expect(industrySection('62012')).toBe('Information and communication');
    expect(industrySection('1110')).toBe('Agriculture');
    expect(industrySection(null)).toBeNull();
    expect(industrySection('unknown')).toBeNull();
  });
});

/** No-break spaces as plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('scoring with it', () => {
  const small = { minimum: 20, maximum: 20, basis: 'stated' } as const;
  const big = { minimum: 2000, maximum: 2000, basis: 'stated' } as const;
  const learned = (value: typeof small | typeof big) => {
    const { set, score, signals } = scoredBy([
      ...strongEvidence().filter(({ kind }) => kind !== 'headcount'),
      evidenceOf('headcount', value),
    ]);
    return { template: score, score: learnedScore(model, set, score, signals), set };
  };

  it('has the shape of the template, and points that add up', () => {
    for (const value of [small, big]) {
      const { score, set } = learned(value);
      expect(scoreContract.parse(score)).toEqual(score);
      expect(score.modelVersion).toBe('learned-3');
      const sum = score.contributions.reduce((total, item) => total + item.overallPoints, 0);
      expect(sum).toBeCloseTo(score.value ?? -1, 8);
      const ids = new Set(set.all.map(({ id }) => id));
      for (const { evidenceIds, reason } of score.contributions) {
        expect(reason).not.toBe('');
        expect(evidenceIds.every((id) => ids.has(id))).toBe(true);
      }
    }
  });

  it('follows the tenant’s outcomes, and says so with the evidence', () => {
    const good = learned(small).score;
    const bad = learned(big).score;
    expect(good.value).toBeGreaterThan((bad.value ?? 0) + 20);
    expect(good.outlook?.probability).toBeGreaterThan(bad.outlook?.probability ?? 1);
    expect(good.outlook?.of).toBeGreaterThan(0);
    expect(good.strongestPositives.map(({ reason }) => reason).join()).toMatch(
      /Headcount: .* won\)/,
    );
    expect(bad.strongestNegatives[0]?.reason).toMatch(/Headcount/);
  });

  it('knows nothing where the template knows nothing', () => {
    const { set, score, signals } = scoredBy([]);
    expect(learnedScore(model, set, score, signals)).toMatchObject({
      value: null,
      modelVersion: 'learned-3',
    });
  });
});

describe('its reasons in other languages', () => {
  const words = {
    en: /^Headcount: .* \(\d+ of \d+ won\)$/,
    de: /^Beschäftigte: .* \(\d+ von \d+ gewonnen\)$/,
    fr: /^Effectif\s?: .* \(\d+ sur \d+ gagnés\)$/,
    es: /^Plantilla: .* \(\d+ de \d+ ganados\)$/,
    nl: /^Aantal medewerkers: .* \(\d+ van \d+ gewonnen\)$/,
  } as const;

  it.each(Object.entries(words))('are told in %s, with its numbers', (spoken, expected) => {
    const input = inputOf(strongEvidence(), { settings: defaultSettings() });
    const told = decide({ ...input, language: spoken as Language, learned: model });
    expect(told.score.modelVersion).toBe('learned-3');
    const reasons = told.score.contributions.map(({ reason }) => plain(reason));
    expect(reasons).toContainEqual(expect.stringMatching(expected));
    const english = decide({ ...input, learned: model });
    expect(told.score.value).toBe(english.score.value);
    expect(told.snapshot).toEqual(english.snapshot);
  });

  it('name every fact and bin of a card', () => {
    const values = { kind: 'category', column: 'industry', groups: [], reading: { as: 'value' } };
    const none = { points: 0, n: 0, positives: 0 };
    const industry = {
      ...values,
      groups: [{ ...none, values: ['Finance', 'Something new'] }],
      other: none,
      unknown: none,
    } as const;
    for (const spoken of language.options) {
      const told = wordsOf(spoken);
      const labels = [0, 1, 2].map((index) => binLabelIn(told, industry as never, index));
      expect(new Set(labels).size).toBe(3);
      expect(labels[0]).toContain('Something new');
      for (const fact of ['template', 'fit', 'times-reply', 'signal-hiring', 'accounts-type']) {
        expect(factLabel(told, fact)).not.toBe(fact);
      }
      expect(factLabel(told, 'long-gone')).toBe('long-gone');
    }
  });
});

describe('a threshold on the chance', () => {
  it('shows what it would have done', () => {
    const records = [
      { probability: 0.9, won: true },
      { probability: 0.6, won: false },
      { probability: 0.2, won: true },
    ];
    expect(thresholdHistory(records, 0.5)).toEqual({ deals: 2, won: 1, missed: 1 });
    expect(thresholdHistory(records, 0)).toEqual({ deals: 3, won: 2, missed: 0 });
  });
});
