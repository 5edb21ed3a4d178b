import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { isRefused } from '../text/problems.ts';

/**
 * Before the first enrichment: what one click does and what it writes. Nothing where the record may
 * not be enriched: the alert above says so.
 */
export function NeverEnriched({ isCompact = false }: { readonly isCompact?: boolean }) {
  const { card } = useCardContext();
  if (card?.failure && isRefused(card.failure.error)) return null;
  return (
    <EmptyState
      title="Not enriched yet"
      layout={isCompact ? 'vertical' : 'horizontal'}
      imageName="building"
      imageWidth={isCompact ? 120 : 180}
      reverseOrder
      flush
    >
      <Flex direction="column" gap="sm">
        <Text>
          One click looks the company up in public sources and in HubSpot, scores it from 0 to 100
          with reasons, and writes oppSpot’s fields to this record.
        </Text>
        <Text variant="microcopy">
          Fields of your own follow the policies your admin set; unless changed, only empty ones are
          filled. You can preview before{isCompact ? ' in the oppSpot tab' : ''}, and undo after.
        </Text>
      </Flex>
    </EmptyState>
  );
}
