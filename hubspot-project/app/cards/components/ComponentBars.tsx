import { AutoGrid } from '@hubspot/ui-extensions';
import type { Score } from '../../../../shared/contract/v1.ts';
import { ComponentBar } from './ComponentBar.tsx';

/** The parts of the score; an unknown part has no bar, for it is not zero. */
export function ComponentBars({ score }: { readonly score: Score }) {
  return (
    <AutoGrid columnWidth={280} flexible gap="md">
      {score.components.map((component) => (
        <ComponentBar key={component.name} component={component} />
      ))}
    </AutoGrid>
  );
}
