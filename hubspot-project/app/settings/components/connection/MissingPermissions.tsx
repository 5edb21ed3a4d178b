import { Alert, Flex, List, Text } from '@hubspot/ui-extensions';
import type { ConnectionState } from '../../../../../shared/contract/settings.ts';
import { ReconnectButton } from './ReconnectButton.tsx';

/** What is off because a permission was not granted; nothing when all were. */
export function MissingPermissions({ connection }: { readonly connection: ConnectionState }) {
  const { scopes, status, message } = connection;
  const missing = scopes.filter(({ granted }) => granted === false);
  // While nothing is accepted, the banner says all there is to do.
  if (missing.length === 0 || status !== 'connected') return null;
  const isLacking = missing.some(({ required }) => required);
  return (
    <Alert
      title={isLacking ? 'The connection needs attention' : 'Some features are off'}
      variant={isLacking ? 'warning' : 'info'}
    >
      <Flex direction="column" gap="small" align="start">
        <Text>
          {message ??
            'These permissions were not granted, so oppSpot does without what they enable:'}
        </Text>
        <List>
          {missing.map(({ scope, enables, required }) => (
            <Text key={scope}>
              {enables} ({scope}
              {required ? ', required' : ''})
            </Text>
          ))}
        </List>
        <ReconnectButton>Reconnect and grant them</ReconnectButton>
      </Flex>
    </Alert>
  );
}
