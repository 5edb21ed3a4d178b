import { describe, expect, it } from 'vitest';
import type { WriteOperation } from '../../server/crm/connector.ts';
import type { PlannedDeal, PlannedTask } from '../../shared/plan/plan.ts';
import {
  batch,
  connectTo,
  objects,
  record,
  refusedProperty,
  type SeenRequest,
  scriptedHubSpot,
} from './scripted-hubspot.ts';

const updateContacts = `${objects}/contacts/batch/update`;
const createTasks = `${objects}/tasks/batch/create`;
const createDeals = `${objects}/deals/batch/create`;
const readDeals = `${objects}/deals/batch/read`;
const pipelines = '/crm/pipelines/2026-09/deals';

const update = (id: string, values: Record<string, string | null>): WriteOperation => ({
  kind: 'update',
  key: `update:${id}`,
  record: { object: 'contact', id },
  values,
});

const about = [
  { object: 'contact', id: '1001' },
  { object: 'company', id: '2001' },
] as const;

function task(key: string, changes: Partial<PlannedTask> = {}): WriteOperation {
  const plan: PlannedTask = {
    key,
    subject: 'Call Ada <b>today</b>',
    body: 'Score 82 & rising.\n"Hiring" <script>',
    dueAt: '2026-11-23T09:00:00Z',
    priority: 'high',
    ownerId: '42',
    associations: [...about],
    reason: 'Score 82.',
  };
  return { kind: 'create-task', key, task: { ...plan, ...changes } };
}

function deal(key: string, changes: Partial<PlannedDeal> = {}): WriteOperation {
  const plan: PlannedDeal = {
    key,
    name: 'Acme – oppSpot',
    pipeline: 'default',
    stage: 'appointment',
    ownerId: '42',
    closeDate: '2027-01-31',
    associations: [...about],
    reason: 'Score 82.',
  };
  return { kind: 'create-deal', key, deal: { ...plan, ...changes } };
}

/** Answers a create as HubSpot does, in reverse order: order promises nothing. */
function created(firstId: number, repeatTrace: boolean) {
  return (seen: SeenRequest) => ({
    status: 201,
    body: batch(
      seen.body.inputs
        .map(
          (
            input: { properties: Record<string, string>; objectWriteTraceId: string },
            at: number,
          ) => ({
            ...record(String(firstId + at), input.properties),
            ...(repeatTrace && { objectWriteTraceId: input.objectWriteTraceId }),
          }),
        )
        .reverse(),
    ),
  });
}

function updated(seen: SeenRequest) {
  return {
    body: batch(seen.body.inputs.map(({ id }: { id: string }) => record(id))),
  };
}

const inputsOf = (seen: SeenRequest | undefined) => seen?.body.inputs ?? [];

describe('writing what a click plans', () => {
  it('takes three calls: properties, task and deal', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', updateContacts, updated)
      .on('POST', createTasks, created(4001, false))
      .on('POST', createDeals, created(3001, false));
    const operations = [
      update('1001', { oppspot_score: '72', city: null }),
      task('t:1'),
      deal('d:1'),
    ];
    const outcomes = await connectTo(script).connector.write(operations);
    expect(script.requests).toHaveLength(3);
    expect(script.unexpected).toEqual([]);
    expect(outcomes.get('update:1001')).toEqual({
      status: 'applied',
      id: '1001',
      url: 'https://app.hubspot.com/contacts/4711/record/0-1/1001',
      existing: false,
      rejected: [],
    });
    expect(outcomes.get('t:1')).toMatchObject({ status: 'applied', id: '4001', existing: false });
    expect(outcomes.get('d:1')).toMatchObject({ status: 'applied', id: '3001', existing: false });
  });

  it('clears a property with an empty string', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', updateContacts, updated);
    await connectTo(script).connector.write([
      update('1001', { oppspot_score: null, city: 'Hull' }),
    ]);
    expect(inputsOf(script.requests[0])).toMatchObject([
      { id: '1001', properties: { oppspot_score: '', city: 'Hull' } },
    ]);
  });

  it('writes a task HubSpot can show: due date, escaped text, its key, and what it is about', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', createTasks, created(4001, true));
    await connectTo(script).connector.write([task('task:Ä 1')]);
    expect(inputsOf(script.requests[0])).toEqual([
      {
        objectWriteTraceId: '0',
        properties: {
          hs_timestamp: '2026-11-23T09:00:00.000Z',
          hs_task_subject: 'Call Ada <b>today</b>',
          hs_task_body:
            'Score 82 &amp; rising.<br>&quot;Hiring&quot; &lt;script&gt;<br><br>oppSpot reference: task:%C3%84%201',
          hs_task_status: 'NOT_STARTED',
          hs_task_priority: 'HIGH',
          hs_task_type: 'TODO',
          hubspot_owner_id: '42',
        },
        associations: [
          { to: { id: '1001' }, types: [hubspotDefined(204)] },
          { to: { id: '2001' }, types: [hubspotDefined(192)] },
        ],
      },
    ]);
  });

  it('writes a deal with its key and its contact and primary company', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', createDeals, created(3001, true));
    await connectTo(script).connector.write([deal('d:1')]);
    expect(inputsOf(script.requests[0])).toEqual([
      {
        objectWriteTraceId: '0',
        properties: {
          dealname: 'Acme – oppSpot',
          pipeline: 'default',
          dealstage: 'appointment',
          oppspot_external_id: 'd:1',
          hubspot_owner_id: '42',
          closedate: '2027-01-31T00:00:00.000Z',
        },
        associations: [
          { to: { id: '1001' }, types: [hubspotDefined(3)] },
          { to: { id: '2001' }, types: [hubspotDefined(5)] },
        ],
      },
    ]);
  });

  it('leaves owner and closing date out when there is none', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', createDeals, created(3001, true));
    await connectTo(script).connector.write([deal('d:1', { ownerId: null, closeDate: null })]);
    expect(Object.keys(inputsOf(script.requests[0])[0].properties).sort()).toEqual([
      'dealname',
      'dealstage',
      'oppspot_external_id',
      'pipeline',
    ]);
  });

  it.each([
    ['lead', '00Q1'],
    ['contact', '../1'],
  ] as const)('fails a task about %s %s without a call', async (object, id) => {
    const script = await scriptedHubSpot();
    const operation = task('t:1', { associations: [{ object, id }] });
    const outcome = (await connectTo(script).connector.write([operation])).get('t:1');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'not_found' } });
    expect(script.requests).toEqual([]);
  });

  it('fails an update of a record that HubSpot cannot have without a call', async () => {
    const script = await scriptedHubSpot();
    const outcome = (await connectTo(script).connector.write([update('x', { city: 'Hull' })])).get(
      'update:x',
    );
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'not_found' } });
    expect(script.requests).toEqual([]);
  });
});

describe('where a deal goes', () => {
  const stage = (id: string, displayOrder: number, metadata: object) => ({
    id,
    displayOrder,
    metadata,
    label: id,
    archived: false,
  });
  const account = {
    body: {
      results: [
        {
          id: 'second',
          displayOrder: 1,
          archived: false,
          stages: [stage('s', 0, { probability: '0.2' })],
        },
        {
          id: 'first',
          displayOrder: 0,
          archived: false,
          stages: [
            stage('won', 0, { isClosed: 'true', probability: '1.0' }),
            stage('open-later', 2, { isClosed: 'false', probability: '0.4' }),
            stage('open', 1, { isClosed: 'false', probability: '0.0' }),
          ],
        },
        { id: 'old', displayOrder: -1, archived: true, stages: [stage('o', 0, {})] },
      ],
    },
  };

  it.each([
    [null, null, 'first', 'open'],
    ['second', null, 'second', 's'],
    [null, 'open-later', 'first', 'open-later'],
  ])('named %s/%s is %s/%s', async (pipeline, named, expectedPipeline, expectedStage) => {
    const script = await scriptedHubSpot();
    script.on('GET', pipelines, account).on('POST', createDeals, created(3001, true));
    await connectTo(script).connector.write([deal('d:1', { pipeline, stage: named })]);
    expect(inputsOf(script.requests[1])[0].properties).toMatchObject({
      pipeline: expectedPipeline,
      dealstage: expectedStage,
    });
  });

  it('is read once, and not at all when provisioning found it', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', pipelines, account).on('POST', createDeals, created(3001, true), 9);
    const open = { pipeline: null, stage: null };
    const { connector } = connectTo(script);
    await connector.write([deal('d:1', open), deal('d:2', open)]);
    await connector.write([deal('d:3', open)]);
    const dealDefaults = { pipeline: 'p', stage: 's' };
    await connectTo(script, { dealDefaults }).connector.write([deal('d:4', open)]);
    expect(script.paths().filter((path) => path === `GET ${pipelines}`)).toHaveLength(1);
    expect(inputsOf(script.requests.at(-1))[0].properties).toMatchObject({
      pipeline: 'p',
      dealstage: 's',
    });
  });

  it('nowhere fails that deal alone', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', pipelines, account).on('POST', createDeals, created(3001, true));
    const operations = [deal('d:1', { pipeline: 'gone', stage: null }), deal('d:2')];
    const outcomes = await connectTo(script).connector.write(operations);
    expect(outcomes.get('d:1')).toMatchObject({ status: 'failed', error: { kind: 'validation' } });
    expect(outcomes.get('d:2')).toMatchObject({ status: 'applied' });
  });
});

describe('writing many', () => {
  it.each([true, false])(
    'finds each answer, whether HubSpot repeats our trace id (%s) or not',
    async (repeatTrace) => {
      const script = await scriptedHubSpot();
      script.on('POST', createTasks, created(4001, repeatTrace));
      const operations = ['t:1', 't:11', 't:111'].map((key) => task(key));
      const outcomes = await connectTo(script).connector.write(operations);
      expect(outcomes.get('t:1')).toMatchObject({ id: '4001' });
      expect(outcomes.get('t:11')).toMatchObject({ id: '4002' });
      expect(outcomes.get('t:111')).toMatchObject({ id: '4003' });
    },
  );

  it('sends at most a hundred at once, and two changes of one record one after the other', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', updateContacts, updated, 9);
    const many = Array.from({ length: 150 }, (_, at) => update(String(at + 1), { city: 'Hull' }));
    const again: WriteOperation = {
      kind: 'update',
      key: 'again',
      record: { object: 'contact', id: '1' },
      values: { city: 'York' },
    };
    const outcomes = await connectTo(script).connector.write([...many, again]);
    expect(script.requests.map((one) => inputsOf(one).length)).toEqual([100, 50, 1]);
    expect(inputsOf(script.requests[2])[0].properties.city).toBe('York');
    expect([...outcomes.values()].every((one) => one.status === 'applied')).toBe(true);
    expect(outcomes.size).toBe(151);
  });

  it('tells a partly refused batch apart by trace id and by record id', async () => {
    const script = await scriptedHubSpot();
    const byTrace = {
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: 'no',
      context: { objectWriteTraceId: ['1'] },
    };
    const byId = {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'gone',
      context: { ids: ['3'] },
    };
    script.on('POST', updateContacts, {
      status: 207,
      body: batch([record('1'), record('4')], [byTrace, byId]),
    });
    const operations = ['1', '2', '3', '4', '5'].map((id) => update(id, { city: 'Hull' }));
    const outcomes = await connectTo(script).connector.write(operations);
    expect(outcomes.get('update:1')?.status).toBe('applied');
    expect(outcomes.get('update:2')).toMatchObject({
      status: 'failed',
      error: { kind: 'validation' },
    });
    expect(outcomes.get('update:3')).toMatchObject({
      status: 'failed',
      error: { kind: 'not_found' },
    });
    expect(outcomes.get('update:4')?.status).toBe('applied');
    expect(outcomes.get('update:5')?.status, 'neither answered nor refused').toBe('unknown');
  });

  it('finds the one that spoils a batch and writes the others', async () => {
    const script = await scriptedHubSpot();
    script.on(
      'POST',
      updateContacts,
      (seen) =>
        inputsOf(seen).some((input: { id: string }) => input.id === '7')
          ? refusedProperty('numemployees', 'INVALID_OPTION')
          : updated(seen),
      99,
    );
    const operations = Array.from({ length: 16 }, (_, at) =>
      update(String(at + 1), { numemployees: '1-5' }),
    );
    const outcomes = await connectTo(script).connector.write(operations);
    expect(outcomes.get('update:7')).toMatchObject({
      status: 'failed',
      error: { kind: 'validation', fields: [{ field: 'numemployees', code: 'INVALID_OPTION' }] },
    });
    expect([...outcomes.values()].filter((one) => one.status === 'applied')).toHaveLength(15);
  });
});

describe('a property that HubSpot refuses', () => {
  it('is left out and reported; the rest of the record is written', async () => {
    const script = await scriptedHubSpot();
    script
      .on(
        'POST',
        updateContacts,
        refusedProperty('numemployees', 'INVALID_OPTION', 'not an option'),
      )
      .on('POST', updateContacts, updated);
    const operation = update('1001', { numemployees: '1-5', oppspot_score: '72' });
    const outcome = (await connectTo(script).connector.write([operation])).get('update:1001');
    expect(outcome).toMatchObject({
      status: 'applied',
      rejected: [{ field: 'numemployees', code: 'INVALID_OPTION', message: 'not an option' }],
    });
    expect(inputsOf(script.requests[1])[0].properties).toEqual({ oppspot_score: '72' });
  });

  it('because the account lacks it is left out of the whole batch at once', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', updateContacts, refusedProperty('oppspot_signals', 'PROPERTY_DOESNT_EXIST'))
      .on('POST', updateContacts, updated);
    const operations = Array.from({ length: 50 }, (_, at) =>
      update(String(at + 1), { oppspot_signals: 'x', oppspot_score: '72' }),
    );
    const outcomes = await connectTo(script).connector.write(operations);
    expect(script.requests).toHaveLength(2);
    for (const outcome of outcomes.values()) {
      expect(outcome).toMatchObject({
        status: 'applied',
        rejected: [{ field: 'oppspot_signals' }],
      });
    }
  });

  it('is not dropped from a deal when it is the key: the deal could be created twice', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', createDeals, refusedProperty('oppspot_external_id', 'PROPERTY_DOESNT_EXIST'));
    const outcome = (await connectTo(script).connector.write([deal('d:1')])).get('d:1');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'validation' } });
    expect(script.requests).toHaveLength(1);
  });

  it('is dropped from a task when it is the owner', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', createTasks, refusedProperty('hubspot_owner_id', 'INVALID_OWNER_ID'))
      .on('POST', createTasks, created(4001, true));
    const outcome = (await connectTo(script).connector.write([task('t:1')])).get('t:1');
    expect(outcome).toMatchObject({ status: 'applied', rejected: [{ field: 'hubspot_owner_id' }] });
  });
});

describe('a deal whose key is taken', () => {
  const taken = {
    status: 409,
    body: { status: 'error', category: 'CONFLICT', message: 'exists. Existing ID: 3009' },
  };

  it('is the one that was created before, once its key has been read', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', createDeals, taken)
      .on('POST', readDeals, { body: batch([record('3009', { oppspot_external_id: 'd:1' })]) })
      .on('POST', createDeals, created(3010, true));
    const outcomes = await connectTo(script).connector.write([deal('d:1'), deal('d:2')]);
    expect(outcomes.get('d:1')).toMatchObject({ status: 'applied', id: '3009', existing: true });
    expect(outcomes.get('d:2')).toMatchObject({ status: 'applied', id: '3010', existing: false });
    expect(script.requests[1]?.body).toMatchObject({
      idProperty: 'oppspot_external_id',
      inputs: [{ id: 'd:1' }, { id: 'd:2' }],
    });
    expect(inputsOf(script.requests[2])).toHaveLength(1);
  });

  it('is recognised in a partly refused batch', async () => {
    const script = await scriptedHubSpot();
    const fault = { ...taken.body, context: { objectWriteTraceId: ['0'], existingId: ['3009'] } };
    script
      .on('POST', createDeals, (seen) => ({
        status: 207,
        body: batch([record('3010', inputsOf(seen)[1].properties)], [fault]),
      }))
      .on('POST', readDeals, { body: batch([record('3009', { oppspot_external_id: 'd:1' })]) });
    const outcomes = await connectTo(script).connector.write([deal('d:1'), deal('d:2')]);
    expect(outcomes.get('d:1')).toMatchObject({ id: '3009', existing: true });
    expect(outcomes.get('d:2')).toMatchObject({ id: '3010', existing: false });
  });

  it('fails when the record that holds it is not ours', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', createDeals, taken)
      .on('POST', readDeals, { body: batch([record('3009', { oppspot_external_id: 'else' })]) });
    const outcome = (await connectTo(script).connector.write([deal('d:1')])).get('d:1');
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { kind: 'conflict', existingId: '3009' },
    });
  });

  it('is unknown while nobody can be asked', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', createDeals, taken).on('POST', readDeals, { status: 503 }, 9);
    const outcome = (await connectTo(script).connector.write([deal('d:1')])).get('d:1');
    expect(outcome?.status).toBe('unknown');
  });
});

describe('deleting what we created', () => {
  const deletion = (object: 'task' | 'deal', id: string): WriteOperation => ({
    kind: 'delete',
    key: `delete:${id}`,
    object,
    id,
  });

  it('moves tasks and deals to the recycling bin', async () => {
    const script = await scriptedHubSpot();
    script
      .on('DELETE', `${objects}/tasks/4001`, { status: 204 })
      .on('DELETE', `${objects}/deals/3001`, { status: 204 });
    const operations = [deletion('task', '4001'), deletion('deal', '3001')];
    const outcomes = await connectTo(script).connector.write(operations);
    expect(outcomes.get('delete:4001')).toMatchObject({ status: 'applied', existing: false });
    expect(outcomes.get('delete:3001')).toMatchObject({ status: 'applied', existing: false });
  });

  it('is done already when there is nothing to delete', async () => {
    const script = await scriptedHubSpot();
    script.on('DELETE', `${objects}/tasks/4001`, { status: 404 });
    const outcome = (await connectTo(script).connector.write([deletion('task', '4001')])).get(
      'delete:4001',
    );
    expect(outcome).toMatchObject({ status: 'applied', existing: true });
  });

  it('fails with the reason otherwise', async () => {
    const script = await scriptedHubSpot();
    script.on('DELETE', `${objects}/deals/3001`, { status: 403 });
    const outcome = (await connectTo(script).connector.write([deletion('deal', '3001')])).get(
      'delete:3001',
    );
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'missing_scope' } });
  });
});

function hubspotDefined(associationTypeId: number) {
  return { associationCategory: 'HUBSPOT_DEFINED', associationTypeId };
}
