import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { EnrichButtons } from './EnrichButtons.tsx';

/** Before the first enrichment: what one click does and what it writes. */
export function NeverEnriched({ isCompact = false }: { readonly isCompact?: boolean }) {
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
          filled. You can preview before, and undo after.
        </Text>
        <EnrichButtons />
      </Flex>
    </EmptyState>
  );
}
