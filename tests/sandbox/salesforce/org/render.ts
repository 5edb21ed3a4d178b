/** Values and records as the API shows them. */
import type { FieldDescribe } from '../catalogue/describe.ts';
import type { StoredRecord } from './records.ts';
import type { Value } from './values.ts';

/** A date-time ends in `+0000`; everything else is shown as it is kept. */
export function rendered<T extends Value | object>(value: T, field: FieldDescribe): T | string {
  return typeof value === 'string' && field.type === 'datetime'
    ? value.replace(/Z$/, '+0000')
    : value;
}

export function attributesOf({ type, id }: StoredRecord, version: string) {
  return { type, url: `/services/data/v${version}/sobjects/${type}/${id}` };
}
