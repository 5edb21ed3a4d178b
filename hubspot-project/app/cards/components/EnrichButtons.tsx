import { Flex } from '@hubspot/ui-extensions';
import { enrichAsk, previewAsk, refreshAsk } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { AskButton } from './AskButton.tsx';

/** One click enriches; the other two are for those who want to look first or doubt what is cached. */
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
    </Flex>
  );
}
