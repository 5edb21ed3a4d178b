import { describe, expect, it } from 'vitest';
import type {
  CreatedObject,
  PendingOperation,
  WriteOperation,
} from '../../server/crm/connector.ts';
import type { PlannedDeal, PlannedTask } from '../../shared/plan/plan.ts';
import {
  batch,
  connectTo,
  objects,
  record,
  type SeenRequest,
  scriptedHubSpot,
} from './scripted-hubspot.ts';

const readContacts = `${objects}/contacts/batch/read`;
const readTasks = `${objects}/tasks/batch/read`;
const readDeals = `${objects}/deals/batch/read`;
const contactTasks = '/crm/associations/2026-09/contacts/tasks/batch/read';

const pending = (
  operation: WriteOperation,
  before: PendingOperation['before'] = {},
): PendingOperation => ({ operation, before });

const update: WriteOperation = {
  kind: 'update',
  key: 'u',
  record: { object: 'contact', id: '1001' },
  values: {
    oppspot_score: '72',
    oppspot_last_enriched_at: '2026-11-21T10:00:00.000Z',
    city: null,
  },
};
const before = { oppspot_score: '50', oppspot_last_enriched_at: null, city: 'Hull' };

const plannedTask: PlannedTask = {
  key: 'task:1',
  subject: 'Call Ada',
  body: 'Hiring & growing.\n<New> office.',
  dueAt: '2026-11-23T09:00:00.000Z',
  priority: 'high',
  ownerId: '42',
  associations: [{ object: 'contact', id: '1001' }],
  reason: 'Score 82.',
};
const task: WriteOperation = { kind: 'create-task', key: 'task:1', task: plannedTask };

const plannedDeal: PlannedDeal = {
  key: 'deal:1',
  name: 'Acme',
  pipeline: 'default',
  stage: 'open',
  ownerId: null,
  closeDate: null,
  associations: [{ object: 'contact', id: '1001' }],
  reason: 'Score 82.',
};
const deal: WriteOperation = { kind: 'create-deal', key: 'deal:1', deal: plannedDeal };

describe('an update whose outcome is unknown', () => {
  it.each([
    [
      'holds the new values in HubSpot’s spelling',
      'applied',
      {
        oppspot_score: '72',
        oppspot_last_enriched_at: '2026-11-21T10:00:00Z',
        city: '',
      },
    ],
    ['holds the old values', 'absent', before],
    [
      'holds some of each, as after a refused property',
      'absent',
      { ...before, oppspot_score: '72' },
    ],
    ['holds something else', 'conflict', { ...before, city: 'York' }],
    [
      'holds what we wrote, one value of which somebody changed since',
      'applied',
      { ...before, oppspot_score: '72', city: 'York' },
    ],
  ])('when the record %s is %s', async (_, state, properties) => {
    const script = await scriptedHubSpot();
    script.on('POST', readContacts, { body: batch([record('1001', properties)]) });
    const found = await connectTo(script).connector.reconcile([pending(update, before)]);
    expect(found.get('u')).toMatchObject({ state });
  });

  it('is a conflict that names the changed field', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', readContacts, { body: batch([record('1001', { ...before, city: 'York' })]) });
    const found = await connectTo(script).connector.reconcile([pending(update, before)]);
    expect(found.get('u')).toMatchObject({ reason: 'Somebody changed city in the meantime.' });
  });

  it('is a conflict when the record is gone, and unknown while HubSpot cannot say', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', readContacts, { body: batch([]) })
      .on('POST', readContacts, { status: 503 }, 9);
    const { connector } = connectTo(script);
    expect((await connector.reconcile([pending(update, before)])).get('u')).toMatchObject({
      state: 'conflict',
    });
    expect((await connector.reconcile([pending(update, before)])).get('u')).toMatchObject({
      state: 'unknown',
      error: { kind: 'transient' },
    });
  });
});

describe('a task whose creation is unknown', () => {
  const associated = (...ids: number[]) => ({
    body: batch([
      { from: { id: '1001' }, to: ids.map((toObjectId) => ({ toObjectId, associationTypes: [] })) },
    ]),
  });
  const body = (key: string) => `<p>Hiring<br><br>oppSpot reference: ${key}</p>`;

  it('is found among the tasks of its record by the key in its text', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', contactTasks, associated(4001, 4002, 4003)).on('POST', readTasks, {
      body: batch([
        record('4001', { hs_task_body: null }),
        record('4002', { hs_task_body: body('task:11') }),
        record('4003', { hs_task_body: body('task:1') }),
      ]),
    });
    const found = await connectTo(script).connector.reconcile([pending(task)]);
    expect(found.get('task:1')).toMatchObject({ state: 'applied', id: '4003' });
  });

  it('is absent when no task carries exactly its key', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', contactTasks, associated(4002))
      .on('POST', readTasks, { body: batch([record('4002', { hs_task_body: body('task:11') })]) });
    const found = await connectTo(script).connector.reconcile([pending(task)]);
    expect(found.get('task:1')).toEqual({ state: 'absent' });
  });

  it('is looked for among the newest first, and no further than needed', async () => {
    const script = await scriptedHubSpot();
    const ids = Array.from({ length: 250 }, (_, at) => 999_900 + at);
    script.on('POST', contactTasks, associated(...ids)).on(
      'POST',
      readTasks,
      (seen: SeenRequest) => ({
        body: batch(
          seen.body.inputs.map(({ id }: { id: string }) =>
            record(id, { hs_task_body: id === '1000140' ? body('task:1') : '' }),
          ),
        ),
      }),
      9,
    );
    const found = await connectTo(script).connector.reconcile([pending(task)]);
    expect(found.get('task:1')).toMatchObject({ state: 'applied', id: '1000140' });
    expect(script.paths().filter((path) => path === `POST ${readTasks}`)).toHaveLength(1);
  });
});

describe('a deal whose creation is unknown', () => {
  it('is found by its unique key, or absent', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', readDeals, { body: batch([record('3001', { oppspot_external_id: 'deal:1' })]) })
      .on('POST', readDeals, { body: batch([]) });
    const { connector } = connectTo(script);
    expect((await connector.reconcile([pending(deal)])).get('deal:1')).toEqual({
      state: 'applied',
      id: '3001',
      url: 'https://app.hubspot.com/contacts/4711/record/0-3/3001',
    });
    expect((await connector.reconcile([pending(deal)])).get('deal:1')).toEqual({ state: 'absent' });
    expect(script.requests[0]?.body).toMatchObject({ idProperty: 'oppspot_external_id' });
  });
});

describe('a deletion whose outcome is unknown', () => {
  it('is carried out when the object is gone and absent while it is there', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', readTasks, { body: batch([record('4002')]) });
    const deletion = (id: string) =>
      pending({ kind: 'delete', key: id, object: 'task', id } satisfies WriteOperation);
    const found = await connectTo(script).connector.reconcile([deletion('4001'), deletion('4002')]);
    expect(found.get('4001')).toMatchObject({ state: 'applied' });
    expect(found.get('4002')).toEqual({ state: 'absent' });
  });
});

describe('several unknown outcomes', () => {
  it('are each settled even when one kind cannot be read', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', readContacts, { status: 403 }).on('POST', readDeals, { body: batch([]) });
    const found = await connectTo(script).connector.reconcile([pending(update), pending(deal)]);
    expect(found.get('u')).toMatchObject({ state: 'unknown', error: { kind: 'missing_scope' } });
    expect(found.get('deal:1')).toEqual({ state: 'absent' });
  });
});

describe('a task we created', () => {
  const created: CreatedObject = { object: 'task', id: '4001', operation: task };
  const asWeLeftIt = {
    hs_timestamp: '2026-11-23T09:00:00Z',
    hs_task_subject: 'Call Ada',
    hs_task_body:
      '<div>Hiring &amp; growing.<br>&lt;New&gt; office.<br><br>oppSpot reference: task:1</div>',
    hs_task_status: 'NOT_STARTED',
    hs_task_priority: 'HIGH',
    hubspot_owner_id: '42',
  };

  async function stateOf(properties: Record<string, string | null>) {
    const script = await scriptedHubSpot();
    script.on('POST', readTasks, { body: batch([record('4001', properties)]) });
    return (await connectTo(script).connector.inspectCreated([created])).get('4001');
  }

  it('is untouched although HubSpot’s editor wrapped its text', async () => {
    expect(await stateOf(asWeLeftIt)).toEqual({ state: 'untouched' });
  });

  it.each([
    ['hs_task_status', 'COMPLETED'],
    ['hs_task_subject', 'Call Bob'],
    ['hs_task_body', 'My own notes'],
    ['hs_task_priority', 'LOW'],
    ['hubspot_owner_id', '43'],
    ['hubspot_owner_id', null],
    ['hs_timestamp', '2026-12-01T09:00:00Z'],
  ])('is changed when %s is %s', async (property, value) => {
    expect(await stateOf({ ...asWeLeftIt, [property]: value })).toMatchObject({
      state: 'changed',
      reason: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it.each([
    [[record('4001')], true],
    [[], false],
  ])(
    'is gone when HubSpot lists it no longer; archived %o: deleted %s',
    async (archived, deleted) => {
      const script = await scriptedHubSpot();
      script.on(
        'POST',
        readTasks,
        (seen) => ({ body: batch(seen.query.get('archived') === 'true' ? archived : []) }),
        2,
      );
      const states = await connectTo(script).connector.inspectCreated([created]);
      expect(states.get('4001')).toEqual({ state: 'gone', deleted });
    },
  );

  it('is in an unknown state while HubSpot cannot say', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', readTasks, { status: 503 }, 9);
    const states = await connectTo(script).connector.inspectCreated([created]);
    expect(states.get('4001')).toMatchObject({ state: 'unknown' });
  });
});

describe('a deal we created', () => {
  const created: CreatedObject = { object: 'deal', id: '3001', operation: deal };
  const asWeLeftIt = {
    dealname: 'Acme',
    pipeline: 'default',
    dealstage: 'open',
    amount: '',
    hubspot_owner_id: null,
    hs_is_closed: 'false',
    num_notes: '0',
    oppspot_external_id: 'deal:1',
  };

  async function stateOf(properties: Record<string, string | null>) {
    const script = await scriptedHubSpot();
    script.on('POST', readDeals, { body: batch([record('3001', properties)]) });
    return (await connectTo(script).connector.inspectCreated([created])).get('3001');
  }

  it('is untouched as we left it', async () => {
    expect(await stateOf(asWeLeftIt)).toEqual({ state: 'untouched' });
  });

  it.each([
    ['dealname', 'Acme II'],
    ['pipeline', 'other'],
    ['dealstage', 'later'],
    ['amount', '100'],
    ['hubspot_owner_id', '42'],
    ['hs_is_closed', 'true'],
    ['num_notes', '1'],
  ])('is changed when %s is %s', async (property, value) => {
    expect(await stateOf({ ...asWeLeftIt, [property]: value })).toMatchObject({ state: 'changed' });
  });
});
