/** Who did what, to which record, when and from where. */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';

const auditActorKind = z.enum(['crm-user', 'user', 'api-token', 'workflow', 'system']);

export const auditEvent = z.strictObject({
  id: z.string(),
  at: isoDateTime,
  integrationId: z.string().nullable(),
  actor: z.strictObject({ kind: auditActorKind, id: z.string().nullable() }),
  source: z.string(),
  ipAddress: z.string().nullable(),
  /** Such as `enrichment.written`, `settings.changed`, `connection.disconnected`, `record.erased`. */
  action: z.string(),
  object: z.string().nullable(),
  recordId: z.string().nullable(),
  /** The enrichment, undo or task it belongs to. */
  runId: z.string().nullable(),
  /** Values by field; null where there is nothing to say or a person was erased. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

export const auditQuery = z.strictObject({
  /** CSV and JSON lines hold everything that fits the filter, a page holds `limit`. */
  format: z.enum(['json', 'csv', 'jsonl']).default('json'),
  integrationId: z.uuid().optional(),
  action: z.string().max(100).optional(),
  recordId: z.string().max(64).optional(),
  from: isoDateTime.optional(),
  to: isoDateTime.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .max(500)
    .regex(/^[A-Za-z0-9_-]+$/, 'Use the cursor as it was given.')
    .optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditPage = z.strictObject({
  /** Newest first. */
  items: z.array(auditEvent),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;
