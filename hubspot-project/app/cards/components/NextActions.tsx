import { Text } from '@hubspot/ui-extensions';
import type { NextAction } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { AutomaticTask } from './AutomaticTask.tsx';
import { NextActionItem } from './NextActionItem.tsx';
import { Section } from './Section.tsx';

/** What to do next, the most useful first. */
export function NextActions({ actions }: { readonly actions: readonly NextAction[] }) {
  const { card } = useCardContext();
  return (
    <Section title="Next actions">
      {actions.length === 0 && <Text>Nothing is suggested: no signal asks for an answer.</Text>}
      {card?.preview && actions.length > 0 && (
        <Text variant="microcopy">Tasks can be created once the preview is applied.</Text>
      )}
      {!card?.preview && card?.latest && <AutomaticTask latest={card.latest} />}
      {actions.map((action) => (
        <NextActionItem key={action.id} action={action} />
      ))}
    </Section>
  );
}
