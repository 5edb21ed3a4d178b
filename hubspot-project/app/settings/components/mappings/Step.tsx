import { Button, Flex, Heading, Text, Tile } from '@hubspot/ui-extensions';
import type { StepDraft } from '../../draft/transforms.ts';
import { stepLabel } from '../../text/mappings.ts';
import type { MappingsEditor } from './context.ts';
import { StepForm } from './StepForm.tsx';

interface StepProps {
  readonly editor: MappingsEditor;
  /** Dotted path of the step. */
  readonly path: string;
  /** The oppSpot field whose values pass through. */
  readonly field: string;
  readonly step: StepDraft;
  /** From 1. */
  readonly position: number;
  readonly isLast: boolean;
  /** @param path of what was changed, below the step */
  readonly onChange: (step: StepDraft, path: string) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** One step: what it does, and its place among the others. */
export function Step(props: StepProps) {
  const { editor, path, field, step, position, isLast, onChange, onMove, onRemove } = props;
  const fault = editor.faults.find((one) => one.field === path);
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Flex justify="between" align="center" wrap="wrap" gap="small">
          <Heading>
            Step {position}: {stepLabel(step.name)}
          </Heading>
          <Flex gap="extra-small" wrap="wrap">
            <Button size="xs" disabled={position === 1} onClick={() => onMove(-1)}>
              Move step {position} up
            </Button>
            <Button size="xs" disabled={isLast} onClick={() => onMove(1)}>
              Move step {position} down
            </Button>
            <Button size="xs" onClick={onRemove}>
              Remove step {position}
            </Button>
          </Flex>
        </Flex>
        {fault && <Text format={{ fontWeight: 'demibold' }}>To fix: {fault.message}</Text>}
        <StepForm
          editor={editor}
          path={path}
          label={`Step ${position}`}
          field={field}
          step={step}
          onChange={onChange}
        />
      </Flex>
    </Tile>
  );
}
