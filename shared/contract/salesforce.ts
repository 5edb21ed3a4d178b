/**
 * What the Apex of our package sends, and how it signs it. Every call is a POST with a JSON body that
 * names the org and the user; answers have the two shapes of `cardAnswer`, so that a component on a
 * Salesforce record reads the same as a card on HubSpot's.
 */
import { z } from 'zod';
import { auditQuery } from './audit.ts';
import { cardEnrichRequest, cardTaskRequest } from './card.ts';
import { fieldsQuery, mappingsPreviewRequest, mappingsUpdate } from './mappings.ts';
import { eraseRequest } from './privacy.ts';
import { scoringChange } from './scoring-model.ts';
import { settingsUpdate } from './settings.ts';
import { enrichRequest } from './v1.ts';

/** An id of 15 or 18 characters. */
const salesforceId = z.string().regex(/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/, 'Not an id.');

/**
 * Who asks, and all there is to `POST /salesforce/card/owners` (answers `cardOwners`) and
 * `/salesforce/settings/{state,repair}` (a `settingsState`), `/salesforce/settings/mappings/read` (a
 * `mappingsState`), `/salesforce/settings/scoring/read` (a `scoringState`) and
 * `/salesforce/settings/disconnect` (a `disconnected`). The org is held
 * against the key that signed; the user is asserted, so it is told, never trusted.
 */
export const salesforceCaller = z.strictObject({ orgId: salesforceId, userId: salesforceId });

export const salesforceObject = z.enum(['Contact', 'Account', 'Lead']);
export type SalesforceObject = z.infer<typeof salesforceObject>;

const salesforceRecordCall = salesforceCaller.extend({
  object: salesforceObject,
  recordId: salesforceId,
});

/** `POST /salesforce/card/state`: the card of a record. Answers a `cardState`. */
export const salesforceCardCall = salesforceRecordCall.extend({
  /** Of the user, as Salesforce names it: `de`, `fr_CA`. Packages before it existed send none. */
  language: z.string().max(20).optional(),
});

/** `POST /salesforce/card/enrich`. Answers a `runAnswer`. */
export const salesforceEnrichCall = salesforceCardCall.extend({ request: cardEnrichRequest });

/** `POST /salesforce/card/{apply,discard,undo}`: one run of the record. Answers a `runAnswer`. */
export const salesforceRunCall = salesforceCardCall.extend({
  runId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Not the id of a run.'),
});

/** `POST /salesforce/card/watch`: held for some seconds until there is more than `seen`. Answers a `runAnswer`. */
export const salesforceWatchCall = salesforceRunCall.extend({
  seen: z.int().min(0).max(1_000_000).default(0),
});

/** `POST /salesforce/card/task`: a task for a suggested step. Answers a `runAnswer`. */
export const salesforceTaskCall = salesforceRunCall.extend({
  actionId: cardTaskRequest.shape.actionId,
});

/** `POST /salesforce/settings/save`. Answers a `settingsState`. */
export const salesforceSaveCall = salesforceCaller.extend({ update: settingsUpdate });

/** `POST /salesforce/settings/fields`: what the org says of its fields. Answers a `crmFieldList`. */
export const salesforceFieldsCall = salesforceCaller.extend({
  object: fieldsQuery.shape.object.unwrap(),
});

/** `POST /salesforce/settings/mappings/save`. Answers a `mappingsState`. */
export const salesforceMappingsSaveCall = salesforceCaller.extend({ update: mappingsUpdate });

/** `POST /salesforce/settings/mappings/preview`: on a record of the org. Answers a `mappingsPreview`. */
export const salesforceMappingsPreviewCall = salesforceRecordCall.extend({
  items: mappingsPreviewRequest.shape.items,
});

/** `POST /salesforce/settings/scoring/change`; reading needs the caller only. Both answer a `scoringState`. */
export const salesforceScoringCall = salesforceCaller.extend({ change: scoringChange });

/** `POST /salesforce/settings/activity`: a page of what was done, newest first. Answers an `auditPage`. */
export const salesforceActivityCall = salesforceCaller.extend({
  /** Of the page before; null for the first one. */
  cursor: auditQuery.shape.cursor.nullable().default(null),
});

/** `POST /salesforce/privacy/erase`: everything we hold on these people and companies. Answers an `eraseAnswer`. */
export const salesforceEraseCall = salesforceCaller.extend({
  records: z
    .array(
      z.strictObject({
        object: salesforceObject,
        recordId: salesforceId,
        suppress: eraseRequest.shape.suppress,
      }),
    )
    .min(1)
    .max(200),
});

export const eraseAnswerItem = z.strictObject({
  recordId: salesforceId,
  /** `erased` also where there was nothing to erase; `failed`: asking again may help. */
  state: z.enum(['erased', 'refused', 'failed']),
  /** A plain sentence. */
  message: z.string(),
});

/** One result for each record asked for, in the same order. */
export const eraseAnswer = z.strictObject({ results: z.array(eraseAnswerItem) });
export type EraseAnswer = z.infer<typeof eraseAnswer>;

/** `POST /salesforce/batch`: what a Flow or a list view asks for. Answers a `batchAnswer`. */
export const salesforceBatchCall = salesforceCaller.extend({
  /** Of this batch: the same one again, as after a time-out, finds what the first one started. */
  batchId: z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'Not the id of a batch.'),
  trigger: z.enum(['workflow', 'list']),
  /** How long the answer may wait for runs to end, in milliseconds. */
  waitMs: z.int().min(0).max(60_000).default(0),
  records: z
    .array(
      z.strictObject({
        object: salesforceObject,
        recordId: salesforceId,
        mode: enrichRequest.shape.mode,
        refresh: enrichRequest.shape.refresh,
      }),
    )
    .min(1)
    .max(200),
});

/** What later steps of a Flow can use. */
export const batchOutputs = z.strictObject({
  /** 0–100; null when it is unknown. */
  score: z.int().min(0).max(100).nullable(),
  stage: z.string(),
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  summary: z.string(),
  status: z.enum(['completed', 'partial', 'previewed', 'skipped', 'failed']),
});
export type BatchOutputs = z.infer<typeof batchOutputs>;

export const batchResult = z.strictObject({
  recordId: salesforceId,
  /** `accepted`: it goes on by itself; `ended`: see `outputs`; `refused`: nothing was begun, `message` says why. */
  state: z.enum(['accepted', 'ended', 'refused']),
  outputs: batchOutputs.nullable(),
  /** A plain sentence. */
  message: z.string(),
});
export type BatchResult = z.infer<typeof batchResult>;

/** One result for each record asked for, in the same order. */
export const batchAnswer = z.strictObject({ results: z.array(batchResult) });
export type BatchAnswer = z.infer<typeof batchAnswer>;

/** Names of the headers that a signed call carries, besides `Authorization: Bearer <key id>.<secret>`. */
export const salesforceHeaders = {
  /** Milliseconds since 1970. */
  timestamp: 'X-OppSpot-Timestamp',
  /** Good once. */
  nonce: 'X-OppSpot-Nonce',
  /** HMAC-SHA256 of the signed text under the org's signing key, in hexadecimal digits. */
  signature: 'X-OppSpot-Signature',
} as const;

/** What is signed: a change of any of it makes the signature worthless. */
export function salesforceSignedText(call: {
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  /** With the leading slash, as it stands in the request. */
  readonly path: string;
  /** Of the body's bytes, in lower-case hexadecimal digits. */
  readonly bodySha256: string;
}): string {
  return [call.timestamp, call.nonce, call.method, call.path, call.bodySha256].join('\n');
}
