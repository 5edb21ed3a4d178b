import { Checkbox, Flex, Select, Text } from '@hubspot/ui-extensions';
import type { StepDraft, StepOf } from '../../draft/transforms.ts';
import { cases, dateFormats } from '../../text/mappings.ts';
import { inputProps } from '../editor.ts';
import { NumberField } from '../NumberField.tsx';
import type { MappingsEditor } from './context.ts';
import { FieldSequence } from './FieldSequence.tsx';
import { JoinForm } from './JoinForm.tsx';
import { ReplacementsForm } from './ReplacementsForm.tsx';
import { TemplateForm } from './TemplateForm.tsx';

/** What the form of a step needs. */
export interface StepFormProps<Step extends StepDraft> {
  readonly editor: MappingsEditor;
  /** Dotted path of the step. */
  readonly path: string;
  /** Begins the label of each input, since several steps may stand on the page. */
  readonly label: string;
  /** The oppSpot field whose values pass through. */
  readonly field: string;
  readonly step: Step;
  /** @param path of what was changed, below the step */
  readonly onChange: (step: Step, path: string) => void;
}

/** What there is to decide about a step. */
export function StepForm({ step, ...props }: StepFormProps<StepDraft>) {
  switch (step.name) {
    case 'trim':
      return <Text>Spaces at both ends go, and several in a row become one.</Text>;
    case 'case':
      return <CaseForm {...props} step={step} />;
    case 'number':
      return <NumberForm {...props} step={step} />;
    case 'date':
      return <DateForm {...props} step={step} />;
    case 'truncate':
      return <TruncateForm {...props} step={step} />;
    case 'map':
      return <ReplacementsForm {...props} step={step} />;
    case 'join':
      return <JoinForm {...props} step={step} />;
    case 'template':
      return <TemplateForm {...props} step={step} />;
    case 'first-of':
      return (
        <Flex direction="column" gap="small" align="start">
          <Text>This value, or where it has none, the first of these that has one.</Text>
          <FieldSequence {...props} step={step} />
        </Flex>
      );
  }
}

function CaseForm({ editor, path, label, step, onChange }: StepFormProps<StepOf<'case'>>) {
  return (
    <Select
      {...inputProps(editor, `${path}.to`)}
      label={`${label}: letters become`}
      value={step.to}
      options={[...cases]}
      onChange={(to) => onChange({ ...step, to: to as typeof step.to }, '.to')}
    />
  );
}

function NumberForm({ editor, path, label, step, onChange }: StepFormProps<StepOf<'number'>>) {
  return (
    <Flex gap="small" align="end" wrap="wrap">
      <NumberField
        editor={editor}
        path={`${path}.multiply`}
        label={`${label}: multiply by`}
        description="1 leaves the number as it is."
        value={step.multiply}
        onChange={(multiply) => onChange({ ...step, multiply }, '.multiply')}
      />
      <NumberField
        editor={editor}
        path={`${path}.decimals`}
        label={`${label}: decimals`}
        description="0 to 6; 0 rounds to whole numbers."
        value={step.decimals}
        onChange={(decimals) => onChange({ ...step, decimals }, '.decimals')}
      />
    </Flex>
  );
}

function DateForm({ editor, path, label, step, onChange }: StepFormProps<StepOf<'date'>>) {
  return (
    <Select
      {...inputProps(editor, `${path}.format`)}
      label={`${label}: write it as`}
      description="In universal time."
      value={step.format}
      options={[...dateFormats]}
      onChange={(format) => onChange({ ...step, format: format as typeof step.format }, '.format')}
    />
  );
}

function TruncateForm({ editor, path, label, step, onChange }: StepFormProps<StepOf<'truncate'>>) {
  return (
    <Flex direction="column" gap="small" align="start">
      <NumberField
        editor={editor}
        path={`${path}.length`}
        label={`${label}: characters at most`}
        value={step.length}
        onChange={(length) => onChange({ ...step, length }, '.length')}
      />
      <Checkbox
        name={`${path}.ellipsis`}
        checked={step.ellipsis}
        onChange={(ellipsis) => onChange({ ...step, ellipsis }, '.ellipsis')}
      >
        {`${label}: end a shortened text with …`}
      </Checkbox>
    </Flex>
  );
}
