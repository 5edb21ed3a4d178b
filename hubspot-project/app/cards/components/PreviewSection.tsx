import { Divider, Flex, Text, Tile } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { changesInWords, writesOf } from '../text/plan.ts';
import { AskButton } from './AskButton.tsx';
import { Changes } from './Changes.tsx';
import { PlannedWork } from './PlannedWork.tsx';
import { Section } from './Section.tsx';

/** What a preview would write, field by field, to apply as it is shown or to discard. */
export function PreviewSection({ preview }: { readonly preview: Enrichment }) {
  const { plan } = preview;
  const writes = writesOf(plan);
  return (
    <Tile>
      <Section title="Preview of changes">
        <Text>{changesInWords(plan)}</Text>
        <Flex direction="row" gap="sm" wrap="wrap">
          {writes > 0 && (
            <AskButton ask={() => ({ kind: 'apply', runId: preview.id })} variant="primary">
              {`Apply ${writes} ${writes === 1 ? 'change' : 'changes'}`}
            </AskButton>
          )}
          <AskButton ask={() => ({ kind: 'discard', runId: preview.id })}>
            Discard preview
          </AskButton>
        </Flex>
        <Divider size="xs" />
        <PlannedWork plan={plan} />
        <Changes changes={plan.changes} />
      </Section>
    </Tile>
  );
}
