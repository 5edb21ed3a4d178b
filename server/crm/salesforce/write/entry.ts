/** One row to write, on its way to an outcome. */
import type { CrmValue } from '../../../../shared/plan/plan.ts';
import type { RejectedField } from '../../errors.ts';
import type { OrgObject } from '../schema.ts';

export interface Entry {
  readonly key: string;
  /** `Contact`, `Task`, … */
  readonly object: string;
  /** The record to change; null for one to create. */
  readonly id: string | null;
  readonly values: Readonly<Record<string, CrmValue>>;
  /** Fields left out because the org has, shows or takes them not. */
  readonly rejected: readonly RejectedField[];
  /** Whether the row still means the same without the field. */
  isOptional(field: string): boolean;
  /** Of one to create: the field that keeps it from being created twice. */
  readonly keyField: KeyField | null;
}

export interface KeyField {
  readonly name: string;
  /** Salesforce itself refuses a second record; without that only an upsert finds the first. */
  readonly isUnique: boolean;
}

/** Fields of the entry that the connected user cannot write, told before Salesforce has to. */
export function unwritable(entry: Entry, object: OrgObject): RejectedField[] {
  return Object.keys(entry.values).flatMap((name): RejectedField[] => {
    const field = object.field(name);
    if (!field) {
      const message = 'The field does not exist or is hidden from the connected user';
      return [{ field: name, code: 'INVALID_FIELD', message }];
    }
    if (entry.id === null ? field.createable : field.updateable) return [];
    const message = 'The connected user may not write the field';
    return [{ field: name, code: 'INVALID_FIELD_FOR_INSERT_UPDATE', message }];
  });
}

/** The entry without refused fields; null when that would change what it means. */
export function without(entry: Entry, refused: readonly RejectedField[]): Entry | null {
  const names = new Set(refused.map(({ field }) => field?.toLowerCase() ?? null));
  const carried = Object.keys(entry.values);
  const dropped = carried.filter((name) => names.has(name.toLowerCase()));
  const isWhole =
    refused.length > 0 &&
    !names.has(null) &&
    [...names].every((name) => dropped.some((one) => one.toLowerCase() === name)) &&
    dropped.every((name) => entry.isOptional(name)) &&
    dropped.length < carried.length;
  if (!isWhole) return null;
  const values = Object.entries(entry.values).filter(([name]) => !dropped.includes(name));
  return {
    ...entry,
    values: Object.fromEntries(values),
    rejected: [...entry.rejected, ...refused],
  };
}
