/** Records in a simulated workflow, from enrolment to the outputs that its next step sees. */
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { openServedHouse } from '../support/served-house.ts';
import { sharedInbound } from './support/shared.ts';
import { enrichAction, executionsOf, only, openWorkflow } from './support/workflow.ts';

const day = 86_400_000;
const complete = '/automation/actions/callbacks/2026-09';

describe.each(databases)('a workflow on $name', (each) => {
  const kind = sharedInbound(each);

  it('waits for the enrichment and goes on with its outputs', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    expect(only(workflow)).toMatchObject({ state: 'blocked', outputFields: null });
    await workflow.work();
    const { oppspot_score: score } = house.hubspot.get('contacts', '1001')?.properties ?? {};
    expect(score).toMatch(/^\d+$/);
    expect(only(workflow)).toMatchObject({
      state: 'completed',
      error: null,
      outputFields: {
        oppspot_score: score,
        oppspot_stage: 'opportunity',
        oppspot_confidence: 'high',
        oppspot_summary: expect.stringContaining('A reply came'),
        oppspot_status: 'completed',
      },
    });
    const [run] = await house.runs();
    expect(run).toMatchObject({ trigger: 'workflow', status: 'completed' });
    expect(await executionsOf(house)).toMatchObject([{ outcome: 'completed', error_code: null }]);
  });

  it('enriches companies, and writes nothing where only a preview is asked for', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    const companies = await workflow.start(['2016'], { objectType: 'COMPANY' });
    const previews = await workflow.start(['1001'], { inputFields: { write_mode: 'preview' } });
    await workflow.work();
    expect(only(workflow, companies).outputFields).toMatchObject({ oppspot_status: 'completed' });
    expect(only(workflow, previews).outputFields).toMatchObject({
      oppspot_status: 'previewed',
      oppspot_score: expect.stringMatching(/^\d+$/),
    });
    expect(house.hubspot.get('contacts', '1001')?.properties.oppspot_score).toBeUndefined();
  });

  it('goes on with the reason where a record is left alone or cannot be enriched', async () => {
    const house = await openServedHouse(kind, {
      settings: { suppression: { domains: ['tidewright.example'] } },
    });
    house.hubspot.archive('contacts', '1002');
    const workflow = openWorkflow(house);
    await workflow.start(['1001', '1002', '1010']);
    await workflow.work();
    const told = workflow.enrolments().map(({ state, outputFields }) => [state, outputFields]);
    const skipped = (reason: RegExp) => [
      'failed',
      expect.objectContaining({
        oppspot_status: 'skipped',
        oppspot_score: '',
        oppspot_summary: expect.stringMatching(reason),
      }),
    ];
    expect(told).toEqual([
      skipped(/suppression list/),
      skipped(/does not have this record/),
      skipped(/mail service/),
    ]);
  });

  it('takes a hundred records together, and tells HubSpot of all in one call', async () => {
    const house = await openServedHouse(kind);
    const ids = Array.from({ length: 20 }, (_, index) => {
      const { id } = house.hubspot.createContact({
        email: `person.${index}@tidewright.example`,
      });
      return id;
    });
    const workflow = openWorkflow(house);
    await workflow.start(ids);
    await workflow.work();
    expect(workflow.enrolments().map(({ state }) => state)).toEqual(ids.map(() => 'completed'));
    const callbacks = house.hubspot.requests().filter(({ path }) => path.startsWith(complete));
    expect(callbacks.map(({ path, status }) => [path, status])).toEqual([
      [`${complete}/complete`, 204],
    ]);
    expect(house.hubspot.requests().length).toBeLessThan(20);
  });

  it('enriches a record once for each workflow that asks, and writes its task once', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    await workflow.start(['1001']);
    await workflow.work();
    expect(workflow.enrolments().map(({ state }) => state)).toEqual(['completed', 'completed']);
    expect(house.hubspot.associated({ type: 'contacts', id: '1001' }, 'tasks')).toHaveLength(1);
    expect(await house.runs()).toHaveLength(2);
  });

  it('waits while HubSpot is down, and comes to its end when it is back', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    house.hubspot.fail({ path: '/contacts', times: 50, action: { kind: 'status', status: 503 } });
    await workflow.work();
    expect(only(workflow).state).toBe('blocked');
    expect(await executionsOf(house)).toMatchObject([
      { outcome: null, error_code: 'crm_transient', attempts: 1 },
    ]);
    house.hubspot.clearFaults();
    house.clock.advance(60_000);
    await workflow.work();
    expect(only(workflow)).toMatchObject({ state: 'completed' });
    expect(await house.runs()).toHaveLength(2);
  });

  it('tells HubSpot again where the callback failed, without enriching again', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001', '1002']);
    house.hubspot.fail({ path: complete, times: 4, action: { kind: 'status', status: 500 } });
    await workflow.work();
    expect(workflow.enrolments().map(({ state }) => state)).toEqual(['blocked', 'blocked']);
    house.clock.advance(60_000);
    await workflow.work();
    expect(workflow.enrolments().map(({ state }) => state)).toEqual(['completed', 'completed']);
    expect(await house.runs()).toHaveLength(2);
  });

  it('tells those that wait when one of a batch waits no longer', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001', '1002']);
    const [gone, waiting] = workflow.enrolments();
    house.hubspot.portal().callbacks.forget(gone?.callbackId ?? '');
    await workflow.work();
    expect(workflow.enrolments()[1]?.state).toBe('completed');
    const states = async () =>
      (await executionsOf(house)).map(({ callback_id, outcome }) => [callback_id, outcome]);
    // It may be that HubSpot has not taken our answer in yet: nobody gives up in the first minute.
    expect(new Map((await states()) as [string, unknown][]).get(gone?.callbackId ?? '')).toBeNull();
    house.clock.advance(120_000);
    await workflow.work();
    expect(new Map((await states()) as [string, unknown][])).toEqual(
      new Map([
        [gone?.callbackId, 'gone'],
        [waiting?.callbackId, 'completed'],
      ]),
    );
  });

  it('tells the reason before HubSpot lets the record go on without us', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    house.hubspot.fail({ path: '/contacts', times: 500, action: { kind: 'status', status: 503 } });
    await workflow.work();
    house.clock.advance(day - 60_000);
    await workflow.work();
    expect(only(workflow)).toMatchObject({
      state: 'failed',
      outputFields: {
        oppspot_status: 'failed',
        oppspot_summary: expect.stringContaining('HubSpot is not available'),
      },
    });
  });

  it('stops asking when HubSpot has let the record go on, and keeps why', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    house.hubspot.fail({ path: complete, times: 500, action: { kind: 'status', status: 500 } });
    await workflow.work();
    house.clock.advance(day + 60_000);
    await workflow.work();
    expect(await executionsOf(house)).toMatchObject([
      { outcome: 'gone', error_code: 'crm_transient' },
    ]);
  });

  it('keeps that the account does not allow callbacks, and lets the next record go on at once', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    house.hubspot.fail({ path: complete, times: 1, action: { kind: 'status', status: 403 } });
    await workflow.work();
    expect(await executionsOf(house)).toMatchObject([
      { outcome: 'refused', error_code: 'crm_missing_scope' },
    ]);
    const next = await workflow.start(['1002']);
    expect(only(workflow, next)).toMatchObject({
      state: 'failed',
      outputFields: { oppspot_summary: expect.stringContaining('“automation”') },
    });
    // An admin may have granted it since.
    house.clock.advance(3_600_000);
    const later = await workflow.start(['1002']);
    await workflow.work();
    expect(only(workflow, later).state).toBe('completed');
  });

  it('lets a record go on although HubSpot dislikes one of the outputs', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house, { action: { ...enrichAction(), outputFields: [] } });
    await workflow.start(['1001']);
    await workflow.work();
    expect(only(workflow)).toMatchObject({ state: 'failed', outputFields: {} });
    expect(await executionsOf(house)).toMatchObject([
      { outcome: 'refused', error_code: 'crm_validation' },
    ]);
  });

  it('is worked on by several processes, each record by one', async () => {
    const house = await openServedHouse(kind);
    const ids = ['1001', '1002', '1003', '1004', '1006', '1016'];
    const workflow = openWorkflow(house);
    await workflow.start(ids);
    const others = [await house.another(), await house.another()];
    await Promise.all([house, ...others].map(({ services }) => services.inbound.drain()));
    const states = workflow.enrolments().map(({ state }) => state);
    expect(states).toEqual(ids.map(() => 'completed'));
    expect(await house.runs()).toHaveLength(ids.length);
    const executions = await executionsOf(house);
    expect(executions.map(({ outcome, attempts }) => [outcome, attempts])).toEqual(
      ids.map(() => ['completed', 1]),
    );
  });

  it('answers a repeated execution without a second callback or run', async () => {
    const house = await openServedHouse(kind);
    const workflow = openWorkflow(house);
    await workflow.start(['1001']);
    await workflow.repeat(only(workflow).callbackId);
    await workflow.work();
    await workflow.repeat(only(workflow).callbackId);
    expect(only(workflow).state).toBe('completed');
    expect(await house.runs()).toHaveLength(1);
    expect(await executionsOf(house)).toHaveLength(1);
  });
});
