import { Button, Flex, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { moved } from '../../draft/lists.ts';
import { newStep, type StepDraft, type StepName } from '../../draft/transforms.ts';
import { steps as kinds, stepLabel } from '../../text/mappings.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import type { MappingsEditor } from './context.ts';
import { Step } from './Step.tsx';

/** As many as the server takes. */
const mostSteps = 10;

interface StepListProps {
  readonly editor: MappingsEditor;
  /** Dotted path of the list. */
  readonly path: string;
  /** The oppSpot field whose values pass through. */
  readonly field: string;
  readonly steps: readonly StepDraft[];
  /** @param path of what was changed, below the list */
  readonly onChange: (steps: readonly StepDraft[], path: string) => void;
}

/** What is done to a value on the way, one step after the other. */
export function StepList({ editor, path, field, steps, onChange }: StepListProps) {
  const [kind, setKind] = useState<StepName>('trim');
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="On the way to HubSpot">
        Steps that shape the value, from the first to the last.
      </SectionHeading>
      {steps.length === 0 && <Text>The value is written as oppSpot has it.</Text>}
      {steps.map((step, index) => {
        const here = `${path}.${index}`;
        return (
          <Step
            key={here}
            editor={editor}
            path={here}
            field={field}
            step={step}
            position={index + 1}
            isLast={index === steps.length - 1}
            onChange={(next, below) =>
              onChange(steps.toSpliced(index, 1, next), `.${index}${below}`)
            }
            onMove={(by) => onChange(moved(steps, index, by), '')}
            onRemove={() => onChange(steps.toSpliced(index, 1), '')}
          />
        );
      })}
      {steps.length < mostSteps && (
        <Flex gap="small" align="end" wrap="wrap">
          <Select
            name={`${path}.new`}
            label="Next step"
            value={kind}
            options={kinds.map(({ name, label }) => ({ value: name, label }))}
            onChange={(chosen) => setKind(chosen as StepName)}
          />
          <Button size="sm" onClick={() => onChange([...steps, newStep(kind)], '')}>
            Add “{stepLabel(kind)}”
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
