import { Button, Flex, Select } from '@hubspot/ui-extensions';
import type { StepOf } from '../../draft/transforms.ts';
import { inputProps } from '../editor.ts';
import type { StepFormProps } from './StepForm.tsx';

/** As many as the server takes. */
const mostFields = 10;

/** Other oppSpot fields, in an order that matters. */
export function FieldSequence<Step extends StepOf<'join'> | StepOf<'first-of'>>(
  props: StepFormProps<Step>,
) {
  const { editor, path, label, field, step, onChange } = props;
  const options = editor.fields
    .filter(({ name }) => name !== field)
    .map(({ name, label }) => ({ value: name, label }));
  const change = (fields: readonly string[], below = '') =>
    onChange({ ...step, fields }, `.fields${below}`);
  return (
    <Flex direction="column" gap="small" align="start">
      {step.fields.map((chosen, index) => {
        const here = `${path}.fields.${index}`;
        return (
          <Flex key={here} gap="small" align="end" wrap="wrap">
            <Select
              {...inputProps(editor, here)}
              label={`${label}: field ${index + 1}`}
              placeholder="Choose a field"
              required
              value={chosen === '' ? undefined : chosen}
              options={options}
              onChange={(name) =>
                change(step.fields.toSpliced(index, 1, String(name)), `.${index}`)
              }
            />
            {step.fields.length > 1 && (
              <Button size="sm" onClick={() => change(step.fields.toSpliced(index, 1))}>
                {`${label}: remove field ${index + 1}`}
              </Button>
            )}
          </Flex>
        );
      })}
      {step.fields.length < mostFields && (
        <Button size="sm" onClick={() => change([...step.fields, ''])}>
          {`${label}: add a field`}
        </Button>
      )}
    </Flex>
  );
}
