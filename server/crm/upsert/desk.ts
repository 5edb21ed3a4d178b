/** What a CRM has to offer so that records can be created or updated in it by data. */
import type { MappedField } from '../../../shared/plan/build.ts';
import type { CrmValue } from '../../../shared/plan/plan.ts';
import type { AppError } from '../../errors.ts';
import type { CrmConnector, WriteOutcome } from '../connector.ts';
import type { EntityObject, EntityValues, FoundBy, FoundRecord, Identity } from './entity.ts';

/** Somebody to look for, under a name for this question. */
export interface Wanted {
  readonly key: string;
  readonly identity: Identity;
}

export type Match =
  | { readonly ok: true; readonly by: FoundBy; readonly records: readonly FoundRecord[] }
  | { readonly ok: false; readonly error: AppError };

export interface NewRecord {
  readonly key: string;
  readonly identity: Identity;
  readonly values: Readonly<Record<string, CrmValue>>;
  /** The company of a contact. */
  readonly companyId: string | null;
}

export interface Link {
  readonly contactId: string;
  readonly companyId: string;
}

export interface UpsertDesk extends Pick<CrmConnector, 'encode' | 'write'> {
  /** Where the fields go that no tenant maps; each may be written while blank or ours. */
  fields(object: EntityObject): readonly MappedField[];

  /** The sender's values with what this CRM needs besides. @param found null for a new record */
  complete(object: EntityObject, values: EntityValues, found: FoundRecord | null): EntityValues;

  /**
   * Records by id, by the id as it was given; those that are gone are left out.
   * @param fields CRM fields to read besides the desk's own
   * @throws CrmError when nothing could be read
   */
  read(
    object: EntityObject,
    ids: readonly string[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, FoundRecord>>;

  /** Everybody who could be meant; nobody, one or several. @throws CrmError when it could not be looked */
  find(
    object: EntityObject,
    wanted: readonly Wanted[],
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, Match>>;

  /** An outcome for every key; `existing` where somebody else was faster. Never throws. */
  create(
    object: EntityObject,
    records: readonly NewRecord[],
  ): Promise<ReadonlyMap<string, WriteOutcome>>;

  /** Ties contacts without a company to one; by contact id, null where it worked. Never throws. */
  link(links: readonly Link[]): Promise<ReadonlyMap<string, AppError | null>>;
}
