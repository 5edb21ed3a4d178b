/** Contributions of a score, as they add up. */
import type { Contribution, Score } from '../../../../shared/contract/v1.ts';

export interface ReasonGroup {
  readonly component: string;
  /** In points of the overall score; what its contributions add up to. */
  readonly overallPoints: number;
  readonly contributions: readonly Contribution[];
}

/** By component, in the score's order; a component without contributions is left out. */
export function reasonGroups({ components, contributions }: Score): ReasonGroup[] {
  const names = new Set<string>(components.map(({ name }) => name));
  for (const { component } of contributions) names.add(component);
  return [...names]
    .map((component) => {
      const own = contributions.filter((item) => item.component === component);
      return { component, overallPoints: sum(own), contributions: own };
    })
    .filter((group) => group.contributions.length > 0);
}

/** What all contributions add up to, in points of the overall score. */
export function sum(contributions: readonly Contribution[]): number {
  return contributions.reduce((total, { overallPoints }) => total + overallPoints, 0);
}
