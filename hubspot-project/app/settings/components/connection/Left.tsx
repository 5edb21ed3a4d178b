import { EmptyState, Flex, Text, useExtensionContext } from '@hubspot/ui-extensions';
import type { Disconnected } from '../../../../../shared/contract/integrations.ts';
import { dayText } from '../../text/dates.ts';
import { ReconnectButton } from './ReconnectButton.tsx';

/** Instead of the page once the account is disconnected: what is left to do, and the way back. */
export function Left({ left }: { readonly left: Disconnected }) {
  const { user } = useExtensionContext<'settings'>();
  return (
    <EmptyState title="oppSpot is disconnected" layout="vertical" imageName="storeDisabled">
      <Flex direction="column" gap="small" align="center">
        <Text>
          What we hold of this account is deleted on {dayText(left.deleteAfter, user.locale)}.
          Connect it again before then to go on where you stopped.
        </Text>
        {!left.uninstalled && (
          <Text format={{ fontWeight: 'demibold' }}>
            oppSpot could not take itself out of HubSpot. Remove the app yourself: Settings,
            Integrations, Connected apps, oppSpot, Uninstall.
          </Text>
        )}
        <ReconnectButton>Connect again</ReconnectButton>
      </Flex>
    </EmptyState>
  );
}
