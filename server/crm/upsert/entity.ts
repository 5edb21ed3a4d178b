/** Contacts and companies that somebody sends us by data, and what became of them in the CRM. */
import type { MappedField } from '../../../shared/plan/build.ts';
import type { CrmValue, RecordRef } from '../../../shared/plan/plan.ts';
import type { AppError } from '../../errors.ts';
import type { RejectedField } from '../errors.ts';

export type EntityObject = 'contact' | 'company';

/** The company's fields go by the names of the registry, so that a tenant's mapping holds for them. */
export type EntityField =
  | 'email'
  | 'first_name'
  | 'last_name'
  | 'job_title'
  | 'phone'
  | 'company_name'
  | 'company_domain'
  | 'company_website'
  | 'company_country'
  | 'company_city'
  | 'company_postcode'
  | 'company_industry'
  | 'company_employees'
  | 'company_description';

/** Only what the sender has; nothing is ever cleared. */
export type EntityValues = Readonly<Partial<Record<EntityField, string | number>>>;

/** By what a record is recognised that has no known id; null where the sender does not say. */
export interface Identity {
  readonly object: EntityObject;
  /** Of a contact, in lower case. */
  readonly email: string | null;
  /** Of a company, the registrable domain in ASCII; never one of a mail service. */
  readonly domain: string | null;
  /** Of a company. */
  readonly name: string | null;
}

export interface UpsertEntity {
  readonly key: string;
  readonly identity: Identity;
  readonly values: EntityValues;
  /** The record it became earlier. Where that is gone, it is recognised by its identity again. */
  readonly recordId: string | null;
  /** The company of a contact, which is created or updated first; null where nothing names it. */
  readonly company: Pick<UpsertEntity, 'identity' | 'values'> | null;
}

/** A record that stands in the CRM. */
export interface FoundRecord {
  readonly ref: RecordRef;
  readonly url: string | null;
  /** By CRM field, spelt as `encode` spells it. */
  readonly values: Readonly<Record<string, CrmValue>>;
  readonly email: string | null;
  readonly name: string | null;
  readonly domain: string | null;
  /** The company of a contact. */
  readonly companyId: string | null;
}

/** What the caller knows of a record that was found. */
export interface RecordKnowledge {
  /** By CRM field: a value of ours that still stands may be replaced, anybody else's may not. */
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
  /** Why the record must not be touched. */
  readonly refusal: AppError | null;
}

export interface UpsertRules {
  /** Where the company's fields go in this tenant, and when they may be written. */
  mapping(object: EntityObject): readonly MappedField[];
  /** Asked once for each round of records that were found; one without an entry is unknown. */
  known(records: readonly FoundRecord[]): Promise<ReadonlyMap<string, RecordKnowledge>>;
}

export interface WrittenField {
  /** The CRM's name; null for the tie between a contact and its company, which is no field everywhere. */
  readonly field: string | null;
  readonly label: string;
  readonly before: CrmValue;
  readonly after: CrmValue;
}

/** A field that was not written on purpose. */
export interface LeftField {
  readonly label: string;
  readonly reason: string;
}

export interface UpsertedRecord {
  readonly status: 'created' | 'updated' | 'unchanged';
  readonly record: RecordRef;
  readonly url: string | null;
  readonly written: readonly WrittenField[];
  readonly left: readonly LeftField[];
  /** Fields the CRM refused; the others were written. */
  readonly rejected: readonly RejectedField[];
  /** How a record that was not known before was recognised; null for one known or created. */
  readonly foundBy: FoundBy | null;
}
export type FoundBy = 'key' | 'email' | 'domain' | 'name';

export type NotUpserted =
  /** Certainly not carried out. */
  | { readonly status: 'failed'; readonly error: AppError }
  /** Perhaps carried out; sending it again finds what was. */
  | { readonly status: 'unknown'; readonly error: AppError };

export type UpsertOutcome = NotUpserted | (UpsertedRecord & { readonly company: CompanyOutcome });
/** Of a contact with company data; null of any other. */
export type CompanyOutcome = UpsertedRecord | NotUpserted | null;

/** By key; every entity has one. */
export type UpsertOutcomes = ReadonlyMap<string, UpsertOutcome>;
