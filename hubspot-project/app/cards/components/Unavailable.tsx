import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import type { Trouble } from '../hooks/view.ts';
import { explain, isAboutConnection, isCuredByConnecting, offers } from '../text/problems.ts';
import { ReconnectLink } from './ReconnectLink.tsx';
import { RetryButton } from './RetryButton.tsx';

/** The whole card when nothing could be loaded: what happened and what to do next. */
export function Unavailable({ trouble }: { readonly trouble: Trouble }) {
  const { reload } = useCardContext();
  const { error } = trouble;
  const { title, next } = explain(error);
  return (
    <ErrorState title={title} type={isAboutConnection(error) ? 'lock' : 'error'}>
      <Flex direction="column" gap="sm" align="center">
        <Text>{error.message}</Text>
        {isCuredByConnecting(error) && <ReconnectLink />}
        {next === 'again' ? (
          <RetryButton trouble={trouble} />
        ) : (
          <Button onClick={reload}>{offers.look}</Button>
        )}
        {error.requestId && (
          <Text variant="microcopy">Reference for support: {error.requestId}</Text>
        )}
      </Flex>
    </ErrorState>
  );
}
