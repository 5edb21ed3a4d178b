/** What comes to a write before it is kept. */
import { fieldOf, type ObjectType } from '../catalogue/index.ts';
import { insufficientAccess, refuse } from '../http/errors.ts';
import type { Value } from './values.ts';
import type { WriteContext } from './write-rules.ts';

/** Throws what Salesforce says of an object that cannot be written, or not by this user. */
export function requireRight(
  { name, describe }: ObjectType,
  right: 'create' | 'edit' | 'delete',
  { access }: WriteContext,
): void {
  const able = {
    create: describe.createable,
    edit: describe.updateable,
    delete: describe.deletable,
  }[right];
  if (!able) {
    const done = { create: 'inserted', edit: 'updated', delete: 'deleted' }[right];
    throw refuse(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type cannot be ${done}: ${name}`,
      [],
    );
  }
  if (!access.may(name, right)) throw insufficientAccess();
}

/** Values of fields a create leaves out. */
export function defaults({ describe }: ObjectType): (readonly [string, Value])[] {
  return describe.fields
    .filter(({ type, defaultValue }) => type === 'boolean' || defaultValue !== null)
    .map(({ name, type, defaultValue }) => [
      name,
      type === 'boolean' ? defaultValue === true : defaultValue,
    ]);
}

/** A create that says null for a field with a default gets the default. */
export function withoutUnset(
  type: ObjectType,
  written: ReadonlyMap<string, Value>,
): Map<string, Value> {
  return new Map(
    [...written].filter(
      ([name, value]) => value !== null || !fieldOf(type, name).defaultedOnCreate,
    ),
  );
}

/** The values of those fields the object has. */
export function stamps(type: ObjectType, values: Readonly<Record<string, Value>>) {
  return Object.entries(values).filter(([name]) => type.fields.has(name.toLowerCase()));
}
