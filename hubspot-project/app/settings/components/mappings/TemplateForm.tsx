import { Accordion, Flex, Input, List, Text } from '@hubspot/ui-extensions';
import type { StepOf } from '../../draft/transforms.ts';
import { inputProps } from '../editor.ts';
import type { StepFormProps } from './StepForm.tsx';

/** A text with places for values. */
export function TemplateForm(props: StepFormProps<StepOf<'template'>>) {
  const { editor, path, label, step, onChange } = props;
  return (
    <Flex direction="column" gap="small">
      <Input
        {...inputProps(editor, `${path}.text`)}
        label={`${label}: text`}
        description="{value} stands for this value. Where one of its values is missing, nothing is written."
        placeholder="{value} ({company_city})"
        required
        value={step.text}
        onChange={(text) => onChange({ ...step, text }, '.text')}
      />
      <Accordion title="Names of the other fields" size="xs">
        <List>
          {editor.fields.map(({ name, label: title }) => (
            <Text key={name}>
              {title}: {`{${name}}`}
            </Text>
          ))}
        </List>
      </Accordion>
    </Flex>
  );
}
