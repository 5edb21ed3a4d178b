/** What the settings page of an installation shows and saves. */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { objectType } from '../plan/plan.ts';
import { fieldPolicy } from '../plan/policy.ts';
import { tenantSettings } from '../tenant/settings.ts';
import { bulkEnrichment, bulkRequest, bulkSelection } from './bulk.ts';
import { contractVersion, enrichRequest } from './v1.ts';

export const scopeState = z.strictObject({
  scope: z.string(),
  required: z.boolean(),
  /** Null while the CRM has not told which scopes were granted. */
  granted: z.boolean().nullable(),
  /** What it is for, in a rep's words. */
  enables: z.string(),
});
export type ScopeState = z.infer<typeof scopeState>;

export const connectionState = z.strictObject({
  crm: z.enum(['hubspot', 'salesforce', 'pipedrive']),
  status: z.enum(['connected', 'needs_reauthorisation']),
  displayName: z.string(),
  /** HubSpot portal id, Salesforce organisation id. */
  accountId: z.string(),
  connectedAt: isoDateTime,
  scopes: z.array(scopeState),
  /** What an admin has to do; null while all is well. */
  message: z.string().nullable(),
});
export type ConnectionState = z.infer<typeof connectionState>;

/** Where one oppSpot field goes on one object. */
const fieldPlace = z.strictObject({
  object: objectType,
  crmField: z.string(),
  /** False when the CRM account does not have the field; `reason` says why. */
  available: z.boolean(),
  reason: z.string().nullable(),
});

export const fieldState = z.strictObject({
  name: z.string(),
  label: z.string(),
  /** True for the `oppspot_*` fields; false for fields of the CRM's own. */
  isOwn: z.boolean(),
  defaultPolicy: fieldPolicy,
  places: z.array(fieldPlace),
});
export type FieldState = z.infer<typeof fieldState>;

export const provisioningState = z.strictObject({
  /** `never`: nothing was created yet, the first enrichment does it; `partial`: something is missing. */
  status: z.enum(['never', 'complete', 'partial']),
  /** CRM fields of ours that stand in the account, as `object.field`. */
  present: z.array(z.string()),
  missing: z.array(z.strictObject({ field: z.string(), reason: z.string() })),
  /** Why deals cannot be created; null when they can. */
  dealsUnavailable: z.string().nullable(),
});
export type ProvisioningState = z.infer<typeof provisioningState>;

const crmOwner = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Of the person's user account: names whoever did something. Absent where it is the same as `id`. */
  userId: z.string().nullable().optional(),
});

export const crmPipeline = z.strictObject({
  id: z.string(),
  label: z.string(),
  stages: z.array(z.strictObject({ id: z.string(), label: z.string() })),
});
export type CrmPipeline = z.infer<typeof crmPipeline>;

/** A list from the CRM, or the sentence that says why it is not there; the rest of the page works without it. */
const fromCrm = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), error: z.string().nullable() });

export const settingsState = z.strictObject({
  contractVersion: z.literal(contractVersion),
  /** Sent back when saving: a save on top of somebody else's is refused. */
  version: z.string(),
  connection: connectionState,
  settings: tenantSettings,
  fields: z.array(fieldState),
  provisioning: provisioningState,
  owners: fromCrm(crmOwner),
  pipelines: fromCrm(crmPipeline),
});
export type SettingsState = z.infer<typeof settingsState>;

export const settingsUpdate = z.strictObject({
  version: z.string(),
  settings: tenantSettings,
  /** Addresses to add to the suppression list; only their hashes are kept. */
  suppressEmails: z.array(z.email()).max(500).default([]),
});
export type SettingsUpdate = z.input<typeof settingsUpdate>;
/** An update as the server works with it: nothing is left out. */
export type CompleteSettingsUpdate = z.output<typeof settingsUpdate>;

/** Ends the connection; the account's id is typed to confirm it. */
export const disconnectRequest = z.strictObject({ accountId: z.string().max(40) });

const [, listSelection, filterSelection, bulkOfSelection] = bulkSelection.options;

/** Starts a bulk enrichment. The key makes HubSpot's own repetition of a call harmless. */
export const bulkStart = z.strictObject({
  object: z.enum(['contact', 'company']),
  selection: z.discriminatedUnion('kind', [listSelection, filterSelection]),
  mode: bulkRequest.shape.mode,
  idempotencyKey: enrichRequest.shape.idempotencyKey.unwrap().unwrap(),
});
export type BulkStart = z.infer<typeof bulkStart>;

/** A bulk enrichment; records that were named one by one are counted only: a page takes a megabyte at most. */
export const bulkRun = bulkEnrichment.extend({
  selection: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('records'), records: z.int() }),
    listSelection,
    filterSelection,
    bulkOfSelection,
  ]),
});
export type BulkRun = z.infer<typeof bulkRun>;

export const bulkRuns = z.strictObject({ items: z.array(bulkRun) });
export type BulkRuns = z.infer<typeof bulkRuns>;
