import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Section } from '../draft/sections.ts';
import type { LoadedSettings } from '../hooks/useSettings.ts';
import { errorTitle } from '../text/errors.ts';
import { settingTitles } from '../text/words.ts';
import { FaultList } from './FaultList.tsx';
import { SupportReference } from './LoadFailure.tsx';

interface NoticesProps {
  readonly settings: LoadedSettings;
  readonly onTakeNewest: () => void;
  readonly onShow: (section: Section) => void;
}

/** What the last save or repair came to, above everything else; nothing when all went well. */
export function Notices({ settings, onTakeNewest, onShow }: NoticesProps) {
  const { problem, faults, contested, busy } = settings;
  if (problem === null && faults.length === 0 && contested.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      {faults.length > 0 && <FaultList faults={faults} onShow={onShow} />}
      {problem?.code === 'settings_changed' && (
        <Alert title="Somebody else saved these settings meanwhile" variant="warning">
          <Flex direction="column" gap="small" align="start">
            <Text>
              Nothing of yours was saved, and what you typed is still here. Load the newest
              settings, look at them, then save again.
            </Text>
            <LoadingButton loading={busy === 'refreshing'} onClick={onTakeNewest} size="sm">
              Load the newest, keep what I typed
            </LoadingButton>
          </Flex>
        </Alert>
      )}
      {problem !== null && problem.code !== 'settings_changed' && faults.length === 0 && (
        <Alert title={errorTitle(problem.code, 'That did not work')} variant="danger">
          <Text>{problem.message}</Text>
          <SupportReference requestId={problem.requestId} />
        </Alert>
      )}
      {contested.length > 0 && (
        <Alert title="You and somebody else changed the same settings" variant="warning">
          <Text>
            {contested.map((key) => settingTitles[key]).join(', ')}: what you typed is shown. Save
            to replace what was saved meanwhile, or discard your changes to take it over.
          </Text>
        </Alert>
      )}
    </Flex>
  );
}
