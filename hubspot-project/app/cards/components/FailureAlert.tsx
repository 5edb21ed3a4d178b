import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { explain } from '../text/problems.ts';
import { EnrichAgain } from './EnrichAgain.tsx';

/** Why the newest run decided nothing. Nothing when it did. */
export function FailureAlert() {
  const { card, dates } = useCardContext();
  if (!card?.failure) return null;
  const { error, at } = card.failure;
  const { title, variant, next, advice } = explain(error);
  return (
    <Alert title={title} variant={variant}>
      <Flex direction="column" gap="sm" align="start">
        <Text>
          {error.message} ({dates.moment(at)})
        </Text>
        {advice && <Text>{advice}</Text>}
        {next !== 'none' && <EnrichAgain waitMs={error.retryAfterMs ?? 0} />}
      </Flex>
    </Alert>
  );
}
