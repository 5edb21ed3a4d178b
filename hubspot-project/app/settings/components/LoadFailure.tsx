import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { CardError } from '../../../../shared/contract/answer.ts';
import { useSecondsLeft } from '../hooks/useSecondsLeft.ts';
import { canReconnect, errorTitle } from '../text/errors.ts';
import { ReconnectButton } from './connection/ReconnectButton.tsx';

interface LoadFailureProps {
  readonly error: CardError;
  /** Where the error has no name of its own. */
  readonly title: string;
  readonly onRetry: () => void;
}

/** Instead of a page or a tab: what happened, what to do next, and trying again as soon as it makes sense. */
export function LoadFailure({ error, title, onRetry }: LoadFailureProps) {
  const seconds = useSecondsLeft(error.retryAfterMs);
  return (
    <ErrorState
      title={errorTitle(error.code, title)}
      type={canReconnect(error.code) ? 'lock' : 'error'}
    >
      <Flex direction="column" gap="small" align="center">
        <Text>{error.message}</Text>
        {canReconnect(error.code) && (
          <ReconnectButton variant="primary">Connect oppSpot</ReconnectButton>
        )}
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
