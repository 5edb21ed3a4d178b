import { describe, expect, it } from 'vitest';
import { unlessNothingNew } from '../../shared/plan/nothing-new.ts';
import type { FieldChange, PlannedTask, WritePlan } from '../../shared/plan/plan.ts';

const record = { object: 'contact', id: '1' } as const;

function change(oppspotField: string, more: Partial<FieldChange> = {}): FieldChange {
  return {
    record,
    field: `oppspot_${oppspotField}`,
    label: oppspotField,
    oppspotField,
    before: 'earlier',
    after: 'later',
    policy: 'always',
    decision: 'write',
    reason: 'The value is new.',
    evidenceIds: [],
    ...more,
  };
}

const enrichedAt = change('last_enriched_at', {
  before: '2026-11-20T09:00:00.000Z',
  after: '2026-11-27T09:00:00.000Z',
});
const enrichmentId = change('enrichment_id');

function plan(changes: FieldChange[], more: Partial<WritePlan> = {}): WritePlan {
  return { record, recordVersion: 'v', changes, task: null, deal: null, skipped: [], ...more };
}

const decisions = ({ changes }: WritePlan) => changes.map(({ decision }) => decision);

const task: PlannedTask = {
  key: 'k',
  subject: 's',
  body: '',
  dueAt: '2026-11-28T09:00:00.000Z',
  priority: 'high',
  ownerId: null,
  associations: [record],
  reason: 'r',
};

describe('a plan in which only the time and the run are new', () => {
  it('writes nothing, and says since when nothing has changed', () => {
    const held = unlessNothingNew(plan([enrichedAt, enrichmentId]));
    expect(held.changes.map(({ decision, reason }) => ({ decision, reason }))).toEqual([
      { decision: 'skip', reason: 'Nothing has changed since the enrichment of 20 November 2026.' },
      { decision: 'skip', reason: 'Nothing has changed since the enrichment of 20 November 2026.' },
    ]);
  });

  it('reads the time as Salesforce spells it, too', () => {
    const before = '2026-11-20T09:00:00.000+0000';
    const held = unlessNothingNew(plan([{ ...enrichedAt, before }, enrichmentId]));
    expect(held.changes[0]?.reason).toBe(
      'Nothing has changed since the enrichment of 20 November 2026.',
    );
  });

  it('says so without a day where none can be read', () => {
    const held = unlessNothingNew(plan([enrichmentId]));
    expect(held.changes[0]?.reason).toBe('Nothing has changed since the last enrichment.');
  });

  it('keeps the reasons of what was skipped before', () => {
    const city = change('company_city', { decision: 'skip', reason: 'It holds a value.' });
    const held = unlessNothingNew(plan([enrichedAt, city]));
    expect(decisions(held)).toEqual(['skip', 'skip']);
    expect(held.changes[1]?.reason).toBe('It holds a value.');
  });
});

describe('a plan with any other news stays as it is', () => {
  it.each([
    ['another field', plan([enrichedAt, enrichmentId, change('score')])],
    ['a field that is cleared', plan([enrichedAt, change('summary', { after: null })])],
    ['a task', plan([enrichedAt, enrichmentId], { task })],
    [
      'a deal',
      plan([enrichedAt], {
        deal: {
          key: 'k',
          name: 'n',
          pipeline: null,
          stage: null,
          ownerId: null,
          closeDate: null,
          associations: [record],
          reason: 'r',
        },
      }),
    ],
    ['the first mark of all', plan([{ ...enrichedAt, before: null }, enrichmentId])],
    ['nothing to write', plan([change('score', { decision: 'skip' })])],
  ])('%s', (_what, given) => {
    expect(unlessNothingNew(given)).toBe(given);
  });
});
