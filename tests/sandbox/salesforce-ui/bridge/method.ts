/** One `@AuraEnabled` method, as the platform calls it. */
import { idOf } from './records.ts';
import type { Transaction } from './transaction.ts';

export type ParameterType = 'Id' | 'String' | 'Integer';

export interface Method {
  readonly apexClass: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterType>>;
  run(transaction: Transaction, given: Given): string | Promise<string>;
}

/** The parameters of a call; those that were not given are null, as in Apex. */
export interface Given {
  readonly recordId: string | null;
  value(name: string): unknown;
  /** What the text of a parameter says; null where it is no JSON. */
  json(name: string): unknown;
}

export function method(
  apexClass: string,
  name: string,
  parameters: Readonly<Record<string, ParameterType>>,
  run: Method['run'],
): Method {
  return { apexClass, name, parameters, run };
}

/** The platform refuses a call before Apex begins; the words are its own. */
export class PlatformRefusal extends Error {
  override readonly name = 'PlatformRefusal';
}

/** @throws PlatformRefusal for a value that is not of the parameter's type, or has no parameter */
export function givenTo({ parameters }: Method, values: Readonly<Record<string, unknown>>): Given {
  const unknown = Object.keys(values).find((name) => !(name in parameters));
  if (unknown !== undefined) {
    // Salesforce lets it pass without a word, and the method gets null where it wanted a value.
    throw new PlatformRefusal(`The method has no parameter ${unknown}.`);
  }
  for (const [name, type] of Object.entries(parameters)) requireType(name, type, values[name]);
  return {
    recordId: idOf(values.recordId),
    value: (name) => values[name] ?? null,
    json: (name) => parsed(values[name]),
  };
}

function requireType(name: string, type: ParameterType, value: unknown): void {
  if (value === undefined || value === null) return;
  const isOfType = {
    Id: () => idOf(value) !== null,
    String: () => typeof value === 'string',
    Integer: () => Number.isInteger(value),
  }[type];
  if (isOfType()) return;
  throw new PlatformRefusal(
    `Value provided is invalid for action parameter '${name}' of type '${type}'`,
  );
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
