import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';

/** Whether oppSpot may work in this account, and what limits it. Nothing while all is well. */
export function ConnectionNotice() {
  const { card, reload } = useCardContext();
  if (!card) return null;
  const { connection, limits } = card;
  const isConnected = connection.status === 'connected';
  return (
    <>
      {!isConnected && (
        <Alert title="oppSpot must be connected again" variant="warning">
          <Flex direction="column" gap="sm" align="start">
            <Text>
              {connection.message ??
                'Ask an admin to connect oppSpot again under Settings, Integrations, Connected apps.'}
            </Text>
            <Button size="sm" onClick={reload}>
              Look again
            </Button>
          </Flex>
        </Alert>
      )}
      {limits.length > 0 && (
        <Alert title="oppSpot is limited in this account" variant="info">
          {limits.map(({ code, message }) => (
            <Text key={code}>{message}</Text>
          ))}
        </Alert>
      )}
    </>
  );
}
