/** Steps of a mapping while they are edited: numbers may be missing, fields and texts empty. */
import type { MappingTransform } from '../../../../shared/mapping/transform.ts';
import type { Typed } from './draft.ts';

export type StepName = MappingTransform['name'];
type Case = Extract<MappingTransform, { name: 'case' }>['to'];
type DateFormat = Extract<MappingTransform, { name: 'date' }>['format'];

export interface ReplacementDraft {
  readonly from: string;
  readonly to: string;
}

export type StepDraft =
  | { readonly name: 'trim' }
  | { readonly name: 'case'; readonly to: Case }
  | { readonly name: 'number'; readonly decimals: Typed; readonly multiply: Typed }
  | { readonly name: 'date'; readonly format: DateFormat }
  | { readonly name: 'truncate'; readonly length: Typed; readonly ellipsis: boolean }
  | {
      readonly name: 'map';
      readonly values: readonly ReplacementDraft[];
      /** Empty: what is not in the list stays. */
      readonly otherwise: string;
    }
  | { readonly name: 'join'; readonly fields: readonly string[]; readonly separator: string }
  | { readonly name: 'template'; readonly text: string }
  | { readonly name: 'first-of'; readonly fields: readonly string[] };

export type StepOf<Name extends StepName> = Extract<StepDraft, { name: Name }>;

const newSteps: { readonly [Name in StepName]: StepOf<Name> } = {
  trim: { name: 'trim' },
  case: { name: 'case', to: 'title' },
  number: { name: 'number', decimals: 0, multiply: 1 },
  date: { name: 'date', format: 'iso-date' },
  truncate: { name: 'truncate', length: 250, ellipsis: true },
  map: { name: 'map', values: [{ from: '', to: '' }], otherwise: '' },
  join: { name: 'join', fields: [''], separator: ', ' },
  template: { name: 'template', text: '{value}' },
  'first-of': { name: 'first-of', fields: [''] },
};

/** A step as it is when it has just been added. */
export function newStep(name: StepName): StepDraft {
  return newSteps[name];
}

export function toStepDraft(step: MappingTransform): StepDraft {
  return step.name === 'map' ? { ...step, otherwise: step.otherwise ?? '' } : step;
}

/** What is sent. Meaningful only for a step without faults. */
export function toTransform(step: StepDraft): MappingTransform {
  switch (step.name) {
    case 'number':
      return { ...step, decimals: known(step.decimals), multiply: known(step.multiply) };
    case 'truncate':
      return { ...step, length: known(step.length) };
    case 'map':
      return {
        ...step,
        values: step.values.map(({ from, to }) => ({ from, to })),
        otherwise: step.otherwise === '' ? null : step.otherwise,
      };
    case 'join':
    case 'first-of':
      return { ...step, fields: [...step.fields] };
    default:
      return step;
  }
}

function known(value: Typed): number {
  return value ?? Number.NaN;
}
