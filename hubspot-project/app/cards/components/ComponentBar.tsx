import { Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { Score } from '../../../../shared/contract/v1.ts';
import { percent } from '../text/numbers.ts';
import { wordFor } from '../text/words.ts';

/** One part of the score, or why it is unknown. */
export function ComponentBar({ component }: { readonly component: Score['components'][number] }) {
  const { name, value, weight, effectiveWeight, coverage, unknownReason } = component;
  const label = wordFor('component', name);
  if (value === null) {
    return (
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: 'demibold' }}>{`${label}: unknown`}</Text>
        <Text variant="microcopy">
          {`${unknownReason ?? 'Nothing was found.'} Its ${percent(weight)} of the weight is left out.`}
        </Text>
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="xs">
      <ProgressBar
        title={label}
        aria-label={label}
        value={value}
        valueDescription={`${Math.round(value)} of 100`}
      />
      <Text variant="microcopy">
        {`${percent(effectiveWeight)} of the score; ${percent(coverage)} of what it looks for was found.`}
      </Text>
    </Flex>
  );
}
