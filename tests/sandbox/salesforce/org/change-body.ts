/** What a change event tells of a record. */
import type { ObjectType } from '../catalogue/index.ts';
import { partsOf } from './compound.ts';
import type { StoredRecord } from './records.ts';

/** What an event says besides its header. */
export interface Body {
  readonly changeType: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
  /** Put together when they are asked for. */
  readonly fields: () => Readonly<Record<string, unknown>>;
  readonly changed: readonly string[];
  readonly nulled: readonly string[];
}

/** Never told: the header says them, or they follow from other fields. */
const untold = ['Id', 'IsDeleted', 'MasterRecordId', 'SystemModstamp', 'LastActivityDate'];

/** Undefined when nothing an event tells of has changed. */
export function bodyOf(
  type: ObjectType,
  before: StoredRecord | null,
  after: StoredRecord,
): Body | undefined {
  if (after.isDeleted) {
    if (before === null || before.isDeleted) return undefined;
    return { changeType: 'DELETE', fields: () => ({}), changed: [], nulled: [] };
  }
  const told = toldFields(type);
  if (before === null || before.isDeleted) {
    const fields = () => tree(type, told, after);
    return { changeType: before ? 'UNDELETE' : 'CREATE', fields, changed: [], nulled: [] };
  }
  const changed = told.filter(
    (name) => (before.values.get(name) ?? null) !== (after.values.get(name) ?? null),
  );
  if (changed.length === 0) return undefined;
  const paths = new Map(changed.map((name) => [name, pathOf(type, name)]));
  return {
    changeType: 'UPDATE',
    fields: () => tree(type, changed, after),
    changed: [...paths.values()],
    nulled: changed
      .filter((name) => (after.values.get(name) ?? null) === null)
      .map((name) => paths.get(name) ?? name),
  };
}

/** The fields that events tell of, in the order of the object's own. */
export function toldFields(type: ObjectType): string[] {
  return type.describe.fields
    .map(({ name }) => name)
    .filter((name) => !untold.includes(name) && !isPersonName(type, name));
}

function isPersonName(type: ObjectType, name: string): boolean {
  return name === 'Name' && type.fields.has('lastname');
}

/** `Name.LastName`, `MailingAddress.Street`; plain fields stand for themselves. */
export function pathOf(type: ObjectType, name: string): string {
  const compound = type.fields.get(name.toLowerCase())?.compoundFieldName;
  if (typeof compound !== 'string' || compound === name) return name;
  const part = [...partsOf(type, compound)].find(([, field]) => field === name)?.[0];
  return `${compound}.${part ?? name}`;
}

/** Parts of compound fields lie inside them; date-times are milliseconds. */
function tree(type: ObjectType, names: readonly string[], { values }: StoredRecord) {
  const body: Record<string, unknown> = {};
  for (const name of names) {
    const value = values.get(name) ?? null;
    const field = type.fields.get(name.toLowerCase());
    if (field?.type === 'address') continue;
    const told =
      field?.type === 'datetime' && typeof value === 'string' ? Date.parse(value) : value;
    const [compound, part] = pathOf(type, name).split('.');
    if (compound === undefined) continue;
    if (part === undefined) body[compound] = told;
    else body[compound] = { ...(body[compound] as object | undefined), [part]: told };
  }
  return body;
}
