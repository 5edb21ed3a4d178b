import { Alert, Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { SettingsApi } from '../../api/settings-api.ts';
import { useProvider } from '../../hooks/useProvider.ts';
import { errorTitle } from '../../text/errors.ts';
import { SupportReference } from '../LoadFailure.tsx';
import { SectionHeading } from '../SectionHeading.tsx';
import { ProviderForm } from './ProviderForm.tsx';

/** A service of the account's own that is asked for company facts besides the public sources. */
export function OwnProvider({ api }: { readonly api: SettingsApi }) {
  const [board, actions] = useProvider(api);
  const { provider, error } = board;
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="A data provider of your own">
        A service of yours, or People Data Labs with your key, is asked for company facts besides
        the public sources. What it says counts for your account only.
      </SectionHeading>
      {error !== null && (
        <Alert title={errorTitle(error.code, 'Your provider could not be loaded')} variant="danger">
          <Flex direction="column" gap="small" align="start">
            <Text>{error.message}</Text>
            <Button size="sm" onClick={actions.reload}>
              Load the provider again
            </Button>
            <SupportReference requestId={error.requestId} />
          </Flex>
        </Alert>
      )}
      {error === null && provider === undefined && (
        <LoadingSpinner label="Loading your provider" showLabel size="sm" />
      )}
      {provider !== undefined && (
        <ProviderForm
          key={provider?.updatedAt ?? 'none'}
          provider={provider}
          problem={board.problem}
          doing={board.doing}
          actions={actions}
        />
      )}
    </Flex>
  );
}
