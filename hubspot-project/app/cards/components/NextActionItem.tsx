import { Flex, Text } from '@hubspot/ui-extensions';
import type { NextAction } from '../../../../shared/contract/v1.ts';
import { ActionTaskState } from './ActionTaskState.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** One suggestion with its reason, its sources and its task. */
export function NextActionItem({ action }: { readonly action: NextAction }) {
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>{action.title}</Text>
        <Text variant="microcopy">
          {`${action.reason} ${priorities[action.priority]} `}
          <SourceLinks evidenceIds={action.evidenceIds} />
        </Text>
      </Flex>
      <ActionTaskState action={action} />
    </Flex>
  );
}

const priorities = { high: 'High priority.', medium: 'Medium priority.', low: 'Low priority.' };
