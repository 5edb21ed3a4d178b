import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { LoadedSettings } from '../../hooks/useSettings.ts';
import { ReconnectButton } from './ReconnectButton.tsx';

interface ReconnectBannerProps {
  readonly settings: LoadedSettings;
  readonly onLook: () => void;
}

/** On every tab while HubSpot accepts nothing from oppSpot; nothing while it does. */
export function ReconnectBanner({ settings, onLook }: ReconnectBannerProps) {
  const { status, message } = settings.state.connection;
  if (status === 'connected') return null;
  return (
    <Alert title="Connect oppSpot again" variant="danger">
      <Flex direction="column" gap="small" align="start">
        <Text>{message ?? 'HubSpot no longer accepts this connection.'}</Text>
        <Text>Until then nothing is enriched and nothing is written.</Text>
        <Flex gap="small" wrap="wrap">
          <ReconnectButton variant="primary" />
          <LoadingButton size="sm" loading={settings.busy === 'refreshing'} onClick={onLook}>
            Look again
          </LoadingButton>
        </Flex>
      </Flex>
    </Alert>
  );
}
