/** Enrichments as the product decides them: from evidence, through the core and the write plan. */
import {
  contractVersion,
  type Enrichment,
  enrichment,
  type UndoReport,
  undoReport,
  type WrittenItem,
} from '../../../shared/contract/v1.ts';
import { decide } from '../../../shared/decide.ts';
import type { DecisionInput } from '../../../shared/decision/decision.ts';
import type { Evidence } from '../../../shared/evidence/evidence.ts';
import { hubspotPropertyName } from '../../../shared/fields/hubspot.ts';
import { oppspotFields } from '../../../shared/fields/registry.ts';
import { fieldValues } from '../../../shared/fields/values.ts';
import { type MappedField, planFields } from '../../../shared/plan/build.ts';
import type { WritePlan } from '../../../shared/plan/plan.ts';
import {
  event,
  evidenceOf,
  inputOf,
  now,
  profiledSettings,
  registerEntries,
  strongEvidence,
} from '../../core/support/evidence.ts';

export { now };
export const latestId = '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a11';
export const previewId = '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a22';

const record = { object: 'contact', id: '1001' } as const;

export interface Circumstances {
  readonly input?: Partial<DecisionInput>;
  /** What the record holds, by CRM field. */
  readonly current?: Readonly<Record<string, string>>;
  readonly overrides?: Partial<Enrichment>;
}

/** Complete and true to the schema. */
export function enrichmentOf(
  evidence: readonly Evidence[],
  { input = {}, current = {}, overrides = {} }: Circumstances = {},
): Enrichment {
  const asked = inputOf(evidence, { settings: profiledSettings(), ...input });
  const decision = decide(asked);
  const { task: taskDecision, deal: dealDecision, snapshot: _kept, ...decided } = decision;
  const id = overrides.id ?? latestId;
  const plan: WritePlan = {
    record,
    recordVersion: 'v1',
    changes: planFields({
      record,
      current,
      mapping,
      wanted: {
        ...fieldValues(decision, { now, match: asked.match, evidence, enrichmentId: id }),
        company_city: { value: 'Leeds', evidenceIds: ['website:location:1'] },
      },
      lastWritten: {},
      encode: (_object, _field, value) => ({
        ok: true,
        value: value === null ? null : String(value),
      }),
    }),
    task: taskDecision.create
      ? {
          key: 'oppspot-task-contact-1001-1',
          subject: taskDecision.subject,
          body: taskDecision.body,
          dueAt: taskDecision.dueAt,
          priority: taskDecision.priority,
          ownerId: null,
          associations: [record],
          reason: taskDecision.reason,
        }
      : null,
    deal: dealDecision.create
      ? {
          key: 'oppspot-deal-company-2001-1',
          name: dealDecision.name,
          pipeline: 'default',
          stage: 'appointmentscheduled',
          ownerId: null,
          closeDate: null,
          associations: [record],
          reason: dealDecision.reason,
        }
      : null,
    skipped: [
      ...(taskDecision.create ? [] : [{ ...notCreated(taskDecision), action: 'task' as const }]),
      ...(dealDecision.create ? [] : [{ ...notCreated(dealDecision), action: 'deal' as const }]),
    ],
  };
  return enrichment.parse({
    contractVersion,
    id,
    status: 'completed',
    crm: 'hubspot',
    record: { ...record, name: 'Ada Sample', url: null },
    match: asked.match,
    ...decided,
    evidence,
    sources,
    plan,
    written: writtenOf(plan),
    warnings: [],
    startedAt: now,
    finishedAt: now,
    durationMs: 900,
    researchMs: 300,
    replayed: false,
    ...overrides,
  });
}

/** A company everything speaks for. */
export const strong = (circumstances?: Circumstances) =>
  enrichmentOf(strongEvidence(), circumstances);

/** A company in liquidation. */
export const vetoed = () =>
  enrichmentOf([
    ...registerEntries().slice(1),
    evidenceOf('registration', { status: 'liquidation' }),
    event('reply', 2),
  ]);

/** Nothing but the register: growth, engagement and part of fit are unknown. */
export const partlyKnown = () => enrichmentOf(registerEntries());

/** Several companies of one name; no fact counts. */
export const ambiguous = () =>
  enrichmentOf([], {
    input: {
      match: {
        status: 'ambiguous',
        reason: 'The best candidate fits 55%, below the 70% that is asked for.',
        candidates: [
          candidate('STARLING & ROOK LIMITED', 'York', '99410009', 0.55),
          candidate('STARLING & ROOK LTD', 'Truro', '99410010', 0.25),
        ],
      },
    },
  });

/** A preview, which wrote nothing. */
export const preview = (circumstances: Circumstances = {}) =>
  strong({
    ...circumstances,
    overrides: {
      id: previewId,
      status: 'previewed',
      written: [],
      finishedAt: null,
      ...circumstances.overrides,
    },
  });

export function undoOf(status: UndoReport['status'] = 'partial'): UndoReport {
  return undoReport.parse({
    contractVersion,
    id: '0e8f1c1e-5f8e-4f0e-9c57-0a4f6f0a7a33',
    enrichmentId: latestId,
    record,
    status,
    items: [
      {
        kind: 'field',
        target: 'city',
        label: 'City',
        outcome: 'restored',
        reason: 'The value was still the one oppSpot wrote.',
        restoredTo: 'Bradford',
      },
      {
        kind: 'task',
        target: '4001',
        label: 'Follow up with Ada Sample',
        outcome: 'left-alone',
        reason: 'Somebody completed it.',
      },
      {
        kind: 'deal',
        target: '3004',
        label: 'Kestrel Robotics – oppSpot',
        outcome: 'deleted',
        reason: 'Nobody had touched it.',
      },
    ],
  });
}

const mapping: readonly MappedField[] = [
  ...oppspotFields.map(
    ({ name, label }): MappedField => ({
      oppspotField: name,
      crmField: hubspotPropertyName(name),
      label,
      policy: 'always',
    }),
  ),
  { oppspotField: 'company_city', crmField: 'city', label: 'City', policy: 'fill-blank' },
];

const sources: Enrichment['sources'] = [
  source('hubspot', 'HubSpot', 'found', '3 kinds of reaction are on record.'),
  source('website', 'Company website', 'late', 'Company website did not answer in time.'),
  source('companies-house', 'Companies House', 'found', 'KESTREL ROBOTICS LIMITED.', true),
  source('job-boards', 'Job boards', 'not-applicable', 'There was no website to find one on.'),
  source('news', 'News', 'failed', 'The source answered with an error.'),
  source('gleif', 'GLEIF', 'empty', 'No entry carries this name.'),
];

function source(
  provider: string,
  label: string,
  status: Enrichment['sources'][number]['status'],
  detail: string,
  fromCache = false,
): Enrichment['sources'][number] {
  return { provider, label, status, detail, durationMs: 120, fromCache };
}

function candidate(name: string, locality: string, number: string, confidence: number) {
  return {
    name,
    locality,
    domain: null,
    registration: { registry: 'companies-house', number },
    confidence,
    reasons: [`“${name}” has the same name.`],
  };
}

function notCreated({ code, reason }: { code: string; reason: string }) {
  return { code, reason };
}

function writtenOf({ changes, task, deal }: WritePlan): WrittenItem[] {
  const count = changes.filter(({ decision }) => decision === 'write').length;
  const written = { status: 'written', count: 1 } as const;
  const portal = 'https://app.hubspot.com/contacts/7000001/record';
  return [
    { ...written, kind: 'fields', id: '1001', count, detail: `${count} fields`, url: null },
    ...(task
      ? [
          {
            ...written,
            kind: 'task' as const,
            id: '4001',
            detail: task.subject,
            url: `${portal}/0-27/4001`,
          },
        ]
      : []),
    ...(deal
      ? [
          {
            ...written,
            kind: 'deal' as const,
            id: '3004',
            detail: deal.name,
            url: `${portal}/0-3/3004`,
          },
        ]
      : []),
  ];
}
