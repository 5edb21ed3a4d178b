import { Button, Text } from '@hubspot/ui-extensions';
import { useReconnectUrl } from '../../hooks/useReconnectUrl.ts';

interface ReconnectButtonProps {
  readonly variant?: 'primary' | 'secondary';
  readonly children?: string;
}

/** Leads to HubSpot's consent page, in a window of its own. */
export function ReconnectButton({
  variant = 'secondary',
  children = 'Reconnect',
}: ReconnectButtonProps) {
  const url = useReconnectUrl();
  if (url === null) return <Text>Install the app from the marketplace again.</Text>;
  return (
    <Button variant={variant} size="sm" href={{ url, external: true }}>
      {children}
    </Button>
  );
}
