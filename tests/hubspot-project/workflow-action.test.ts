import { expect, expectTypeOf, it } from 'vitest';
import { stageName } from '../../shared/contract/v1.ts';
import { type WorkflowOutputs, workflowInputs } from '../../shared/contract/workflow-action.ts';
import { level } from '../../shared/evidence/signal.ts';
import { workflowActionMeta } from './support/meta-schemas.ts';
import { metaOf, readProfile, readProject, withProfile } from './support/project.ts';

const project = withProfile(readProject(), readProfile('local').variables);
const { config } = workflowActionMeta.parse(metaOf(project, 'workflow-action').content);

function optionsOf(fields: readonly { typeDefinition: object }[], name: string): string[] | null {
  const found = fields
    .map(({ typeDefinition }) => typeDefinition as { name: string; options?: { value: string }[] })
    .find((definition) => definition.name === name);
  return found?.options?.map(({ value }) => value) ?? null;
}

it('asks for exactly the inputs that the server reads', () => {
  const names = config.inputFields.map(({ typeDefinition }) => typeDefinition.name);
  expect(names.toSorted()).toEqual(Object.keys(workflowInputs.shape).toSorted());
  for (const name of Object.keys(workflowInputs.shape) as (keyof typeof workflowInputs.shape)[]) {
    const options = optionsOf(config.inputFields, name) ?? [];
    // A value that the server does not know falls back to its default and comes back changed.
    for (const value of options) expect(workflowInputs.shape[name].parse(value)).toBe(value);
    expect(options).toHaveLength(workflowInputs.shape[name].unwrap().options.length);
  }
});

it('needs no input, so that a workflow works as soon as the action is in it', () => {
  expect(config.inputFields.every(({ isRequired }) => !isRequired)).toBe(true);
  expect(workflowInputs.parse({})).toEqual({ force_refresh: 'false', write_mode: 'write' });
});

it('promises exactly the outputs that the server gives', () => {
  const promised = {
    oppspot_score: null,
    oppspot_stage: stageName.options,
    oppspot_confidence: level.options,
    oppspot_summary: null,
    oppspot_status: ['completed', 'partial', 'previewed', 'skipped', 'failed'],
  } satisfies Record<keyof WorkflowOutputs, readonly string[] | null>;
  expectTypeOf<WorkflowOutputs['oppspot_status']>().toEqualTypeOf<
    'completed' | 'partial' | 'previewed' | 'skipped' | 'failed'
  >();
  const found = config.outputFields.map(({ typeDefinition: { name } }) => {
    const options = optionsOf(config.outputFields, name);
    return [name, options?.toSorted() ?? null];
  });
  const wanted = Object.entries(promised).map(([name, options]) => [
    name,
    options === null ? null : [...options].sort(),
  ]);
  expect(found).toEqual(wanted);
});
