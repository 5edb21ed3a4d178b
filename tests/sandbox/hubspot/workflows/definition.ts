/** What the engine needs of an action's definition file, and its rules for outputs. */
import { validationError } from '../http/errors.ts';
import type { Json } from '../http/input.ts';

interface FieldDefinition {
  readonly typeDefinition: {
    readonly name: string;
    readonly type: string;
    readonly options?: readonly { readonly value: string }[];
  };
}

/** The `config` of a workflow action's definition, its variables filled in. */
export interface ActionDefinition {
  readonly actionUrl: string;
  readonly objectTypes: readonly string[];
  readonly inputFields: readonly FieldDefinition[];
  readonly outputFields: readonly FieldDefinition[];
  readonly objectRequestOptions?: { readonly properties: readonly string[] };
}

/** Outputs by which an app says what becomes of the execution; no later step sees them. */
const ownOutputs: ReadonlySet<string> = new Set(['hs_execution_state', 'hs_expiration_duration']);

/** Throws HubSpot's 400 for an output that is not declared, or is not of its declared type. */
export function checkOutputs(action: ActionDefinition, outputs: Json): void {
  for (const [name, value] of Object.entries(outputs)) {
    if (typeof value !== 'string') throw validationError(`Output ${name} is not a string.`);
    if (ownOutputs.has(name) || value === '') continue;
    const declared = action.outputFields.find(({ typeDefinition }) => typeDefinition.name === name);
    if (!declared) throw validationError(`The action declares no output ${name}.`);
    const { type, options = [] } = declared.typeDefinition;
    if (type === 'number' && !Number.isFinite(Number(value))) {
      throw validationError(`Output ${name} is not a number: ${value}`);
    }
    if (type === 'enumeration' && !options.some((option) => option.value === value)) {
      throw validationError(`Output ${name} has no option ${value}.`);
    }
  }
}

/** What later steps of the workflow see. */
export function visibleOutputs(outputs: Json): Json {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !ownOutputs.has(name)));
}
