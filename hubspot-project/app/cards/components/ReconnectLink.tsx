import { Button, Text } from '@hubspot/ui-extensions';
import { useReconnectUrl } from '../hooks/use-reconnect-url.ts';

/** For whoever manages the account's apps the way to HubSpot's consent page, for others whom to ask. */
export function ReconnectLink() {
  const url = useReconnectUrl();
  if (url === null) {
    return (
      <Text variant="microcopy">
        An admin of your HubSpot account can do that in a minute. Nothing of oppSpot’s results is
        lost.
      </Text>
    );
  }
  return (
    <Button size="sm" variant="primary" href={{ url, external: true }}>
      Connect oppSpot
    </Button>
  );
}
