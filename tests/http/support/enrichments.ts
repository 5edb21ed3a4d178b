import type { EnrichmentSummary } from '../../../shared/contract/api.ts';
import { type CardState, cardState } from '../../../shared/contract/card.ts';
import type { EnrichRequest } from '../../../shared/contract/v1.ts';
import {
  contractVersion,
  type Enrichment,
  enrichment,
  type UndoReport,
} from '../../../shared/contract/v1.ts';
import type { RecordRef } from '../../../shared/plan/plan.ts';

export const enrichmentId = '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a11';
const day = '2026-11-20T09:00:00.000Z';

/** A small but complete enrichment: one matched company, one piece of evidence, one planned field. */
export function enrichmentFor(
  request: Pick<EnrichRequest, 'object' | 'recordId'>,
  overrides: Partial<Enrichment> = {},
): Enrichment {
  const record = { object: request.object, id: request.recordId };
  const evidenceIds = ['greenhouse:open-jobs:harbourline'];
  const contribution = {
    component: 'growth' as const,
    points: 40,
    overallPoints: 40,
    reason: '12 open roles on the job board',
    evidenceIds,
    date: day,
  };
  const component = (name: 'financial' | 'growth' | 'engagement' | 'fit', weight: number) => ({
    name,
    value: name === 'growth' ? 40 : null,
    weight,
    effectiveWeight: name === 'growth' ? 1 : 0,
    coverage: name === 'growth' ? 0.5 : 0,
    unknownReason: name === 'growth' ? null : 'No evidence was found',
  });
  return enrichment.parse({
    contractVersion,
    id: enrichmentId,
    status: 'completed',
    crm: 'hubspot',
    record: { ...record, name: 'Harbourline Pumps', url: null },
    match: {
      status: 'matched',
      company: {
        domain: 'harbourline.example',
        name: 'Harbourline Pumps Ltd',
        registration: null,
        locality: 'Leith',
        confidence: 0.95,
        reasons: ['Same domain'],
      },
    },
    score: {
      value: 40,
      grade: '??',
      band: 'below-average',
      confidence: 'low',
      coverage: 0.1,
      components: [
        component('financial', 0.3),
        component('growth', 0.2),
        component('engagement', 0.1),
        component('fit', 0.4),
      ],
      contributions: [contribution],
      strongestPositives: [contribution],
      strongestNegatives: [],
      wouldRaise: ['A meeting in the last 30 days'],
      modelVersion: 'template-2',
    },
    signals: [
      {
        id: `hiring:${evidenceIds[0]}`,
        type: 'hiring',
        polarity: 'positive',
        title: '12 open roles',
        priority: 'high',
        confidence: 'high',
        date: day,
        evidenceIds,
      },
    ],
    summary: {
      sentences: [{ text: '12 open roles stand on the job board.', evidenceIds }],
      author: 'template',
      model: null,
    },
    stage: { name: 'lead', reason: 'A score of 40 or more' },
    veto: null,
    nextActions: [],
    assignment: { status: 'unassigned', code: 'no-rule', reason: 'No rule applies' },
    evidence: [
      {
        id: evidenceIds[0],
        kind: 'open-jobs',
        value: {
          board: 'greenhouse',
          total: 12,
          departments: [{ name: 'Engineering', count: 12 }],
          seniorRoles: 1,
          countries: ['GB'],
          publishedLast30Days: 4,
        },
        source: {
          type: 'public',
          provider: 'greenhouse',
          label: 'Greenhouse',
          url: 'https://boards.greenhouse.io/harbourline',
        },
        observedAt: day,
        retrievedAt: day,
        text: '12 open roles stand on the job board.',
      },
    ],
    sources: [
      {
        provider: 'greenhouse',
        label: 'Greenhouse',
        status: 'found',
        detail: '12 open roles',
        durationMs: 210,
        fromCache: false,
      },
    ],
    plan: {
      record,
      recordVersion: 'v1',
      changes: [
        {
          record,
          field: 'oppspot_score',
          label: 'oppSpot score',
          oppspotField: 'score',
          before: null,
          after: '40',
          policy: 'always',
          decision: 'write',
          reason: 'Our own field',
          evidenceIds,
        },
      ],
      task: null,
      deal: null,
      skipped: [],
    },
    written: [
      { kind: 'fields', id: record.id, status: 'written', count: 1, detail: '1 field', url: null },
    ],
    warnings: [],
    startedAt: day,
    finishedAt: day,
    durationMs: 900,
    researchMs: 300,
    replayed: false,
    ...overrides,
  });
}

/** A card with that enrichment and nothing else to tell. */
export function cardFor({ object, id }: RecordRef): CardState {
  return cardState.parse({
    contractVersion,
    record: { object, id },
    connection: { status: 'connected', message: null },
    latest: enrichmentFor({ object, recordId: id }),
    preview: null,
    undo: null,
    failure: null,
    freshness: { ageDays: 0, staleAfterDays: 30, isStale: false },
    history: [{ enrichmentId, at: day, score: 40, status: 'completed' }],
    tasks: [],
    limits: [],
    running: null,
  });
}

export function undoReportFor(id: string): UndoReport {
  return {
    contractVersion,
    id: '0e8f1c1e-5f8e-4f0e-9c57-0a4f6f0a7a22',
    enrichmentId: id,
    record: { object: 'contact', id: '1001' },
    status: 'partial',
    items: [
      {
        kind: 'field',
        target: 'oppspot_score',
        label: 'oppSpot score',
        outcome: 'restored',
        reason: 'Nobody changed it since',
        restoredTo: null,
      },
      {
        kind: 'task',
        target: '77',
        label: 'Follow up',
        outcome: 'left-alone',
        reason: 'Somebody completed it',
      },
    ],
  };
}

export function summaryOf({ id, record, status, score, startedAt }: Enrichment): EnrichmentSummary {
  return {
    id,
    object: record.object,
    recordId: record.id,
    status,
    score: score.value,
    startedAt,
    durationMs: 900,
    errorCode: null,
  };
}
