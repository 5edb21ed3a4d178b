/** From four components to one number. */
import { type ComponentName, componentName, type Weights } from '../tenant/settings.ts';
import type { Component } from './component.ts';

export type Components = Readonly<Record<ComponentName, Component>>;

/** The order in which components are shown. */
export const componentOrder: readonly ComponentName[] = componentName.options;

/**
 * The tenant's weights over the known components alone, scaled to add up to 1; 0 for unknown ones.
 * Where only components of weight 0 are known, all stay 0 and there is no overall score.
 */
export function effectiveWeights(
  components: Components,
  weights: Weights,
): Record<ComponentName, number> {
  let known = 0;
  for (const name of componentOrder) if (components[name].value !== null) known += weights[name];
  const effective = { financial: 0, growth: 0, engagement: 0, fit: 0 };
  if (known <= 0) return effective;
  for (const name of componentOrder) {
    if (components[name].value !== null) effective[name] = weights[name] / known;
  }
  return effective;
}

/** The weighted sum before rounding, 0–100; null when nothing that has weight is known. */
export function overallOf(components: Components, weights: Weights): number | null {
  let known = 0;
  let total = 0;
  for (const name of componentOrder) {
    const { value } = components[name];
    if (value === null) continue;
    known += weights[name];
    total += weights[name] * value;
  }
  return known > 0 ? total / known : null;
}

/** The share of the weights that rests on evidence, 0–1. */
export function coverageOf(components: Components, weights: Weights): number {
  const covered =
    weights.financial * components.financial.coverage +
    weights.growth * components.growth.coverage +
    weights.engagement * components.engagement.coverage +
    weights.fit * components.fit.coverage;
  return Math.min(1, covered);
}

/** Rounds half up, indifferent to the last digits of binary arithmetic: 69.4999999999 is 69.5. */
export function wholeScore(overall: number | null): number | null {
  return overall === null ? null : Math.min(100, Math.max(0, Math.round(overall + 1e-9)));
}
