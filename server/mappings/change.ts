import { isDeepStrictEqual } from 'node:util';
import type { FieldMapping } from '../../shared/contract/mappings.ts';
import { keyOf } from './state.ts';

/** What differs between two sets of mappings, as the history keeps it; null where there is none. */
export function changeBetween(
  before: readonly FieldMapping[],
  after: readonly FieldMapping[],
): { before: object; after: object } {
  const one = byKey(before);
  const other = byKey(after);
  const keys = [...new Set([...one.keys(), ...other.keys()])].filter(
    (key) => !isDeepStrictEqual(one.get(key), other.get(key)),
  );
  const picked = (all: ReadonlyMap<string, object>) =>
    Object.fromEntries(keys.map((key) => [key, all.get(key) ?? null]));
  return { before: picked(one), after: picked(other) };
}

function byKey(items: readonly FieldMapping[]): Map<string, object> {
  return new Map(
    items.map((item) => {
      const { object: _object, oppspotField: _field, ...rules } = item;
      return [keyOf(item), rules];
    }),
  );
}
