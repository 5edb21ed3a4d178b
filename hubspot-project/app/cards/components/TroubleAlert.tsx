import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { previewAsk } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import type { Trouble } from '../hooks/view.ts';
import { explain, offers } from '../text/problems.ts';
import { RetryButton } from './RetryButton.tsx';

/** Why the last question came to nothing, and what to do next. */
export function TroubleAlert({ trouble }: { readonly trouble: Trouble }) {
  const card = useCardContext();
  const { error } = trouble;
  const { title, variant, next, advice } = explain(error);
  return (
    <Alert title={title} variant={variant}>
      <Flex direction="column" gap="sm" align="start">
        <Text>{error.message}</Text>
        {advice && <Text>{advice}</Text>}
        {next === 'again' && <RetryButton trouble={trouble} />}
        {next === 'look' && (
          <Button size="sm" onClick={card.reload}>
            {offers.look}
          </Button>
        )}
        {next === 'preview' && (
          <Button size="sm" onClick={() => card.start(previewAsk())}>
            {offers.preview}
          </Button>
        )}
        {variant === 'danger' && error.requestId && (
          <Text variant="microcopy">Reference for support: {error.requestId}</Text>
        )}
      </Flex>
    </Alert>
  );
}
