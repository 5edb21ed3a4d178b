import type { HubSpotObjectType } from '../seed.ts';

/** A list that people fill by hand. */
export interface RecordList {
  readonly id: string;
  readonly name: string;
  readonly type: HubSpotObjectType;
  readonly createdAt: number;
  /** In the order in which they joined it. */
  readonly members: readonly { readonly id: string; readonly joinedAt: number }[];
}

/** The lists of one portal. */
export class ListStore {
  readonly #lists = new Map<string, RecordList>();

  create(
    name: string,
    type: HubSpotObjectType,
    memberIds: readonly string[],
    at: number,
  ): RecordList {
    const id = String(this.#lists.size + 1);
    const members = [...new Set(memberIds)].map((member) => ({ id: member, joinedAt: at }));
    const list = { id, name, type, createdAt: at, members };
    this.#lists.set(id, list);
    return list;
  }

  get(id: string): RecordList | undefined {
    return this.#lists.get(id);
  }
}
