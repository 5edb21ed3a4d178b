import { Button, Divider, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';

interface SaveBarProps {
  /** What the button saves: "Save", or "Save mappings". */
  readonly name: string;
  readonly isSaving: boolean;
  readonly isChanged: boolean;
  /** How things stand, in a sentence. */
  readonly standing: string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/**
 * Save stays enabled while nothing is changed: an input reports its value when it is left, which is
 * the same click that would meet a disabled button.
 */
export function SaveBar(props: SaveBarProps) {
  const { name, isSaving, isChanged, standing, onSave, onDiscard } = props;
  return (
    <Flex direction="column" gap="small">
      <Divider />
      <Flex gap="small" align="center" wrap="wrap">
        <LoadingButton variant="primary" loading={isSaving} onClick={onSave}>
          {name}
        </LoadingButton>
        <Button disabled={!isChanged || isSaving} onClick={onDiscard}>
          Discard changes
        </Button>
        <Text variant="microcopy">{standing}</Text>
      </Flex>
    </Flex>
  );
}
