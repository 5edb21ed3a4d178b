import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { offers } from '../text/problems.ts';

/** What an admin has to do before anything works again. Nothing while all is well. */
export function ConnectionNotice() {
  const { card, reload } = useCardContext();
  if (!card || card.connection.status === 'connected') return null;
  return (
    <Alert title="oppSpot must be connected again" variant="warning">
      <Flex direction="column" gap="sm" align="start">
        <Text>
          {card.connection.message ?? 'Ask an admin to connect oppSpot again in its settings.'}
        </Text>
        <Button size="sm" onClick={reload}>
          {offers.look}
        </Button>
      </Flex>
    </Alert>
  );
}
