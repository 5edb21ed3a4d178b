/**
 * The API for administrators and integrators under `/api/integrations/crm`: connections, records sent
 * by data, and the history of what was synchronised.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { objectType } from '../plan/plan.ts';
import { enrichmentStatus } from './v1.ts';

export const connectableCrm = z.enum(['hubspot', 'salesforce']);
export type ConnectableCrm = z.infer<typeof connectableCrm>;

export const integrationId = z.uuid('This is not the id of an integration.');

export const integrationState = z.strictObject({
  id: integrationId,
  crm: z.enum(['hubspot', 'salesforce', 'pipedrive']),
  /** HubSpot portal id, Salesforce organisation id. */
  accountId: z.string(),
  displayName: z.string(),
  status: z.enum(['connected', 'needs_reauthorisation', 'disconnected']),
  /** False while our fields or the org's keys are still to be put in place. */
  isSetUp: z.boolean(),
  /** What an admin has to do; null while all is well. */
  message: z.string().nullable(),
  grantedScopes: z.array(z.string()).nullable(),
  connectedAt: isoDateTime,
  /** When what we hold of a disconnected account is deleted. */
  deleteAfter: isoDateTime.nullable(),
});
export type IntegrationState = z.infer<typeof integrationState>;

/** `POST /api/integrations/crm/connect`: somebody has to open the address in a browser and consent. */
export const connectRequest = z.discriminatedUnion('crm', [
  z.strictObject({
    crm: z.literal('hubspot'),
    /** Only this portal will do. */
    portalId: z
      .string()
      .regex(/^\d{1,20}$/, 'A portal id has digits only.')
      .optional(),
  }),
  z.strictObject({
    crm: z.literal('salesforce'),
    /** `production`, `sandbox`, or the org's own My Domain. */
    environment: z.enum(['production', 'sandbox']).default('production'),
    myDomain: z
      .string()
      .max(255)
      .regex(
        /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.my\.salesforce(-setup)?\.com\/?$/i,
        'Enter the address as https://your-domain.my.salesforce.com.',
      )
      .optional(),
    /** Only this org will do. */
    orgId: z
      .string()
      .regex(/^00D[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/, 'An org id starts with 00D.')
      .optional(),
  }),
]);
export type ConnectRequest = z.infer<typeof connectRequest>;

export const connectStarted = z.strictObject({
  /** To be opened in a browser, once. */
  authorizeUrl: z.url(),
  expiresAt: isoDateTime,
});

export const integrationList = z.strictObject({ items: z.array(integrationState) });

export const disconnectQuery = z.strictObject({ integrationId });

export const disconnected = z.strictObject({
  /** When what we hold of the account is deleted. */
  deleteAfter: isoDateTime,
  /** False where the CRM could not be told: the app has to be removed there by hand. */
  uninstalled: z.boolean(),
});
export type Disconnected = z.infer<typeof disconnected>;

/** `POST /api/integrations/crm/sync`: a contact or company as the sender knows it. */
const entityId = z.string().min(1).max(200);
const text = (longest: number) => z.string().trim().max(longest);
const companyData = z.strictObject({
  name: text(250).optional(),
  domain: text(253).optional(),
  website: text(2_048).optional(),
  country: text(100).optional(),
  city: text(100).optional(),
  postcode: text(20).optional(),
  industry: text(200).optional(),
  employees: z.int().min(0).max(10_000_000).optional(),
  phone: text(50).optional(),
  description: text(5_000).optional(),
});
const contactData = z.strictObject({
  email: z.email().max(254).optional(),
  firstName: text(100).optional(),
  lastName: text(100).optional(),
  jobTitle: text(200).optional(),
  phone: text(50).optional(),
  company: companyData.optional(),
});
const common = {
  /** The sender's own id: the same one always means the same CRM record. */
  entityId,
  /** Only create or update the record. */
  skipEnrichment: z.boolean().default(false),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
};
export const syncEntity = z.discriminatedUnion('entityType', [
  z.strictObject({ entityType: z.literal('contact'), ...common, data: contactData }),
  z.strictObject({ entityType: z.literal('company'), ...common, data: companyData }),
]);
export type SyncEntity = z.output<typeof syncEntity>;
export type CompanyData = z.infer<typeof companyData>;
export type ContactData = z.infer<typeof contactData>;

/** Absent: the organisation's only connection. */
const whichIntegration = { integrationId: integrationId.optional() };
export const syncRequest = z.strictObject({ ...whichIntegration, entity: syncEntity });
export const syncBatchRequest = z.strictObject({
  ...whichIntegration,
  entities: z.array(syncEntity).min(1).max(100),
});

export const syncResult = z.strictObject({
  entityType: z.enum(['contact', 'company']),
  entityId: z.string(),
  /** In `GET /api/integrations/crm/sync`. */
  syncId: z.string(),
  status: z.enum(['created', 'updated', 'unchanged', 'failed']),
  object: objectType.nullable(),
  recordId: z.string().nullable(),
  url: z.string().nullable(),
  /** `queued`: it is in the history as a run of the record when it has begun. */
  enrichment: z.enum(['queued', 'skipped']),
  /** What was left out of the record, or why there is none; plain sentences. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  warnings: z.array(z.string()),
});
export type SyncResult = z.infer<typeof syncResult>;
export const syncBatchResult = z.strictObject({ items: z.array(syncResult) });

export const syncHistoryQuery = z.strictObject({
  integrationId: integrationId.optional(),
  status: z
    .enum([
      'running',
      'applying',
      'previewed',
      'completed',
      'partial',
      'failed',
      'discarded',
      'undone',
    ])
    .optional(),
  from: isoDateTime.optional(),
  to: isoDateTime.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(500)
    .regex(/^[A-Za-z0-9_-]+$/, 'Use the cursor as it was given.')
    .optional(),
});
export type SyncHistoryQuery = z.output<typeof syncHistoryQuery>;

export const syncHistoryItem = z.strictObject({
  id: z.string(),
  integrationId: z.string(),
  operation: z.enum(['enrich', 'preview', 'undo', 'task', 'sync']),
  trigger: z.string(),
  object: objectType,
  recordId: z.string(),
  status: z.union([enrichmentStatus, z.enum(['running', 'applying', 'discarded', 'undone'])]),
  score: z.number().nullable(),
  startedAt: isoDateTime,
  finishedAt: isoDateTime.nullable(),
  durationMs: z.number().nullable(),
  enrichmentDurationMs: z.number().nullable(),
  error: z.strictObject({ code: z.string(), message: z.string().nullable() }).nullable(),
  /** What was different from the enrichment before, a line each; absent where there was none to compare with. */
  changed: z.array(z.string()).optional(),
});
export type SyncHistoryItem = z.infer<typeof syncHistoryItem>;

export const syncHistory = z.strictObject({
  /** Newest first. */
  items: z.array(syncHistoryItem),
  /** For the page of older ones; null on the last. */
  nextCursor: z.string().nullable(),
});
export type SyncHistory = z.infer<typeof syncHistory>;
