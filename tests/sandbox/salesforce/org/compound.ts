/** Values made of other values: full names and addresses. */
import type { ObjectType } from '../catalogue/index.ts';
import type { StoredRecord } from './records.ts';
import type { Value } from './values.ts';

export interface Address {
  readonly city: Value;
  readonly country: Value;
  readonly geocodeAccuracy: Value;
  readonly latitude: Value;
  readonly longitude: Value;
  readonly postalCode: Value;
  readonly state: Value;
  readonly street: Value;
}

/** The parts of a compound field by what is left of their name without its prefix. */
export function partsOf(type: ObjectType, compound: string): ReadonlyMap<string, string> {
  const prefix = compound.replace(/Address$|Name$/, '');
  const parts = type.describe.fields.filter(
    ({ compoundFieldName, name }) => compoundFieldName === compound && name !== compound,
  );
  return new Map(parts.map(({ name }) => [name.slice(prefix.length), name]));
}

/** Null when no part of the address is known. */
export function addressOf(
  type: ObjectType,
  record: StoredRecord,
  compound: string,
): Address | null {
  const parts = partsOf(type, compound);
  const value = (part: string) => record.values.get(parts.get(part) ?? '') ?? null;
  const address = {
    city: value('City'),
    country: value('Country'),
    geocodeAccuracy: value('GeocodeAccuracy'),
    latitude: value('Latitude'),
    longitude: value('Longitude'),
    postalCode: value('PostalCode'),
    state: value('State'),
    street: value('Street'),
  };
  return Object.values(address).every((part) => part === null) ? null : address;
}

/** First and last name of people; undefined on objects whose name is a field of its own. */
export function fullName(type: ObjectType, values: ReadonlyMap<string, Value>): string | undefined {
  if (!type.fields.has('lastname')) return undefined;
  const parts = [values.get('FirstName'), values.get('LastName')];
  return parts.filter((part) => typeof part === 'string').join(' ');
}
