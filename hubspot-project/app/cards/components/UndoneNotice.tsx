import { Alert, Text } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import { undoInWords } from '../text/outcomes.ts';

/** That what is shown was taken back, and what became of it. */
export function UndoneNotice({ undo }: { readonly undo: CardState['undo'] }) {
  return (
    <Alert title="This enrichment was undone" variant="info">
      <Text>
        What you see was found then; it no longer stands in HubSpot.
        {undo && ` ${undoInWords(undo)}.`} Enrich again to write it anew.
      </Text>
    </Alert>
  );
}
