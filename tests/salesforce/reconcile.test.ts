import { describe, expect, it } from 'vitest';
import type { CreatedObject, WriteOperation } from '../../server/crm/connector.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import { composite, deal, ids, openOrg, task, update } from './org.ts';

const pending = (operation: WriteOperation, before: Record<string, CrmValue> = {}) => ({
  operation,
  before,
});

describe('an update whose outcome is unknown', () => {
  const change = update({ oppspot__Score__c: 72, Title: 'Boss' });
  const before = { oppspot__Score__c: 40, Title: 'Head of Engines' };

  it.each([
    ['everything is new', { oppspot__Score__c: 72, Title: 'Boss' }, 'applied'],
    ['everything is as it was', before, 'absent'],
    ['a part is new and the rest as it was', { ...before, Title: 'Boss' }, 'absent'],
    ['somebody changed a value after it', { oppspot__Score__c: 72, Title: 'CTO' }, 'applied'],
    ['somebody changed a value before it', { oppspot__Score__c: 40, Title: 'CTO' }, 'conflict'],
  ])('when %s: %s', async (_, values, state) => {
    const { salesforce, connector, calls } = await openOrg();
    salesforce.update('Contact', ids.ada, values);
    const found = await connector.reconcile([pending(change, before)]);
    expect(found.get(change.key)).toMatchObject({ state });
    expect(calls()).toEqual([composite]);
  });

  it('conflicts when the record is gone', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.delete('Contact', ids.ada);
    const found = await connector.reconcile([pending(change, before)]);
    expect(found.get(change.key)).toMatchObject({ state: 'conflict' });
  });
});

describe('other operations whose outcome is unknown', () => {
  it('are found by their keys or absent, all in one call', async () => {
    const { salesforce, connector, calls } = await openOrg();
    const [taskId, dealId] = [...(await connector.write([task('t1'), deal('d1')])).values()].map(
      (outcome) => (outcome.status === 'applied' ? outcome.id : ''),
    );
    salesforce.clearRequests();
    const deletion = (id: string, object: 'task' | 'deal'): WriteOperation => ({
      kind: 'delete',
      key: `delete ${id}`,
      object,
      id,
    });
    const gone = '00TOp0000000zzzIAA';
    const found = await connector.reconcile([
      pending(task('t1')),
      pending(task('t2')),
      pending(deal('d1')),
      pending(deal('d2')),
      pending(deletion(dealId ?? '', 'deal')),
      pending(deletion(gone, 'task')),
      pending(deletion('42', 'task')),
    ]);
    expect(Object.fromEntries(found)).toMatchObject({
      t1: { state: 'applied', id: taskId },
      t2: { state: 'absent' },
      d1: { state: 'applied', id: dealId },
      d2: { state: 'absent' },
      [`delete ${dealId}`]: { state: 'absent' },
      [`delete ${gone}`]: { state: 'applied' },
      'delete 42': { state: 'applied' },
    });
    expect(calls()).toEqual([composite]);
  });

  it('tell keys apart that differ in case only', async () => {
    const { connector } = await openOrg();
    await connector.write([task('KEY')]);
    const found = await connector.reconcile([pending(task('key'))]);
    expect(found.get('key')).toEqual({ state: 'absent' });
  });

  it('take a key for a value, whatever it holds', async () => {
    const { connector } = await openOrg();
    const key = 'it\'s \\ a "key"\n\' OR Id != null';
    await connector.write([task('other')]);
    const found = await connector.reconcile([pending(task(key))]);
    expect(found.get(key)).toEqual({ state: 'absent' });
  });

  it('stay unknown while Salesforce cannot say', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    const found = await connector.reconcile([pending(task('t'))]);
    expect(found.get('t')).toMatchObject({ state: 'unknown', error: { kind: 'transient' } });
  });
});

describe('what we created', () => {
  async function created(operation: WriteOperation, object: 'task' | 'deal') {
    const org = await openOrg();
    const [outcome] = (await org.connector.write([operation])).values();
    const id = outcome?.status === 'applied' ? outcome.id : '';
    const one: CreatedObject = { object, id, operation };
    const type = object === 'task' ? 'Task' : 'Opportunity';
    return {
      ...org,
      id,
      type,
      state: async () => (await org.connector.inspectCreated([one])).get(id),
    };
  }

  it.each([
    ['task', task()],
    ['task', task('t', { ownerId: null, body: '', priority: 'medium' })],
    ['deal', deal()],
    ['deal', deal('d', { ownerId: ids.rep, stage: 'Qualification' })],
  ] as const)('a %s is untouched as we left it', async (object, operation) => {
    const { state } = await created(operation, object);
    expect(await state()).toEqual({ state: 'untouched' });
  });

  it.each([
    ['Status', 'Completed'],
    ['Status', 'In Progress'],
    ['Subject', 'Call Bob'],
    ['Description', 'My own notes'],
    ['Priority', 'Low'],
    ['OwnerId', '005Op0000000001IAA'],
    ['ActivityDate', '2026-12-01'],
  ])('a task is changed when its %s is %s', async (field, value) => {
    const { salesforce, id, state } = await created(task(), 'task');
    salesforce.update('Task', id, { [field]: value });
    expect(await state()).toMatchObject({
      state: 'changed',
      reason: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it.each([
    ['Name', 'Acme II'],
    ['StageName', 'Qualification'],
    ['StageName', 'Closed Lost'],
    ['Amount', 100],
    ['OwnerId', ids.rep],
  ])('a deal is changed when its %s is %s', async (field, value) => {
    const { salesforce, id, state } = await created(deal(), 'deal');
    salesforce.update('Opportunity', id, { [field]: value });
    expect(await state()).toMatchObject({ state: 'changed' });
  });

  it('a deal is changed when somebody planned something on it', async () => {
    const { salesforce, id, state } = await created(deal(), 'deal');
    salesforce.create('Task', { Subject: 'Call', WhatId: id });
    expect(await state()).toMatchObject({ state: 'changed' });
  });

  it.each([
    ['task', task()],
    ['deal', deal()],
  ] as const)('a %s is gone when somebody deleted it', async (object, operation) => {
    const { salesforce, id, type, state } = await created(operation, object);
    salesforce.delete(type, id);
    expect(await state()).toEqual({ state: 'gone', deleted: true });
  });

  it('was never there under an id that Salesforce does not know', async () => {
    const { connector } = await openOrg();
    const nowhere = '00TOp0000000zzzIAA';
    const states = await connector.inspectCreated([
      { object: 'task', id: nowhere, operation: task() },
      { object: 'task', id: '42', operation: task() },
    ]);
    expect([...states.values()]).toEqual([
      { state: 'gone', deleted: false },
      { state: 'gone', deleted: false },
    ]);
  });

  it('is in an unknown state while Salesforce cannot say', async () => {
    const { salesforce, state } = await created(task(), 'task');
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    expect(await state()).toMatchObject({ state: 'unknown' });
  });
});
