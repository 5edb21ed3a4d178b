import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  List,
  StatusTag,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { Disconnected } from '../../../../shared/contract/integrations.ts';
import type { SettingsApi } from '../api/settings-api.ts';
import type { LoadedSettings } from '../hooks/useSettings.ts';
import { dayText } from '../text/dates.ts';
import { Disconnect } from './connection/Disconnect.tsx';
import { MissingPermissions } from './connection/MissingPermissions.tsx';
import { ReconnectButton } from './connection/ReconnectButton.tsx';
import { Provisioning } from './Provisioning.tsx';
import { ScopeTable } from './ScopeTable.tsx';
import { SectionHeading } from './SectionHeading.tsx';

interface ConnectionTabProps {
  readonly settings: LoadedSettings;
  readonly api: SettingsApi;
  readonly onRepair: () => void;
  readonly onDisconnected: (left: Disconnected) => void;
}

/** Which account oppSpot works in, what it may do there, and whether its properties stand. */
export function ConnectionTab(props: ConnectionTabProps) {
  const { settings, api, onRepair, onDisconnected } = props;
  const { user } = useExtensionContext<'settings'>();
  const { connection, provisioning } = settings.state;
  const isConnected = connection.status === 'connected';
  return (
    <Flex direction="column" gap="large">
      <MissingPermissions connection={connection} />
      <DescriptionList direction="row">
        <DescriptionListItem label="State">
          <StatusTag variant={isConnected ? 'success' : 'danger'}>
            {isConnected ? 'Connected' : 'Needs permission again'}
          </StatusTag>
        </DescriptionListItem>
        <DescriptionListItem label="Account">
          <Text>{connection.displayName}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="HubSpot account id">
          <Text>{connection.accountId}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Connected since">
          <Text>{dayText(connection.connectedAt, user.locale)}</Text>
        </DescriptionListItem>
      </DescriptionList>
      {isConnected && (
        <Flex gap="small" align="center" wrap="wrap">
          <ReconnectButton />
          <Text variant="microcopy">
            To grant more permissions, or when the person who connected oppSpot leaves your team.
          </Text>
        </Flex>
      )}
      <ScopeTable scopes={connection.scopes} />
      <Provisioning
        provisioning={provisioning}
        isRepairing={settings.busy === 'repairing'}
        onRepair={onRepair}
      />
      <Flex direction="column" gap="small">
        <SectionHeading title="Show oppSpot on records">
          HubSpot does not place a card by itself: an admin does it once per view.
        </SectionHeading>
        <Accordion title="How to place the card" size="sm">
          <List variant="ordered">
            <Text>Open any contact and choose Customise record above the middle column.</Text>
            <Text>Choose the view that your team uses, or the default view.</Text>
            <Text>Add a tab or open one, choose Add cards, then oppSpot under Apps.</Text>
            <Text>For the sidebar, add “oppSpot at a glance” to the right column.</Text>
            <Text>Save, and do the same on a company.</Text>
          </List>
        </Accordion>
      </Flex>
      <Disconnect api={api} accountId={connection.accountId} onDisconnected={onDisconnected} />
    </Flex>
  );
}
