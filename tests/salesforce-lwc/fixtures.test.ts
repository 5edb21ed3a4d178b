/**
 * What the card's own tests draw is what the product answers: each of their fixtures is taken from
 * a run against the stand-in org, and held here against the contract and against a run of today.
 * `RECORD_FIXTURES=1 npx vitest run tests/salesforce-lwc/fixtures.test.ts` takes them anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CardState, cardState } from '../../shared/contract/card.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { closeBoard, DAY_MS } from '../freshness/support/looking.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { openSalesforceHouse, type SalesforceHouse } from '../support/salesforce-house.ts';

const folder = new URL(
  '../../salesforce-package/force-app/main/default/lwc/oppspotEnrich/__tests__/data/',
  import.meta.url,
);

/** How each state comes about; the name is the file's. */
const cases: Record<string, (house: SalesforceHouse) => Promise<RecordRef>> = {
  new: async () => contact('1002'),
  enriched: async (house) => enrich(house, contact('1001')),
  lead: async (house) => enrich(house, { object: 'lead', id: salesforceId('lead', '4001') }),
  account: async (house) =>
    enrich(house, { object: 'company', id: salesforceId('company', '2001') }),
  ambiguous: async (house) => enrich(house, contact('1009')),
  vetoed: async (house) => enrich(house, contact('1006')),
  'no-company': async (house) => enrich(house, contact('1010')),
  preview: async (house) => enrich(house, contact('1002'), 'preview'),
  undone: async (house) => {
    const record = await enrich(house, contact('1001'));
    const { latest } = await house.house.services.sync.card(house.tenant, record);
    await house.house.services.sync.undo(house.tenant, latest?.id ?? '');
    return record;
  },
  changed: async (house) => {
    const record = await enrich(house, contact('1001'));
    closeBoard(house.house);
    house.house.clock.advance(DAY_MS + 1);
    return enrich(house, record, 'write', true);
  },
  'task-created': async (house) => {
    const record = await enrich(house, contact('1001'));
    const { latest } = await house.house.services.sync.card(house.tenant, record);
    await house.house.services.sync.createActionTask(house.tenant, record, {
      enrichmentId: latest?.id ?? '',
      actionId: latest?.nextActions[0]?.id ?? '',
      person: null,
    });
    return record;
  },
};

const [kind] = databases;

describe('the fixtures of the card', () => {
  it('are those that are made here', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(cases).sort());
  });

  it.each(Object.entries(cases))('%s is what the product answers', async (name, make) => {
    if (!kind) throw new Error('There is no database to test with.');
    const house = await openSalesforceHouse(kind);
    const record = await make(house);
    const fresh = await house.house.services.sync.card(house.tenant, record);
    const file = new URL(`${name}.json`, folder);
    if (process.env.RECORD_FIXTURES) {
      const text = JSON.stringify(fresh, null, 2);
      writeFileSync(file, `${text.replaceAll(house.salesforce.url, org)}\n`);
    }
    const recorded = cardState.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(outline(recorded)).toEqual(outline(fresh));
    const points = [recorded, fresh].map((card) => (card.preview ?? card.latest)?.score.value);
    const [then, now] = points;
    if (typeof then !== 'number' || typeof now !== 'number') expect(then).toBe(now);
    else expect(Math.abs(then - now)).toBeLessThanOrEqual(2);
  });
});

const org = 'https://house.my.salesforce.example';

function contact(id: string): RecordRef {
  return { object: 'contact', id: salesforceId('contact', id) };
}

async function enrich(
  house: SalesforceHouse,
  record: RecordRef,
  mode: 'write' | 'preview' = 'write',
  refresh = false,
): Promise<RecordRef> {
  await house.enrich({ object: record.object, recordId: record.id, mode, refresh });
  return record;
}

/** What does not depend on the day and the run. */
function outline({ record, latest, preview, undo, tasks, history, limits }: CardState) {
  const shown = preview ?? latest;
  return {
    record,
    status: shown?.status,
    // The points fade by the hour, so they are compared apart.
    band: shown?.score.band,
    match: shown?.match.status,
    veto: Boolean(shown?.veto),
    fields: shown?.plan.changes.map(({ field, decision }) => `${field}: ${decision}`),
    written: shown?.written.map(({ kind, status, count }) => [kind, status, count]),
    signals: shown?.signals.map(({ type }) => type),
    changed: shown?.sinceLast?.items.map((item) => [item.kind, 'change' in item && item.change]),
    actions: shown?.nextActions.map(({ title }) => title),
    undone: undo?.items.map(({ label, outcome }) => `${label}: ${outcome}`),
    tasks: tasks.map(({ status }) => status),
    scores: history.length,
    limits: limits.map(({ code }) => code),
  };
}
