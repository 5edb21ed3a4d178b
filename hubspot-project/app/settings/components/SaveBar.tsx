import { Button, Divider, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { LoadedSettings } from '../hooks/useSettings.ts';
import { sectionTitles } from '../text/words.ts';

interface SaveBarProps {
  readonly settings: LoadedSettings;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/**
 * Save stays enabled while nothing is changed: an input reports its value when it is left, which is
 * the same click that would meet a disabled button.
 */
export function SaveBar({ settings, onSave, onDiscard }: SaveBarProps) {
  const { changed, busy } = settings;
  const names = changed.map((section) => sectionTitles[section]);
  return (
    <Flex direction="column" gap="small">
      <Divider />
      <Flex gap="small" align="center" wrap="wrap">
        <LoadingButton variant="primary" loading={busy === 'saving'} onClick={onSave}>
          Save
        </LoadingButton>
        <Button disabled={changed.length === 0 || busy === 'saving'} onClick={onDiscard}>
          Discard changes
        </Button>
        <Text variant="microcopy">
          {names.length === 0 ? 'Everything is saved.' : `Not saved yet: ${names.join(', ')}.`}
        </Text>
      </Flex>
    </Flex>
  );
}
