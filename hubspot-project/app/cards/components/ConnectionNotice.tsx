import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { useReconnectUrl } from '../hooks/use-reconnect-url.ts';
import { offers } from '../text/problems.ts';
import { ReconnectLink } from './ReconnectLink.tsx';

/** What an admin has to do before anything works again, and the way there. Nothing while all is well. */
export function ConnectionNotice() {
  const { card, reload } = useCardContext();
  const mayConnect = useReconnectUrl() !== null;
  if (!card || card.connection.status === 'connected') return null;
  return (
    <Alert title="oppSpot must be connected again" variant="warning">
      <Flex direction="column" gap="sm" align="start">
        <Text>
          {mayConnect
            ? 'HubSpot no longer accepts this connection. Connect it again: your settings stay as they are.'
            : (card.connection.message ?? 'Ask an admin to connect oppSpot again in its settings.')}
        </Text>
        <ReconnectLink />
        <Button size="sm" onClick={reload}>
          {offers.look}
        </Button>
      </Flex>
    </Alert>
  );
}
