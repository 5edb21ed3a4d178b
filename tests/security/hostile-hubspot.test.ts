import { describe, expect, it } from 'vitest';
import type { WriteOperation } from '../../server/crm/connector.ts';
import { isCrmError } from '../../server/crm/errors.ts';
import { connectTo, objects, record, scriptedHubSpot } from '../hubspot/scripted-hubspot.ts';

const contact = `${objects}/contacts/1001`;
const taskCreation = `${objects}/tasks/batch/create`;
const taskReading = `${objects}/tasks/batch/read`;
const taskIds = /\/associations\/.*contacts\/tasks\/batch\/read$/;

const task: WriteOperation = {
  kind: 'create-task',
  key: 'task:1',
  task: {
    key: 'task:1',
    subject: 'Call Ada',
    body: 'Because.',
    dueAt: '2026-11-23T09:00:00.000Z',
    priority: 'high',
    ownerId: null,
    associations: [{ object: 'contact', id: '1001' }],
    reason: 'Score 82.',
  },
};

const nonsense: [string, unknown][] = [
  ['null', null],
  ['an empty object', {}],
  ['a list instead of an object', []],
  ['a sentence', 'Welcome to the Wi-Fi'],
  ['a list that is null', { results: null }],
  ['a list that is an object', { results: { a: 1 } }],
  ['a list of nothing', { results: [null] }],
  ['records without ids', { results: [{ properties: {} }] }],
  ['an id that is a path', { results: [{ id: '../1', properties: {} }] }],
  ['properties that are null', { results: [{ id: '1', properties: null }] }],
  ['errors that are an object', { results: [], errors: { a: 1 } }],
];

describe('HubSpot answering nonsense with status 200', () => {
  it.each(nonsense)('%s to a read is no "not found"', async (_, body) => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { body });
    const reading = connectTo(script).connector.readRecords('contact', ['1001']);
    const error = await reading.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    // What is no JSON did not arrive whole, or came from somebody on the way.
    const kind = typeof body === 'string' ? 'transient' : 'unexpected';
    expect(isCrmError(error) && error.kind).toBe(kind);
  });

  it.each(nonsense)('%s to a create leaves open whether it was created', async (_, body) => {
    const script = await scriptedHubSpot();
    script.on('POST', taskCreation, { status: 201, body });
    const outcomes = await connectTo(script).connector.write([task]);
    expect(outcomes.get('task:1')?.status).toBe('unknown');
    expect(script.paths()).toHaveLength(1);
  });

  it.each(nonsense)('%s to a read-back never says that a task is absent', async (_, body) => {
    const script = await scriptedHubSpot();
    script.on('POST', taskIds, { status: 207, body });
    const { connector } = connectTo(script);
    const first = await connector.reconcile([{ operation: task, before: {} }]);
    const linked = { results: [{ _from: { id: '1001' }, to: [{ toObjectId: 77 }] }] };
    script.on('POST', taskIds, { body: linked }).on('POST', taskReading, { status: 207, body });
    const second = await connector.reconcile([{ operation: task, before: {} }]);
    expect(first.get('task:1')?.state).toBe('unknown');
    expect(second.get('task:1')?.state).toBe('unknown');
  });

  it('a part that HubSpot could not read back leaves open whether the task is there', async () => {
    const fault = { status: 'error', category: 'SOMETHING_NEW', message: 'Try later.' };
    const partly = { status: 207, body: { status: 'COMPLETE', results: [], errors: [fault] } };
    const linked = { results: [{ _from: { id: '1001' }, to: [{ toObjectId: 77 }] }] };
    const script = await scriptedHubSpot();
    script.on('POST', taskIds, partly);
    script.on('POST', taskIds, { body: linked }).on('POST', taskReading, partly);
    const { connector } = connectTo(script);
    for (const _ of ['associations', 'tasks']) {
      const found = await connector.reconcile([{ operation: task, before: {} }]);
      expect(found.get('task:1')?.state).toBe('unknown');
    }
  });

  it('a refusal of a kind nobody knows is no proof that nothing was created', async () => {
    const fault = { status: 'error', category: 'SOMETHING_NEW', context: { ids: ['1001'] } };
    const script = await scriptedHubSpot();
    script.on('POST', taskCreation, {
      status: 207,
      body: { status: 'COMPLETE', results: [], errors: [fault] },
    });
    const outcomes = await connectTo(script).connector.write([task]);
    expect(outcomes.get('task:1')?.status).toBe('unknown');
  });

  it('values of other types than text are read as text, or as nothing', async () => {
    const script = await scriptedHubSpot();
    const odd = { firstname: 7, lastname: true, jobtitle: { a: 1 }, company: ['x'], email: null };
    script.on('GET', contact, { body: { ...record('1001'), properties: odd } });
    const results = await connectTo(script).connector.readRecords('contact', ['1001']);
    const found = results.get('1001');
    expect(found?.ok && found.record).toMatchObject({
      name: '7 true',
      person: { email: null, jobTitle: null },
    });
  });

  it('takes the one object answered to one creation for it, however it was changed', async () => {
    const script = await scriptedHubSpot();
    const changed = { ...record('55'), objectWriteTraceId: 'something else' };
    script.on('POST', taskCreation, { status: 201, body: { results: [changed] } });
    const outcomes = await connectTo(script).connector.write([task]);
    expect(outcomes.get('task:1')).toMatchObject({ status: 'applied', id: '55' });
  });
});

describe('HubSpot asking to wait', () => {
  it.each([
    ['1e99', 86_400_000],
    ['3600', 3_600_000],
    ['banana', undefined],
    ['-5', undefined],
  ])('Retry-After %s gives a pause that a header and a clock can hold', async (header, pause) => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { status: 429, headers: { 'retry-after': header }, body: {} }, 9);
    const reading = connectTo(script).connector.readRecords('contact', ['1001']);
    await expect(reading).rejects.toMatchObject({ kind: 'rate_limited' });
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(isCrmError(error) && (error.retryAfterMs ?? undefined)).toBe(pause);
  });
});
