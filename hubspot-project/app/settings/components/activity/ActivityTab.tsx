import {
  Alert,
  Button,
  EmptyState,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Text,
} from '@hubspot/ui-extensions';
import type { SettingsState } from '../../../../../shared/contract/settings.ts';
import type { SettingsApi } from '../../api/settings-api.ts';
import { useActivity } from '../../hooks/useActivity.ts';
import { errorTitle } from '../../text/errors.ts';
import { LoadFailure, SupportReference } from '../LoadFailure.tsx';
import { SectionHeading } from '../SectionHeading.tsx';
import { ActivityTable } from './ActivityTable.tsx';

interface ActivityTabProps {
  readonly api: SettingsApi;
  readonly owners: SettingsState['owners']['items'];
}

/** Who did what through oppSpot, newest first. */
export function ActivityTab({ api, owners }: ActivityTabProps) {
  const [{ events, cursor, error, isLoading }, { reload, more }] = useActivity(api);
  if (events === null) {
    return error === null ? (
      <LoadingSpinner label="Loading the activity" showLabel layout="centered" size="md" />
    ) : (
      <LoadFailure error={error} title="The activity could not be loaded" onRetry={reload} />
    );
  }
  return (
    <Flex direction="column" gap="medium">
      <SectionHeading title="Activity">
        Everything that oppSpot wrote, and every change of its settings. Nothing here can be changed
        or deleted by hand.
      </SectionHeading>
      {events.length === 0 ? (
        <EmptyState title="Nothing has happened yet" layout="vertical" imageName="idea">
          <Text>As soon as somebody enriches a record or saves settings, it stands here.</Text>
        </EmptyState>
      ) : (
        <ActivityTable events={events} owners={owners} />
      )}
      {error !== null && (
        <Alert title={errorTitle(error.code, 'The next page did not come')} variant="danger">
          <Text>{error.message}</Text>
          <SupportReference requestId={error.requestId} />
        </Alert>
      )}
      <Flex gap="small" wrap="wrap">
        {cursor !== null && (
          <LoadingButton size="sm" loading={isLoading} onClick={more}>
            Load more
          </LoadingButton>
        )}
        <Button size="sm" disabled={isLoading} onClick={reload}>
          Look again
        </Button>
      </Flex>
      <Text variant="microcopy">
        To keep or search all of it, export it as CSV or JSON lines from oppSpot’s API: GET
        /api/audit?format=csv with an administrator’s token.
      </Text>
    </Flex>
  );
}
