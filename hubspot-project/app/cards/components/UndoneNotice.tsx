import { Alert, Text } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { undoInWords } from '../text/outcomes.ts';

export interface UndoneNoticeProps {
  readonly latest: Enrichment;
  readonly undo: CardState['undo'];
}

/** That an enrichment was taken back, and what became of it: the one that is shown, or one after it. */
export function UndoneNotice({ latest, undo }: UndoneNoticeProps) {
  const outcome = undo ? `${undoInWords(undo)}. ` : '';
  if (latest.status !== 'undone') {
    return (
      <Alert title="The enrichment after this one was undone" variant="info">
        <Text>{`${outcome}What you see is the enrichment before it, which stands.`}</Text>
      </Alert>
    );
  }
  return (
    <Alert title="This enrichment was undone" variant="info">
      <Text>
        {`What you see was found then; oppSpot took back what it wrote. ${outcome}Enrich again to write it anew.`}
      </Text>
    </Alert>
  );
}
