/** Every object an org knows, with its fields. */
import { event, task } from './activities.ts';
import {
  account,
  opportunity,
  opportunityContactRole,
  opportunityStage,
  organization,
} from './companies.ts';
import type { FieldDescribe, ObjectDescribe } from './describe.ts';
import { packageFields } from './package-fields.ts';
import { contact, lead, user } from './people.ts';
import { recordedDescribes } from './recorded.ts';

/** Written for clones without the recorded describes; the recorded ones win where they are. */
export const ownDescribes: readonly ObjectDescribe[] = [
  account,
  contact,
  lead,
  opportunity,
  opportunityContactRole,
  opportunityStage,
  task,
  event,
  user,
  organization,
];

export interface CatalogueOptions {
  /** Prefix of our package's fields; empty in a namespaceless dev org; null: not installed. */
  readonly namespace: string | null;
  /** Objects an administrator made besides. */
  readonly objects?: readonly ObjectDescribe[];
  /** Fields an administrator added, by object. */
  readonly fields?: Readonly<Record<string, readonly FieldDescribe[]>>;
  /** `'own'` leaves the recorded describes aside even where they are. */
  readonly describes?: 'recorded' | 'own';
}

/** An object of the catalogue with its fields at hand by name in lower case, as the API compares names. */
export interface ObjectType {
  readonly describe: ObjectDescribe;
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldDescribe>;
  /** By relationship name in lower case. */
  readonly parents: ReadonlyMap<string, FieldDescribe>;
}

export class Catalogue {
  readonly #types = new Map<string, ObjectType>();

  constructor(options: CatalogueOptions) {
    const describes = new Map(ownDescribes.map((describe) => [describe.name, describe]));
    if (options.describes !== 'own') {
      for (const [name, describe] of recordedDescribes()) describes.set(name, describe);
    }
    for (const describe of options.objects ?? []) describes.set(describe.name, describe);
    for (const describe of describes.values()) this.#add(describe, options);
  }

  #add(describe: ObjectDescribe, { namespace, fields }: CatalogueOptions): void {
    const ours = namespace === null ? [] : packageFields(describe.name, namespace);
    const all = [...describe.fields, ...ours, ...(fields?.[describe.name] ?? [])];
    const named = all.filter(({ relationshipName }) => relationshipName !== null);
    this.#types.set(describe.name.toLowerCase(), {
      describe: { ...describe, fields: all },
      name: describe.name,
      fields: new Map(all.map((field) => [field.name.toLowerCase(), field])),
      parents: new Map(named.map((field) => [(field.relationshipName ?? '').toLowerCase(), field])),
    });
  }

  /** By name in any case. */
  find(name: string): ObjectType | undefined {
    return this.#types.get(name.toLowerCase());
  }

  /** By the first three characters of a record id. */
  ofId(id: string): ObjectType | undefined {
    return this.all().find(({ describe }) => id.startsWith(describe.keyPrefix));
  }

  all(): ObjectType[] {
    return [...this.#types.values()];
  }
}

/** A field the object surely has. */
export function fieldOf(type: ObjectType, name: string): FieldDescribe {
  const field = type.fields.get(name.toLowerCase());
  if (!field) throw new Error(`${type.name} has no field ${name}`);
  return field;
}
