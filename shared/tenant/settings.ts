/** What a tenant may decide about enrichment. Every default is the cautious one. */
import { z } from 'zod';
import { language } from '../language/language.ts';
import { fieldPolicy } from '../plan/policy.ts';

export const componentName = z.enum(['financial', 'growth', 'engagement', 'fit']);
export type ComponentName = z.infer<typeof componentName>;

export const weights = z
  .strictObject({
    financial: z.number().min(0).max(1),
    growth: z.number().min(0).max(1),
    engagement: z.number().min(0).max(1),
    fit: z.number().min(0).max(1),
  })
  .refine((w) => Math.abs(w.financial + w.growth + w.engagement + w.fit - 1) <= 0.001, {
    message: 'The four weights must add up to 1.',
  });
export type Weights = z.infer<typeof weights>;

export const idealCustomer = z.strictObject({
  /** Industry names as the CRM or a website says them, or SIC 2007 code prefixes such as `62`. */
  industries: z.array(z.string().min(1)).default([]),
  /** Headcount bands; a missing maximum means "and above". */
  sizes: z
    .array(z.strictObject({ minimum: z.int().min(0), maximum: z.int().min(0).nullable() }))
    .default([]),
  /** ISO 3166-1 alpha-2. */
  countries: z.array(z.string().length(2)).default([]),
  technologies: z.array(z.string().min(1)).default([]),
});
export type IdealCustomer = z.infer<typeof idealCustomer>;

const ruleWhen = z.strictObject({
  countries: z.array(z.string().length(2)).optional(),
  industries: z.array(z.string().min(1)).optional(),
});
/** The first rule whose conditions all hold names the owner, or the owners who take turns. */
export const assignmentRule = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  when: ruleWhen.default({}),
  /** CRM owner ids; several take turns. */
  ownerIds: z.array(z.string().min(1)).min(1),
});
export type AssignmentRule = z.infer<typeof assignmentRule>;

export const tenantSettings = z.strictObject({
  /** Of what is written into the CRM; null is English. */
  language: language.nullable().default(null),
  weights: weights.default({ financial: 0.3, growth: 0.2, engagement: 0.1, fit: 0.4 }),
  idealCustomer: idealCustomer.prefault({}),
  thresholds: z
    .strictObject({
      /** Score from which a deal is worth creating. */
      deal: z.int().min(0).max(100).default(70),
      /** Match confidence below which candidates are shown instead of facts. */
      match: z.number().min(0).max(1).default(0.7),
    })
    .prefault({}),
  automation: z
    .strictObject({
      autoEnrich: z.boolean().default(false),
      score: z.boolean().default(true),
      assign: z.boolean().default(true),
      createTasks: z.boolean().default(true),
      createDeals: z.boolean().default(true),
    })
    .prefault({}),
  tasks: z
    .strictObject({
      dueInHours: z.int().min(1).max(720).default(48),
      /** A second follow-up for the same record is created no sooner than this. */
      repeatAfterDays: z.int().min(1).max(365).default(30),
    })
    .prefault({}),
  deals: z
    .strictObject({
      /** CRM ids; null takes the account's first pipeline and its first open stage. */
      pipeline: z.string().nullable().default(null),
      stage: z.string().nullable().default(null),
      repeatAfterDays: z.int().min(1).max(1095).default(180),
    })
    .prefault({}),
  freshness: z
    .strictObject({
      /** Age in days from which the card calls an enrichment stale. */
      staleAfterDays: z.int().min(1).max(365).default(30),
      /** Whether stale ones are enriched again without anybody asking. */
      refresh: z.boolean().default(false),
      /** How often public sources are looked at, so that what changed is enriched again. */
      look: z.enum(['off', 'daily', 'weekly', 'monthly']).default('off'),
      /** Companies that are looked at on a day (UTC), at most. */
      looksPerDay: z.int().min(0).max(10_000).default(500),
      /** Records that are enriched again on a day without anybody asking, at most. */
      enrichmentsPerDay: z.int().min(0).max(10_000).default(200),
    })
    .prefault({}),
  assignment: z.array(assignmentRule).default([]),
  /** Overrides of the field registry's default policies, by oppSpot field. */
  fieldPolicies: z.record(z.string(), fieldPolicy).default({}),
  /** Path prefixes of the tenant's own site that show intent, with what a rep calls the page. */
  intentPages: z
    .array(z.strictObject({ path: z.string().startsWith('/'), page: z.string().min(1) }))
    .default([
      { path: '/pricing', page: 'pricing' },
      { path: '/demo', page: 'demo request' },
    ]),
  suppression: z
    .strictObject({
      domains: z.array(z.string()).default([]),
      recordIds: z.array(z.string()).default([]),
      /** Lower-case hex SHA-256 of the trimmed lower-case address. */
      emailHashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)).default([]),
    })
    .prefault({}),
});
export type TenantSettings = z.infer<typeof tenantSettings>;

/** The settings of a tenant that has decided nothing yet. */
export function defaultSettings(): TenantSettings {
  return tenantSettings.parse({});
}
