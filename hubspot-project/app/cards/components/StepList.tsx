import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import type { RunStep } from '../../../../shared/contract/card.ts';

const states = {
  started: { word: 'Asking', variant: 'info' },
  done: { word: 'Done', variant: 'success' },
  failed: { word: 'Failed', variant: 'danger' },
} as const;

/** Each source that is asked, with its state. */
export function StepList({ steps }: { readonly steps: readonly RunStep[] }) {
  return (
    <Flex direction="row" gap="md" wrap="wrap">
      {steps.map((step) => (
        <Flex key={step.provider} direction="row" gap="xs" align="center">
          <Text inline>{step.message}</Text>
          <StatusTag variant={states[step.state].variant}>{states[step.state].word}</StatusTag>
        </Flex>
      ))}
    </Flex>
  );
}
