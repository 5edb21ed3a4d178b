/** The score with the full account of where it comes from. */
import type { CompanyMatch } from '../company/match.ts';
import type { Contribution, Score } from '../contract/v1.ts';
import { type EvidenceSet, order } from '../evidence/evidence-set.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import type { Component } from './component.ts';
import { confidenceOf } from './confidence.ts';
import { engagementComponent } from './engagement.ts';
import { financialComponent } from './financial.ts';
import { fitComponent } from './fit.ts';
import { bandOf, gradeOf } from './grade.ts';
import { growthComponent } from './growth.ts';
import {
  type Components,
  componentOrder,
  coverageOf,
  effectiveWeights,
  overallOf,
  wholeScore,
} from './overall.ts';
import { wouldRaise } from './would-raise.ts';

/** The rule template that scores until a tenant has outcomes to learn from. */
export const MODEL_VERSION = 'template-2';

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
  for (const name of componentOrder) {
    addContributions(components[name], effective[name], contributions, reasons);
  }
  reasons.sort(strongestFirst);
  const coverage = Math.round(coverageOf(components, settings.weights) * 1e4) / 1e4;
  const value = wholeScore(overallOf(components, settings.weights));
  return {
    value,
    grade: gradeOf(components),
    band: bandOf(value),
    confidence: value === null ? 'low' : confidenceOf(coverage, providers(set, reasons), match),
    coverage,
    components: componentOrder.map((name) => ({
      name,
      value: components[name].value,
      weight: settings.weights[name],
      effectiveWeight: effective[name],
      coverage: components[name].coverage,
      unknownReason: components[name].unknownReason,
    })),
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

/** @param reasons Gets the contributions without the lines that only state a limit. */
function addContributions(
  component: Component,
  weight: number,
  contributions: Contribution[],
  reasons: Contribution[],
): void {
  for (const { points, reason, evidenceIds, date, isLimit } of component.contributions) {
    const contribution: Contribution = {
      component: component.name,
      points,
      overallPoints: points * weight,
      reason,
      evidenceIds,
      date,
    };
    contributions.push(contribution);
    if (!isLimit) reasons.push(contribution);
  }
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
