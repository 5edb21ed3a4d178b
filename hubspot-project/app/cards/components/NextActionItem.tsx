import { Box, Flex, Text } from '@hubspot/ui-extensions';
import type { NextAction } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { ActionTaskState } from './ActionTaskState.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** One suggestion with its reason, its sources and its task. */
export function NextActionItem({ action }: { readonly action: NextAction }) {
  const { place, card } = useCardContext();
  // A task's state and link need the whole width; a button does not.
  const isStacked =
    place === 'sidebar' || card?.tasks.some(({ actionId }) => actionId === action.id);
  return (
    <Flex
      direction={isStacked ? 'column' : 'row'}
      gap="sm"
      align={isStacked ? 'start' : 'center'}
      justify="between"
    >
      <Box flex={1}>
        <Text format={{ fontWeight: 'demibold' }}>{action.title}</Text>
        <Text variant="microcopy">
          {`${action.reason} ${priorities[action.priority]} `}
          <SourceLinks evidenceIds={action.evidenceIds} />
        </Text>
      </Box>
      <ActionTaskState action={action} />
    </Flex>
  );
}

const priorities = { high: 'High priority.', medium: 'Medium priority.', low: 'Low priority.' };
