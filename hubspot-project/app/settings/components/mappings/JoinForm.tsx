import { Flex, Input, Text } from '@hubspot/ui-extensions';
import type { StepOf } from '../../draft/transforms.ts';
import { inputProps } from '../editor.ts';
import { FieldSequence } from './FieldSequence.tsx';
import type { StepFormProps } from './StepForm.tsx';

/** This value and others in one text. */
export function JoinForm(props: StepFormProps<StepOf<'join'>>) {
  const { editor, path, label, step, onChange } = props;
  return (
    <Flex direction="column" gap="small" align="start">
      <Text>This value and those of other fields, without the empty ones.</Text>
      <FieldSequence {...props} />
      <Input
        {...inputProps(editor, `${path}.separator`)}
        label={`${label}: between them`}
        description="A comma and a space, for example."
        value={step.separator}
        onChange={(separator) => onChange({ ...step, separator }, '.separator')}
      />
    </Flex>
  );
}
