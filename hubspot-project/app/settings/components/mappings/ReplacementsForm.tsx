import { Button, Flex, Input } from '@hubspot/ui-extensions';
import { changed } from '../../draft/lists.ts';
import type { ReplacementDraft, StepOf } from '../../draft/transforms.ts';
import { inputProps } from '../editor.ts';
import type { StepFormProps } from './StepForm.tsx';

/** Exact values and what stands for them. */
export function ReplacementsForm(props: StepFormProps<StepOf<'map'>>) {
  const { editor, path, label, step, onChange } = props;
  const change = (values: readonly ReplacementDraft[], below = '') =>
    onChange({ ...step, values }, `.values${below}`);
  return (
    <Flex direction="column" gap="small" align="start">
      {step.values.map(({ from, to }, index) => {
        const here = `${path}.values.${index}`;
        const number = `${label}, value ${index + 1}`;
        return (
          <Flex key={here} gap="small" align="end" wrap="wrap">
            <Input
              {...inputProps(editor, `${here}.from`)}
              label={`${number}: oppSpot has`}
              value={from}
              onChange={(typed) =>
                change(changed(step.values, index, { from: typed }), `.${index}.from`)
              }
            />
            <Input
              {...inputProps(editor, `${here}.to`)}
              label={`${number}: HubSpot gets`}
              value={to}
              onChange={(typed) =>
                change(changed(step.values, index, { to: typed }), `.${index}.to`)
              }
            />
            {step.values.length > 1 && (
              <Button size="sm" onClick={() => change(step.values.toSpliced(index, 1))}>
                {`${label}: remove value ${index + 1}`}
              </Button>
            )}
          </Flex>
        );
      })}
      <Button size="sm" onClick={() => change([...step.values, { from: '', to: '' }])}>
        {`${label}: add a value`}
      </Button>
      <Input
        {...inputProps(editor, `${path}.otherwise`)}
        label={`${label}: everything else becomes`}
        description="Leave it empty to keep what is not in the list."
        value={step.otherwise}
        onChange={(otherwise) => onChange({ ...step, otherwise }, '.otherwise')}
      />
    </Flex>
  );
}
