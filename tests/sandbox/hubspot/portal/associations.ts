import type { HubSpotObjectType } from '../seed.ts';
import {
  type AssociationType,
  associationType,
  defaultType,
  primaryType,
} from './association-types.ts';

export interface Reference {
  readonly type: HubSpotObjectType;
  readonly id: string;
}

export interface AssociatedRecord {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** Which records are linked and how. Every link is kept from both ends. */
export class AssociationStore {
  readonly #links = new Map<string, Map<string, Set<number>>>();

  /**
   * Links two records. A labelled link implies the unlabelled one; the first company of a contact or
   * deal becomes its primary one; a new primary company takes the label from the old.
   */
  link(from: Reference, to: Reference, type: AssociationType): void {
    const standard = defaultType(from.type, to.type);
    if (standard) this.#add(from, to, standard);
    const primary = primaryType(from.type, to.type);
    if (!primary) return;
    // The end that may have only one primary company.
    const [one, company] = from.type === 'companies' ? [to, from] : [from, to];
    const current = this.primary(one, 'companies');
    if (type.primary && current !== undefined && current !== company.id) {
      this.unlink(one, { type: 'companies', id: current }, [primaryFrom(one).id]);
    }
    if (type.primary || current === undefined) this.#add(one, company, primaryFrom(one));
  }

  /** Takes away the given types, or the whole link. */
  unlink(from: Reference, to: Reference, typeIds?: readonly number[]): void {
    for (const id of typeIds ?? this.typeIds(from, to)) {
      this.#remove(from, to, id);
      this.#remove(to, from, associationType(id).inverse);
    }
  }

  /** Links of a record to records of one type, oldest first. */
  of(from: Reference, toType: HubSpotObjectType): AssociatedRecord[] {
    const linked = this.#links.get(key(from));
    if (!linked) return [];
    return [...linked]
      .map(([target, typeIds]) => ({ target: reference(target), typeIds: ascending(typeIds) }))
      .filter(({ target }) => target.type === toType)
      .map(({ target, typeIds }) => ({ id: target.id, typeIds }));
  }

  /** Every record linked to this one. */
  neighbours(from: Reference): Reference[] {
    return [...(this.#links.get(key(from))?.keys() ?? [])].map(reference);
  }

  /** Id of the primary record of a type; undefined when there is none. */
  primary(from: Reference, toType: HubSpotObjectType): string | undefined {
    const type = primaryType(from.type, toType);
    return type && this.of(from, toType).find(({ typeIds }) => typeIds.includes(type.id))?.id;
  }

  typeIds(from: Reference, to: Reference): number[] {
    return ascending(this.#links.get(key(from))?.get(key(to)) ?? []);
  }

  #add(from: Reference, to: Reference, type: AssociationType): void {
    this.#types(from, to).add(type.id);
    this.#types(to, from).add(type.inverse);
  }

  #types(from: Reference, to: Reference): Set<number> {
    const linked = this.#links.get(key(from)) ?? new Map<string, Set<number>>();
    this.#links.set(key(from), linked);
    const typeIds = linked.get(key(to)) ?? new Set<number>();
    linked.set(key(to), typeIds);
    return typeIds;
  }

  #remove(from: Reference, to: Reference, typeId: number): void {
    const linked = this.#links.get(key(from));
    const typeIds = linked?.get(key(to));
    typeIds?.delete(typeId);
    if (typeIds?.size === 0) linked?.delete(key(to));
  }
}

/** The order HubSpot lists them in: primary before unlabelled. */
function ascending(typeIds: Iterable<number>): number[] {
  return [...typeIds].sort((a, b) => a - b);
}

function primaryFrom(one: Reference): AssociationType {
  const type = primaryType(one.type, 'companies');
  if (!type) throw new Error(`${one.type} have no primary company`);
  return type;
}

function key({ type, id }: Reference): string {
  return `${type}/${id}`;
}

function reference(stored: string): Reference {
  const [type, id] = stored.split('/') as [HubSpotObjectType, string];
  return { type, id };
}
