import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { CardError } from '../../../../shared/contract/answer.ts';
import { useSecondsLeft } from '../hooks/useSecondsLeft.ts';
import { errorTitle, needsAdmin } from '../text/errors.ts';

interface LoadFailureProps {
  readonly error: CardError;
  readonly onRetry: () => void;
}

/** Instead of the page: what happened, what to do next, and trying again as soon as it makes sense. */
export function LoadFailure({ error, onRetry }: LoadFailureProps) {
  const seconds = useSecondsLeft(error.retryAfterMs);
  return (
    <ErrorState
      title={errorTitle(error.code, 'The settings could not be loaded')}
      type={needsAdmin(error.code) ? 'lock' : 'error'}
    >
      <Flex direction="column" gap="small" align="center">
        <Text>{error.message}</Text>
        <Button variant="secondary" disabled={seconds > 0} onClick={onRetry}>
          {seconds > 0 ? `Try again in ${seconds} s` : 'Try again'}
        </Button>
        <SupportReference requestId={error.requestId} />
      </Flex>
    </ErrorState>
  );
}

/** What support asks for, where the server gave one. */
export function SupportReference({ requestId }: { readonly requestId: string }) {
  if (requestId === '') return null;
  return <Text variant="microcopy">Support reference: {requestId}</Text>;
}
