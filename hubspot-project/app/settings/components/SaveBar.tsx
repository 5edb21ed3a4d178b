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
        <Text variant="microcopy">{standing(settings)}</Text>
      </Flex>
    </Flex>
  );
}

/** Notices stand at the top of the page, out of sight of whoever saves at its end. */
function standing({ changed, faults, problem }: LoadedSettings): string {
  if (faults.length > 0) return 'Not saved: the list at the top says what to fix.';
  if (problem?.code === 'settings_changed') return 'Not saved: see the notice at the top.';
  if (changed.length === 0) return 'Everything is saved.';
  return `Not saved yet: ${changed.map((section) => sectionTitles[section]).join(', ')}.`;
}
