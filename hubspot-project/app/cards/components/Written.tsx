import { Flex, Text } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { Changes } from './Changes.tsx';
import { PlannedWork } from './PlannedWork.tsx';
import { Section } from './Section.tsx';
import { UndoItems } from './UndoItems.tsx';
import { WrittenTable } from './WrittenTable.tsx';

export interface WrittenProps {
  readonly latest: Enrichment;
  readonly undo: CardState['undo'];
}

/** What the newest enrichment wrote, and what became of its undo. */
export function Written({ latest, undo }: WrittenProps) {
  const { dates } = useCardContext();
  const at = latest.finishedAt ?? latest.startedAt;
  return (
    <Flex direction="column" gap="md">
      {undo && <UndoItems undo={undo} />}
      <Section title="What was written">
        <Text variant="microcopy">{dates.moment(at)}</Text>
        <WrittenTable written={latest.written} />
      </Section>
      <Section title="What was decided, field by field">
        <Text variant="microcopy">As the record stood before.</Text>
        <PlannedWork plan={latest.plan} />
        <Changes changes={latest.plan.changes} isPast />
      </Section>
    </Flex>
  );
}
