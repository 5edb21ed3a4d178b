/** Scoring a record with the tenant's own model, in the shape and with the reasons of the template. */
import type { Contribution, Score } from '../../contract/v1.ts';
import type { EvidenceSet } from '../../evidence/evidence-set.ts';
import type { Signal } from '../../evidence/signal.ts';
import type { Words } from '../../language/words.ts';
import { Scorer } from '../training/explain.ts';
import type { ScorecardModel } from '../training/model.ts';
import { type Fact, factsOf, TEMPLATE_FACT } from './facts.ts';
import { binLabelIn, factLabel } from './labels.ts';

/** A model in use; its number is the tenant's count of trainings. */
export interface LearnedModel {
  readonly version: number;
  readonly model: ScorecardModel;
}

/**
 * The template's score and reasons, corrected by what the tenant's outcomes have taught. The template's
 * own reasons share what its score is worth in the model; each learned reason is a line of its own.
 * All `overallPoints` add up to the value. Where the template knows nothing, neither does the model.
 *
 * @param template the score by the rule template on the same evidence
 */
export function learnedScore(
  { version, model }: LearnedModel,
  set: EvidenceSet,
  template: Score,
  signals: readonly Signal[],
): Score {
  const modelVersion = `learned-${version}`;
  if (template.value === null || template.contributions.length === 0) {
    return { ...template, modelVersion };
  }
  const facts = factsOf(set, template, signals);
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  const scorer = new Scorer(model);
  const explanation = scorer.explain((column) => byName.get(column)?.value ?? null);
  const learned = learnedLines(scorer, set.words, byName);
  const rest =
    explanation.points - learned.reduce((sum, { overallPoints }) => sum + overallPoints, 0);
  const contributions = [...templateLines(set.words, template, rest), ...learned];
  const ranked = contributions.toSorted((a, b) => b.overallPoints - a.overallPoints);
  const { band, probability } = explanation;
  return {
    ...template,
    value: explanation.points,
    band: band.name,
    contributions,
    strongestPositives: ranked.filter(({ overallPoints }) => overallPoints > 0).slice(0, 3),
    strongestNegatives: ranked
      .filter(({ overallPoints }) => overallPoints < 0)
      .slice(-3)
      .reverse(),
    // How many points something would add is the template's arithmetic, which no longer holds.
    wouldRaise: template.wouldRaise.filter((text) => !/\d/.test(text)),
    modelVersion,
    outlook: { probability, won: band.positives, of: band.n },
  };
}

/** Lines about facts that are known; what being unknown is worth is no reason of this record. */
function learnedLines(
  scorer: Scorer,
  words: Words,
  byName: ReadonlyMap<string, Fact>,
): Contribution[] {
  const lines = scorer.model.features.flatMap((feature, at) => {
    const fact = byName.get(feature.column);
    if (!fact || fact.name === TEMPLATE_FACT || fact.date === null) return [];
    const { index, bin } = scorer.place(at, fact.value);
    if (index === null || !bin || bin.points === 0) return [];
    const { labelled, number } = words.text;
    const line = labelled(factLabel(words, fact.name), binLabelIn(words, feature, index));
    return [
      {
        component: fact.component,
        points: bin.points,
        overallPoints: bin.points,
        reason:
          bin.n > 0 ? words.score.learned.seen(line, number(bin.positives), number(bin.n)) : line,
        evidenceIds: [...fact.evidenceIds],
        date: fact.date,
      },
    ];
  });
  return lines.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

/**
 * The template's reasons, scaled to what its score is worth here. Where that is nothing that could be
 * shared out, the reasons stay without points and one line says where the record starts.
 */
function templateLines(words: Words, template: Score, worth: number): Contribution[] {
  const sum = template.contributions.reduce((total, item) => total + item.overallPoints, 0);
  if (worth >= 0 && sum > 0) {
    return template.contributions.map((item) => ({
      ...item,
      overallPoints: (item.overallPoints * worth) / sum,
    }));
  }
  const [first] = template.contributions;
  if (!first) return [];
  const ids = new Set(template.contributions.flatMap(({ evidenceIds }) => evidenceIds));
  const start = {
    ...first,
    points: worth,
    overallPoints: worth,
    reason: words.score.learned.start,
    evidenceIds: [...ids].sort(),
  };
  return [start, ...template.contributions.map((item) => ({ ...item, overallPoints: 0 }))];
}
