/**
 * The wire contract, version 1: what cards, Apex, workflows and the API send and receive.
 * Fields may be added; none is renamed or removed within a version.
 */
import { z } from 'zod';
import { companyMatch } from '../company/match.ts';
import { evidence, isoDateTime } from '../evidence/evidence.ts';
import { level, signal } from '../evidence/signal.ts';
import { language } from '../language/language.ts';
import { crmValue, objectType, recordId, recordRef, writePlan } from '../plan/plan.ts';
import { componentName } from '../tenant/settings.ts';
import { sinceLast } from './since.ts';

export const contractVersion = 1;

export const stageName = z.enum([
  'prospect',
  'lead',
  'contacted',
  'qualified',
  'opportunity',
  'customer',
]);
export type StageName = z.infer<typeof stageName>;

/** One reason of a score. `points` is what it adds to or takes from the component. */
export const contribution = z.strictObject({
  component: componentName,
  /** Points within the component, −100 to 100, after decay and caps. */
  points: z.number(),
  /** The same in points of the overall score, after weighting. */
  overallPoints: z.number(),
  reason: z.string().min(1),
  evidenceIds: z.array(z.string()).min(1),
  /** The evidence's date. */
  date: isoDateTime,
});
export type Contribution = z.infer<typeof contribution>;

const scoreComponent = z.strictObject({
  name: componentName,
  /** 0–100, or null for unknown. */
  value: z.number().min(0).max(100).nullable(),
  /** The tenant's weight. */
  weight: z.number(),
  /** The weight after unknown components are left out; 0 when this one is unknown. */
  effectiveWeight: z.number(),
  /** 0–1: how much of what this component looks for was found. */
  coverage: z.number().min(0).max(1),
  /** Why it is unknown; null when it is known. */
  unknownReason: z.string().nullable(),
});

export const score = z.strictObject({
  /** 0–100, or null when no component is known. */
  value: z.int().min(0).max(100).nullable(),
  /** Fit A–C by engagement 1–3, as HubSpot labels them; `?` for the side that is unknown. */
  grade: z.string().regex(/^[ABC?][123?]$/),
  band: z.enum(['excellent', 'very-good', 'good', 'average', 'below-average', 'unknown']),
  confidence: level,
  /** 0–1: share of the total weight that rests on evidence. */
  coverage: z.number().min(0).max(1),
  components: z.array(scoreComponent).length(4),
  contributions: z.array(contribution),
  strongestPositives: z.array(contribution).max(3),
  strongestNegatives: z.array(contribution).max(3),
  /** What would raise it, most effective first; plain words. */
  wouldRaise: z.array(z.string()).max(5),
  modelVersion: z.string(),
  /** With a model of the tenant's own: the chance of winning, and what came of its band in training. */
  outlook: z
    .strictObject({
      probability: z.number().min(0).max(1),
      won: z.int().min(0),
      of: z.int().min(0),
    })
    .optional(),
});
export type Score = z.infer<typeof score>;

export const veto = z.strictObject({
  reason: z.string().min(1),
  evidenceIds: z.array(z.string()).min(1),
});
export type Veto = z.infer<typeof veto>;

export const stage = z.strictObject({ name: stageName, reason: z.string().min(1) });
export type Stage = z.infer<typeof stage>;

export const nextAction = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1).max(160),
  reason: z.string().min(1),
  priority: level,
  evidenceIds: z.array(z.string()),
});
export type NextAction = z.infer<typeof nextAction>;

/** Who should own the record. `rotation` names the owners who take turns; the caller takes the turn. */
export const assignment = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('assigned'),
    ownerId: z.string(),
    ruleId: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    status: z.literal('rotation'),
    ownerIds: z.array(z.string()).min(2),
    ruleId: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    status: z.literal('unassigned'),
    code: z.enum(['has-owner', 'no-rule', 'unknown-territory', 'switched-off']),
    reason: z.string(),
  }),
]);
export type Assignment = z.infer<typeof assignment>;

const summarySentence = z.strictObject({
  text: z.string().min(1),
  evidenceIds: z.array(z.string()).min(1),
});
export const summary = z.strictObject({
  sentences: z.array(summarySentence).max(3),
  /** `template` needs no model; `model` passed the gate. */
  author: z.enum(['template', 'model']),
  /** The model's name, when one wrote it. */
  model: z.string().nullable(),
});
export type Summary = z.infer<typeof summary>;

/** What became of one source in this run. Zero found, nothing to ask and failed are different facts. */
export const sourceCoverage = z.strictObject({
  provider: z.string(),
  label: z.string(),
  status: z.enum(['found', 'empty', 'not-applicable', 'not-configured', 'failed', 'late']),
  /** A sentence for the rep. */
  detail: z.string(),
  durationMs: z.int().min(0),
  fromCache: z.boolean(),
  /** It answered, but not everything that was asked; absent where it did. */
  incomplete: z.literal(true).optional(),
  /** The line that the source's licence asks to be shown beside its facts; absent where none is due. */
  attribution: z
    .strictObject({
      line: z.string().min(1),
      licence: z.string().nullable(),
      licenceUrl: z.url().nullable(),
    })
    .optional(),
});
export type SourceCoverage = z.infer<typeof sourceCoverage>;

export const problem = z.strictObject({
  code: z.string(),
  /** A plain sentence: what happened and what to do next. */
  message: z.string(),
  retryable: z.boolean(),
  /** The field it concerns, when one. */
  field: z.string().nullable().default(null),
});
export type Problem = z.infer<typeof problem>;

export const writtenItem = z.strictObject({
  kind: z.enum(['fields', 'task', 'deal']),
  /** The CRM id of what was written; null while it is unknown. */
  id: z.string().nullable(),
  status: z.enum(['written', 'failed', 'pending', 'undone', 'kept']),
  /** For fields: how many. */
  count: z.int().min(0),
  detail: z.string(),
  url: z.string().nullable(),
});
export type WrittenItem = z.infer<typeof writtenItem>;

export const enrichmentStatus = z.enum([
  'running',
  'applying',
  'previewed',
  'completed',
  'partial',
  'failed',
  'discarded',
  'undone',
]);

/**
 * What a candidate or a person names a company by: one short line. Neither control characters and
 * lone surrogates, which no database keeps, nor invisible characters, which no person typed.
 */
const pickedText = (longest: number) =>
  z
    .string()
    .regex(new RegExp(`^\\P{C}{1,${longest}}$`, 'u'), `Use 1 to ${longest} visible characters.`)
    .nullable();

export const enrichRequest = z.strictObject({
  object: objectType,
  recordId,
  /** `preview` decides everything and writes nothing. */
  mode: z.enum(['write', 'preview']).default('write'),
  /** Ask the sources again even where a cached answer is fresh. */
  refresh: z.boolean().default(false),
  /** Same key, same answer: sent by clients that may repeat a request. */
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/, 'Use 8 to 128 printable characters without spaces.')
    .nullable()
    .default(null),
  trigger: z.enum(['card', 'workflow', 'api', 'cli', 'list', 'webhook', 'refresh']).default('api'),
  /** The company a person picked among candidates. */
  pick: z
    .strictObject({ domain: pickedText(253), registrationNumber: pickedText(40) })
    .refine(({ domain, registrationNumber }) => domain !== null || registrationNumber !== null, {
      message: 'Name the domain or the registration number of the company.',
    })
    .nullable()
    .default(null),
});
export type EnrichRequest = z.infer<typeof enrichRequest>;
/** What a caller has to give; the rest has defaults. */
export type EnrichRequestInput = z.input<typeof enrichRequest>;

export const enrichment = z.strictObject({
  contractVersion: z.literal(contractVersion),
  id: z.string(),
  status: enrichmentStatus,
  crm: z.enum(['hubspot', 'salesforce', 'pipedrive']),
  record: recordRef.extend({ name: z.string(), url: z.string().nullable() }),
  match: companyMatch,
  /** Of every text in it; absent in enrichments from before there was a choice, which are in English. */
  language: language.optional(),
  score,
  signals: z.array(signal),
  summary,
  stage,
  veto: veto.nullable(),
  nextActions: z.array(nextAction).max(5),
  assignment,
  evidence: z.array(evidence),
  /** What is different from the record's enrichment before; absent where there is none to compare with. */
  sinceLast: sinceLast.optional(),
  sources: z.array(sourceCoverage),
  plan: writePlan,
  written: z.array(writtenItem),
  warnings: z.array(problem),
  startedAt: isoDateTime,
  finishedAt: isoDateTime.nullable(),
  durationMs: z.int().min(0),
  researchMs: z.int().min(0),
  /** True when this answer was computed for an earlier or simultaneous identical request. */
  replayed: z.boolean(),
});
export type Enrichment = z.infer<typeof enrichment>;

export const undoItem = z.strictObject({
  kind: z.enum(['field', 'task', 'deal']),
  /** CRM field name, or the id of the task or deal. */
  target: z.string(),
  label: z.string(),
  outcome: z.enum(['restored', 'deleted', 'left-alone', 'failed']),
  reason: z.string(),
  restoredTo: crmValue.optional(),
});
export type UndoItem = z.infer<typeof undoItem>;

export const undoReport = z.strictObject({
  contractVersion: z.literal(contractVersion),
  id: z.string(),
  enrichmentId: z.string(),
  record: recordRef,
  /** `partial` when something was left alone or failed. */
  status: z.enum(['undone', 'partial', 'failed']),
  items: z.array(undoItem),
});
export type UndoReport = z.infer<typeof undoReport>;
