import { Flex } from '@hubspot/ui-extensions';
import { enrichAsk, previewAsk, refreshAsk } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { AskButton } from './AskButton.tsx';
import { UndoButton } from './UndoButton.tsx';

/** One click enriches; beside it, to look first, to ask the sources anew, and to take it back. */
export function EnrichButtons() {
  const { card, shown } = useCardContext();
  const isConnected = card?.connection.status === 'connected';
  return (
    <Flex direction="row" gap="sm" wrap="wrap" align="center">
      <AskButton
        ask={enrichAsk}
        variant={card?.preview ? 'secondary' : 'primary'}
        size="md"
        disabled={!isConnected}
      >
        Enrich with oppSpot
      </AskButton>
      <AskButton ask={previewAsk} disabled={!isConnected}>
        Preview first
      </AskButton>
      {shown && (
        <AskButton ask={refreshAsk} disabled={!isConnected}>
          Refresh sources
        </AskButton>
      )}
      {card?.latest && <UndoButton latest={card.latest} />}
    </Flex>
  );
}
