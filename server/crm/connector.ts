/**
 * What every CRM connector offers. Batch first: one record is a batch of one. A connector knows its
 * CRM's API and nothing of research, scoring or our database.
 */
import type { CrmField } from '../../shared/contract/mappings.ts';
import type { StageName } from '../../shared/contract/v1.ts';
import type { WritableField } from '../../shared/fields/registry.ts';
import type { FieldShape } from '../../shared/mapping/fit.ts';
import type {
  CrmValue,
  ObjectType,
  PlannedDeal,
  PlannedTask,
  RecordRef,
} from '../../shared/plan/plan.ts';
import type { CrmError, RejectedField } from './errors.ts';
import type { UpsertEntity, UpsertOutcomes, UpsertRules } from './upsert/entity.ts';

export type CrmName = 'hubspot' | 'salesforce' | 'pipedrive';

/** The person a record is about; null on companies. */
export interface CrmPerson {
  readonly email: string | null;
  readonly jobTitle: string | null;
  /** The person objected to processing or profiling. */
  readonly optedOut: boolean;
}

/** The company as the CRM knows it, from the company record or from the person's own fields. */
export interface CrmCompany {
  /** CRM id of the company record; null when there is none. */
  readonly id: string | null;
  readonly name: string | null;
  /** As typed: may be a URL, upper case or nonsense. */
  readonly domain: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly postcode: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly annualRevenue: number | null;
  readonly registrationNumber: string | null;
}

export interface CrmDeal {
  readonly id: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly isWon: boolean;
  /** Our idempotency key when we created it. */
  readonly ownKey: string | null;
}

/** The latest response to a campaign that the CRM has on record. */
export interface CrmCampaignResponse {
  /** The first day of a responded status in that campaign. */
  readonly lastAt: string;
  /** Of the campaign; null where that cannot be told. */
  readonly name: string | null;
  /** Campaigns that were responded to; null where not all were counted. */
  readonly count: number | null;
}

/**
 * What people did, as the CRM itself recorded it. E-mail opens are deliberately absent: privacy
 * proxies and security gateways open mail. Our own tasks, notes and deals are excluded.
 */
export interface CrmEngagement {
  readonly lastReplyAt: string | null;
  readonly lastMeetingAt: string | null;
  readonly formSubmissions: number | null;
  readonly lastFormAt: string | null;
  readonly lastFormName: string | null;
  readonly lastClickAt: string | null;
  readonly pageViews: number | null;
  readonly lastVisitAt: string | null;
  /** Path of the last page seen; no query string. */
  readonly lastPagePath: string | null;
  readonly lastContactedAt: string | null;
  /** Responses to campaigns; absent where the CRM keeps none or nobody responded. */
  readonly campaign?: CrmCampaignResponse | null;
  /** False when the CRM had nothing to observe with, so that zero means unknown and not cold. */
  readonly observed: boolean;
  readonly observedSince: string | null;
}

/** What the CRM itself counted of a company's interest, where the account has that. Nobody's own doings. */
export interface CrmInterest {
  /** How many days the counts cover. */
  readonly days: number;
  readonly visitors: number | null;
  readonly pageViews: number | null;
  readonly signals: number | null;
  readonly latestSignalAt: string | null;
}

export interface CrmRecord {
  readonly ref: RecordRef;
  /** What a person calls the record. */
  readonly name: string;
  /** Link into the CRM; null when the account's UI host is unknown. */
  readonly url: string | null;
  readonly updatedAt: string | null;
  /** Every field read, by CRM field name, in the CRM's own encoding. */
  readonly values: Readonly<Record<string, CrmValue>>;
  readonly person: CrmPerson | null;
  readonly company: CrmCompany | null;
  readonly ownerId: string | null;
  /** Stage from CRM facts alone; null when the CRM says nothing of one. */
  readonly stage: StageName | null;
  readonly isCustomer: boolean;
  readonly deals: readonly CrmDeal[];
  readonly engagement: CrmEngagement;
  /** Absent where the CRM counts nothing of the kind. */
  readonly interest?: CrmInterest | null;
  /** Technologies that the CRM's own enrichment lists for the company, as it names them. */
  readonly webTechnologies?: readonly string[];
}

export type ReadResult =
  | { readonly ok: true; readonly record: CrmRecord }
  | { readonly ok: false; readonly error: CrmError };

export type WriteOperation =
  | {
      readonly kind: 'update';
      readonly key: string;
      readonly record: RecordRef;
      readonly values: Readonly<Record<string, CrmValue>>;
    }
  | { readonly kind: 'create-task'; readonly key: string; readonly task: PlannedTask }
  | { readonly kind: 'create-deal'; readonly key: string; readonly deal: PlannedDeal }
  | {
      readonly kind: 'delete';
      readonly key: string;
      readonly object: 'task' | 'deal';
      readonly id: string;
    };

export type WriteOutcome =
  | {
      readonly status: 'applied';
      /** Id of the record written or created. */
      readonly id: string;
      readonly url: string | null;
      /** It stood there already from an earlier attempt. */
      readonly existing: boolean;
      /** Fields the CRM refused; the others were written. */
      readonly rejected: readonly RejectedField[];
    }
  /** Certainly not carried out. */
  | { readonly status: 'failed'; readonly error: CrmError }
  /** Perhaps carried out: read back with `reconcile` before anything is sent again. */
  | { readonly status: 'unknown'; readonly error: CrmError };

export type Reconciliation =
  | { readonly state: 'applied'; readonly id: string; readonly url: string | null }
  | { readonly state: 'absent' }
  /** The record now holds neither the old nor the new value, or is gone. */
  | { readonly state: 'conflict'; readonly reason: string }
  | { readonly state: 'unknown'; readonly error: CrmError };

/** What an operation would have replaced, so that `reconcile` can tell "not yet" from "changed since". */
export interface PendingOperation {
  readonly operation: WriteOperation;
  readonly before: Readonly<Record<string, CrmValue>>;
}

/** A task or deal we created, with what we wrote, to find out whether anybody touched it since. */
export interface CreatedObject {
  readonly object: 'task' | 'deal';
  readonly id: string;
  readonly operation: WriteOperation;
}
export type CreatedState =
  | { readonly state: 'untouched' }
  | { readonly state: 'changed'; readonly reason: string }
  /** `deleted`: somebody deleted it; otherwise this CRM never had it. */
  | { readonly state: 'gone'; readonly deleted: boolean }
  | { readonly state: 'unknown'; readonly error: CrmError };

export interface ProvisionReport {
  readonly created: readonly string[];
  readonly existing: readonly string[];
  readonly skipped: readonly { readonly field: string; readonly reason: string }[];
  /** Our fields that can be written, by object, as CRM field names. */
  readonly available: Readonly<Partial<Record<ObjectType, readonly string[]>>>;
  /** Null when deals cannot be created here; `dealsUnavailable` says why. */
  readonly dealDefaults: { readonly pipeline: string; readonly stage: string } | null;
  readonly dealsUnavailable: string | null;
}

/** Somebody a record can belong to. */
export interface CrmOwner {
  /** What the CRM's owner field holds. */
  readonly id: string;
  /** Id of the person's user account; differs from the owner id. Null where there is none. */
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
}

/** A pipeline of deals with its stages, both in the order in which the CRM shows them. */
export interface CrmPipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly {
    readonly id: string;
    readonly label: string;
    /** A new deal may start there. */
    readonly isOpen: boolean;
  }[];
}

export type Encoded =
  | { readonly ok: true; readonly value: CrmValue }
  | { readonly ok: false; readonly reason: string };

/** What a CRM says of one of an object's fields. */
export type CrmFieldInfo = Omit<CrmField, 'object'>;

/** How one field of a record must stand; field names as the CRM has them. */
export type FieldCondition =
  | {
      readonly field: string;
      /** A blank counts for `neq` as the CRM counts it. */
      readonly operator: 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte';
      /** Numbers in digits, days and instants in ISO 8601, `true` or `false`, ids. */
      readonly value: string;
    }
  | { readonly field: string; readonly operator: 'has' | 'lacks' };

/** Which of an account's records are meant. */
export type RecordFilter =
  | { readonly kind: 'all' }
  /** A list (HubSpot) or list view (Salesforce) of the account, by its id there. */
  | { readonly kind: 'list'; readonly listId: string }
  /** Every condition holds. */
  | { readonly kind: 'fields'; readonly conditions: readonly FieldCondition[] };

/** What ended before does not count. */
export interface OutcomeQuestion {
  readonly id: string;
  readonly after: Date;
}

export type RecordOutcome =
  /** `since` is null where the CRM does not say since when. */
  { readonly state: 'won' | 'lost'; readonly since: Date | null } | { readonly state: 'open' };

export interface ListQuery {
  readonly filter: RecordFilter;
  /** Null for the first page, else the `next` of the one before, with the same filter. */
  readonly after: string | null;
  /** The most ids to give; the CRM's own page may be smaller. */
  readonly limit: number;
}

export interface RecordPage {
  readonly ids: readonly string[];
  /** Null when there are no more. A page without ids may still have a next one. */
  readonly next: string | null;
  /** How many the filter meets, told with the first page; null where the CRM does not say. */
  readonly total: number | null;
}

/** A permission that a connection may have. */
export interface CrmScope {
  readonly name: string;
  /** Without it the account cannot be connected; the others may be declined. */
  readonly required: boolean;
  /** What it is for, in an administrator's words. */
  readonly enables: string;
}

export interface CrmConnector {
  readonly crm: CrmName;

  /** Every permission it makes use of. */
  readonly scopes: readonly CrmScope[];

  readonly bulk: {
    /** How many records a batch should have for calls to be full; fewer cost more calls a record. */
    readonly recordsAtOnce: number;
  };

  /** The CRM field that carries each oppSpot field on this object; absent where it has none. */
  defaultMapping(object: ObjectType): Readonly<Partial<Record<WritableField, string>>>;

  /** Whether a CRM field is one of those that `provision` creates. */
  isOwnField(crmField: string): boolean;

  /** Whether a refusal says that one of those fields is not there, which `provision` may mend. */
  lacksOwnField(refusal: RejectedField): boolean;

  /**
   * Why a field cannot be written, as far as is known without asking: it may have been hidden since
   * `provision` found it. Null when nothing is known against it.
   */
  objectionTo(object: ObjectType, crmField: string): string | null;

  /**
   * The value in the CRM's encoding, shortened to its limits; not ok when the field cannot hold it.
   * @param shape what is known of a field that is neither ours nor one of the CRM's own
   */
  encode(
    object: ObjectType,
    crmField: string,
    value: string | number | null,
    shape?: FieldShape | null,
  ): Encoded;

  /**
   * The object's fields as the CRM has them now, by label; none for an object that it does not have.
   * Those it hides from people are left out.
   * @throws CrmError `missing_scope` when the connection may not read them
   */
  fields(object: ObjectType): Promise<readonly CrmFieldInfo[]>;

  /**
   * Reads records with their company, engagement and deals. `extraFields` are read besides the
   * connector's own. One entry per distinct id; a missing record is an error entry, not an exception.
   * @throws CrmError when nothing could be read at all
   */
  readRecords(
    object: ObjectType,
    ids: readonly string[],
    extraFields?: readonly string[],
  ): Promise<ReadonlyMap<string, ReadResult>>;

  /**
   * What became of records: whether a deal was won or lost, whether a person was converted or disqualified.
   * One entry per record that is there; of one that is gone or hidden there is none.
   * @throws CrmError when nothing could be read
   */
  readOutcomes(
    object: ObjectType,
    records: readonly OutcomeQuestion[],
  ): Promise<ReadonlyMap<string, RecordOutcome>>;

  /**
   * Ids of the account's records, page after page, however many there are; each once unless records
   * join the filter meanwhile.
   * @throws CrmError `validation` for a field or value the CRM cannot compare, `missing_scope`,
   *   `not_found` for a list that is not there or holds records of another object
   */
  listRecords(object: ObjectType, query: ListQuery): Promise<RecordPage>;

  /**
   * Carries the operations out in the fewest calls. Never throws: every key gets an outcome.
   * Creating with a key that was used before yields the existing object where the CRM can tell.
   */
  write(operations: readonly WriteOperation[]): Promise<ReadonlyMap<string, WriteOutcome>>;

  /**
   * Creates contacts and companies by data, or updates those that stand there: only what differs, and
   * only what is blank or ours. More than one that could be meant fails as `ambiguous`. Sending the
   * same again finds what an interrupted call created; two calls at once for one account do not see
   * each other, so the caller lets one go after the other. Every entity gets an outcome.
   * @throws what `rules.known` throws
   */
  upsertRecords(entities: readonly UpsertEntity[], rules: UpsertRules): Promise<UpsertOutcomes>;

  /** Finds out by reading which operations of an interrupted run were carried out. Never throws. */
  reconcile(pending: readonly PendingOperation[]): Promise<ReadonlyMap<string, Reconciliation>>;

  /** Whether tasks and deals we created are as we left them; keyed by id. Never throws. */
  inspectCreated(created: readonly CreatedObject[]): Promise<ReadonlyMap<string, CreatedState>>;

  /**
   * Creates the fields that are missing; changes and deletes none.
   * @throws CrmError when the account cannot be read
   */
  provision(): Promise<ProvisionReport>;

  /**
   * Everybody a record can be given to today; people who left are not among them.
   * @throws CrmError `missing_scope` when the connection may not read owners
   */
  owners(): Promise<readonly CrmOwner[]>;

  /** @throws CrmError `missing_scope` when the connection may not read deals */
  pipelines(): Promise<readonly CrmPipeline[]>;

  /**
   * Whether a user, named as the CRM names the person, administers the account; null where the
   * connection may not ask.
   * @throws CrmError when the CRM cannot be asked now
   */
  isAdministrator(userId: string): Promise<boolean | null>;
}
