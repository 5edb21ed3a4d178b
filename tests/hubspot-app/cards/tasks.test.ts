/** One click on a suggested step creates its task, once, with all that is known of it. */
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runAnswer } from '../../../shared/contract/card.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { hubspotUser, openServedHouse } from '../../support/served-house.ts';
import { isWrite, tasks, valuesOf } from '../../sync/support/portal.ts';
import { recoverLater } from '../../sync/support/settle.ts';
import { askAs } from '../settings/support/page.ts';
import {
  enriched,
  heroPath,
  openCard,
  progressOf,
  refusal,
  refusalOfAction,
} from './support/card.ts';

/** No task of its own accord, so that every task is one that somebody asked for. */
const settings = { automation: { createTasks: false, createDeals: false } };

describe.each(databases)('a task for a next action, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  async function ready(options: Parameters<typeof openServedHouse>[1] = {}) {
    const house = await openServedHouse(shared, { settings, ...options });
    const card = openCard(house);
    const { state, enrichment } = await enriched(card);
    const action = enrichment.nextActions.find(({ title }) => title === 'Answer the reply');
    if (!action) throw new Error('The hero replied, and nobody is told to answer.');
    expect(state.tasks).toEqual([]);
    house.hubspot.clearRequests();
    const create = () => card.act(enrichment.id, 'tasks', { actionId: action.id });
    /** The same to its end. */
    const created = async () => card.follow(await create());
    return { house, card, enrichment, action, create, created };
  }

  it('says what to do, why and where that is known from, and lies on the record and its company', async () => {
    const { house, enrichment, action, card, created } = await ready();
    const { tasks: shown, running } = await created();
    const [task, ...others] = tasks(house.hubspot);
    expect(others).toEqual([]);
    expect(running).toBeNull();
    expect(shown).toEqual([
      {
        runId: expect.any(String),
        actionId: action.id,
        status: 'written',
        taskId: task?.id,
        subject: 'Answer the reply: Idris Marlowe',
        url: expect.stringContaining(`/${task?.id}`),
        error: null,
      },
    ]);
    const ground = enrichment.evidence.find(({ id }) => id === action.evidenceIds[0]);
    const body = task?.properties.hs_task_body ?? '';
    expect(body).toContain(action.reason);
    expect(body).toContain(ground?.source.url ?? '?');
    expect(body).toContain('oppSpot reference: oppspot-action-contact-1001-');
    expect(task?.properties).toMatchObject({
      hs_task_subject: 'Answer the reply: Idris Marlowe',
      hs_task_priority: action.priority.toUpperCase(),
      hubspot_owner_id: valuesOf(house.hubspot).hubspot_owner_id,
    });
    const dueInHours = (Date.parse(task?.properties.hs_timestamp ?? '') - Date.now()) / 3_600_000;
    expect(Math.round(dueInHours)).toBe(48);
    const self = { type: 'contacts' as const, id: '1001' };
    expect(house.hubspot.associated(self, 'tasks')).toEqual([task?.id]);
    const company = { type: 'companies' as const, id: '2001' };
    expect(house.hubspot.associated(company, 'tasks')).toEqual([task?.id]);
    expect((await card.state()).tasks).toEqual(shown);
  });

  it('is created once, however often and wherever it is asked for', async () => {
    const { house, card, enrichment, action, create, created } = await ready();
    const other = await house.another();
    const asked = { enrichmentId: enrichment.id, actionId: action.id, person: null };
    const record = { object: 'contact', id: '1001' } as const;
    const [, ...first] = await Promise.all([
      other.services.sync.createActionTask(house.tenant, record, asked),
      create(),
      create(),
      create(),
    ]);
    for (const answer of first) await card.follow(answer);
    const [made] = tasks(house.hubspot);
    house.hubspot.clearRequests();
    expect((await created()).tasks).toMatchObject([{ taskId: made?.id, status: 'written' }]);
    expect(house.hubspot.requests()).toEqual([]);
    expect(tasks(house.hubspot)).toHaveLength(1);
    const written = (await house.runs()).filter(
      ({ operation, plan }) => operation === 'task' && plan,
    );
    expect(written).toHaveLength(1);
  });

  it('is the same task when a later enrichment suggests the same step for the same event', async () => {
    const { house, card, action, created } = await ready();
    const [first] = (await created()).tasks;
    const again = await house.enrich({ object: 'contact', recordId: '1001', refresh: true });
    const step = again.nextActions.find(({ id }) => id === action.id);
    expect(step?.title).toBe(action.title);
    expect((await card.state()).tasks).toMatchObject([
      { actionId: action.id, taskId: first?.taskId, status: 'written' },
    ]);
    const asked = { enrichmentId: again.id, actionId: action.id, person: null };
    const record = { object: 'contact', id: '1001' } as const;
    const same = await house.services.sync.createActionTask(house.tenant, record, asked);
    expect(same.taskId).toBe(first?.taskId);
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('goes to the person who asked when the record belongs to nobody', async () => {
    const { house, card, enrichment, action } = await ready({
      settings: { ...settings, automation: { ...settings.automation, assign: false } },
    });
    expect(valuesOf(house.hubspot).hubspot_owner_id || null).toBeNull();
    const path = `${heroPath}/runs/${enrichment.id}/tasks`;
    const [other] = enrichment.nextActions.filter(({ id }) => id !== action.id);
    const askFor = async (userId: string, actionId: string | undefined) => {
      const response = await askAs(house, { userId }, 'POST', path, { actionId });
      const { data } = z.object({ data: runAnswer }).parse(await response.json());
      await card.follow(data);
    };
    await askFor('81003', action.id);
    await askFor(hubspotUser.userId, other?.id);
    expect(
      tasks(house.hubspot).map(({ properties }) => properties.hubspot_owner_id || null),
    ).toEqual(['71003', null]);
  });

  it('is created without an owner when the owners cannot be read', async () => {
    const { house, created } = await ready({
      settings: { ...settings, automation: { ...settings.automation, assign: false } },
    });
    house.hubspot.fail({ path: '/owners/', times: 9, action: { kind: 'status', status: 403 } });
    expect((await created()).tasks).toMatchObject([{ status: 'written' }]);
    expect(tasks(house.hubspot)[0]?.properties.hubspot_owner_id || null).toBeNull();
  });

  it('is taken back with its own undo, and can be created again', async () => {
    const { house, card, created } = await ready();
    const [first] = (await created()).tasks;
    const undone = await card.follow(await card.act(first?.runId ?? '', 'undo'));
    expect(undone.tasks).toMatchObject([{ status: 'undone', taskId: first?.taskId }]);
    expect(undone.latest?.status).toBe('completed');
    expect(undone.undo).toBeNull();
    expect(tasks(house.hubspot)).toEqual([]);
    const [second] = (await created()).tasks;
    expect(second).toMatchObject({ status: 'written' });
    expect(second?.taskId).not.toBe(first?.taskId);
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('that HubSpot refuses says why, writes nothing, and can be tried again', async () => {
    const { house, created } = await ready();
    const refused = {
      path: '/tasks/',
      times: 9,
      action: { kind: 'status', status: 403, message: 'No.' } as const,
    };
    house.hubspot.fail(refused);
    const [failed] = (await created()).tasks;
    expect(failed).toMatchObject({ status: 'failed', taskId: null, error: expect.any(String) });
    house.hubspot.clearFaults();
    expect((await created()).tasks).toMatchObject([{ status: 'written', error: null }]);
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('whose answer HubSpot lost is read back instead of being created a second time', async () => {
    const { house, card, create } = await ready();
    house.hubspot.fail({
      path: '/tasks/batch/create',
      action: { kind: 'drop', when: 'after' },
    });
    const state = await card.follow(await create());
    expect(state.tasks).toMatchObject([{ status: 'written', taskId: tasks(house.hubspot)[0]?.id }]);
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('left open by a process that died is finished by another one, once', async () => {
    const { house, card, create } = await ready();
    const creation = '/tasks/batch/create';
    // The answer is lost, and HubSpot cannot be asked afterwards.
    house.hubspot.fail({ path: creation, action: { kind: 'drop', when: 'after' } });
    house.hubspot.hooks.onRequest = ({ path }) => {
      if (!path.endsWith(creation)) return;
      const afterwards = { kind: 'drop', when: 'before' } as const;
      house.hubspot.fail({ path: `^(?!.*${creation}$)`, times: 99, action: afterwards });
    };
    await create();
    // Its process has given up: the row is open, and nobody works on it.
    await vi.waitFor(
      async () => {
        const { running, tasks: shown } = await card.state();
        expect(shown).toMatchObject([{ status: 'pending', taskId: null }]);
        expect(running?.steps).toEqual([]);
      },
      { timeout: 20_000 },
    );
    house.hubspot.hooks.onRequest = undefined;
    house.hubspot.clearFaults();
    const other = await house.another();
    expect(await recoverLater(house, other)).toBe(1);
    const state = await card.state();
    expect(state.tasks).toMatchObject([{ status: 'written' }]);
    expect(state.running).toBeNull();
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('is not created for somebody who objected meanwhile, nor for who is suppressed', async () => {
    const { house, enrichment, action, card } = await ready();
    await house.database.withOrganization(house.tenant.organizationId, async (trx) => {
      await trx
        .updateTable('organizations')
        .set({ settings: JSON.stringify({ suppression: { recordIds: ['1001'] } }) })
        .execute();
    });
    const body = { actionId: action.id };
    const refused = await refusalOfAction(card, enrichment.id, 'tasks', body);
    expect(refused).toMatchObject({ code: 'suppressed', retryable: false });
    expect(house.hubspot.requests().filter(isWrite)).toEqual([]);
    expect(tasks(house.hubspot)).toEqual([]);
    expect((await card.state()).running).toBeNull();
  });

  it('is only for a step that the enrichment suggests', async () => {
    const { house, card, enrichment } = await ready();
    const refused = await refusal(
      card.raw('POST', `/runs/${enrichment.id}/tasks`, { actionId: 'write-them-a-song' }),
    );
    expect(refused.code).toBe('action_not_found');
    const [task] = (
      await card.follow(
        await card.act(enrichment.id, 'tasks', { actionId: enrichment.nextActions[0]?.id }),
      )
    ).tasks;
    const ofTask = await refusal(
      card.raw('POST', `/runs/${task?.runId}/tasks`, { actionId: enrichment.nextActions[0]?.id }),
    );
    expect(ofTask.code).toBe('enrichment_not_found');
    expect(tasks(house.hubspot)).toHaveLength(1);
  });

  it('is no enrichment: lists, the API and the history do not show it as one', async () => {
    const { house, card, enrichment, created } = await ready();
    const state = await created();
    const taskRun = state.tasks[0]?.runId ?? '';
    expect(state.history).toHaveLength(1);
    const listed = await house.services.sync.list(house.tenant, { limit: 10 });
    expect(listed.map(({ id }) => id)).toEqual([enrichment.id]);
    const response = await house.api(`/api/v1/enrichments/${taskRun}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      404,
      'enrichment_not_found',
    ]);
    for (const action of ['apply', 'discard'] as const) {
      expect((await refusal(card.raw('POST', `/runs/${taskRun}/${action}`, {}))).code).toBe(
        'enrichment_not_found',
      );
    }
    const undo = await house.api(`/api/v1/enrichments/${taskRun}/undo`, { method: 'POST' });
    expect(await undo.json()).toMatchObject({ enrichmentId: taskRun, status: 'undone' });
    expect(tasks(house.hubspot)).toEqual([]);
  });

  it('that takes its time is followed by whoever asks for it', async () => {
    const { house, card, create } = await ready();
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = (request) => (isWrite(request) ? open.promise : undefined);
    const answers = await Promise.all([create(), create()]);
    const [first, second] = answers.map(progressOf);
    expect(first).toMatchObject({ operation: 'task', runId: second?.runId });
    await vi.waitFor(
      async () => {
        expect((await card.state()).tasks).toMatchObject([{ status: 'pending' }]);
      },
      { timeout: 20_000 },
    );
    open.resolve();
    for (const answer of answers) {
      expect((await card.follow(answer)).tasks).toMatchObject([{ status: 'written' }]);
    }
    expect(tasks(house.hubspot)).toHaveLength(1);
  });
});
