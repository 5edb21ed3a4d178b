/** The score with the full account of where it comes from. */
import type { CompanyMatch } from '../company/match.ts';
import type { Contribution, Score, ScoreComponent } from '../contract/v1.ts';
import { type EvidenceSet, order } from '../evidence/evidence-set.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { confidenceOf } from './confidence.ts';
import { engagementComponent } from './engagement.ts';
import { financialComponent } from './financial.ts';
import { fitComponent } from './fit.ts';
import { bandOf, gradeOf } from './grade.ts';
import { growthComponent } from './growth.ts';
import {
  type Components,
  componentOrder,
  effectiveWeights,
  overallOf,
  wholeScore,
} from './overall.ts';
import { wouldRaise } from './would-raise.ts';

/** The rule template that scores until a tenant has outcomes to learn from. */
export const MODEL_VERSION = 'template-1';

/**
 * Scores a record. Unknown components are left out and the weights scaled over the known ones; a
 * true 0 stays 0; with nothing known the value is null. The points of a component's contributions
 * add up to its value exactly, and their `overallPoints` to the score before rounding.
 */
export function scoreOf(set: EvidenceSet, settings: TenantSettings, match: CompanyMatch): Score {
  const components: Components = {
    financial: financialComponent(set),
    growth: growthComponent(set),
    engagement: engagementComponent(set),
    fit: fitComponent(set, settings.idealCustomer),
  };
  const effective = effectiveWeights(components, settings.weights);
  const contributions: Contribution[] = [];
  const reasons: Contribution[] = [];
  const shown: ScoreComponent[] = [];
  let coverage = 0;
  for (const name of componentOrder) {
    const component = components[name];
    const weight = settings.weights[name];
    coverage += weight * component.coverage;
    shown.push({
      name,
      value: component.value,
      weight,
      effectiveWeight: effective[name],
      coverage: component.coverage,
      unknownReason: component.unknownReason,
    });
    for (const { points, reason, evidenceIds, date, isLimit } of component.contributions) {
      const contribution: Contribution = {
        component: name,
        points,
        overallPoints: points * effective[name],
        reason,
        evidenceIds: [...evidenceIds],
        date,
      };
      contributions.push(contribution);
      if (!isLimit) reasons.push(contribution);
    }
  }
  coverage = Math.min(1, coverage);
  const value = wholeScore(overallOf(components, settings.weights));
  reasons.sort(strongestFirst);
  return {
    value,
    grade: gradeOf(components),
    band: bandOf(value),
    confidence: value === null ? 'low' : confidenceOf(coverage, providers(set, reasons), match),
    coverage,
    components: shown,
    contributions,
    strongestPositives: reasons.filter(({ overallPoints }) => overallPoints > 0).slice(0, 3),
    strongestNegatives: reasons
      .filter(({ overallPoints }) => overallPoints < 0)
      .slice(-3)
      .reverse(),
    wouldRaise: wouldRaise(set, components, settings, match),
    modelVersion: MODEL_VERSION,
  };
}

/** How many independent sources stand behind the contributions. */
function providers(set: EvidenceSet, reasons: readonly Contribution[]): number {
  const used = new Set<string>();
  for (const { evidenceIds } of reasons) for (const id of evidenceIds) used.add(id);
  const names = new Set<string>();
  for (const { id, source } of set.all) if (used.has(id)) names.add(source.provider);
  return names.size;
}

function strongestFirst(a: Contribution, b: Contribution): number {
  return b.overallPoints - a.overallPoints || order(a.evidenceIds[0] ?? '', b.evidenceIds[0] ?? '');
}
