/**
 * The server is killed at each step of applying a plan, and started again on the same data. Whatever
 * the moment: one task, one deal, every field, a complete journal.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCard } from '../hubspot-app/cards/support/card.ts';
import type { LoggedRequest } from '../sandbox/hubspot/index.ts';
import { databases } from '../support/databases.ts';
import { type Killing, prepareKilling } from './support/killing.ts';
import { plannedValues, standing, valuesOf } from './support/portal.ts';

const update = '/contacts/batch/update';
const taskCreate = '/tasks/batch/create';
const dealCreate = '/deals/batch/create';

/** Kills the server when a call to HubSpot gets so far. */
type Moment = (killing: Killing, kill: () => Promise<void>) => void;

/** The call arrives and is never carried out. */
const onArrival =
  (path: string): Moment =>
  ({ hubspot }, kill) => {
    hubspot.hooks.onRequest = async (request) => {
      if (!request.path.endsWith(path)) return;
      await kill();
      throw new Error('Nobody carries this out.');
    };
  };

/** The call is carried out and never answered. */
const beforeAnswer =
  (path: string): Moment =>
  ({ hubspot }, kill) => {
    hubspot.hooks.onBeforeAnswer = async (request) => {
      if (request.path.endsWith(path)) await kill();
    };
  };

const afterAnswer =
  (path: string): Moment =>
  ({ hubspot }, kill) => {
    hubspot.hooks.onBeforeAnswer = (request) => {
      if (request.path.endsWith(path)) void answered(request).then(kill);
    };
  };

async function answered(request: LoggedRequest): Promise<void> {
  while (request.endedAt === null) await nextTurn();
}

// The databases side by side, the deaths on each one after the other.
describe.concurrent.each(databases)(
  'a server that is killed, on $name',
  { timeout: 60_000 },
  (kind) => {
    let killing: Killing;
    beforeAll(async () => {
      killing = await prepareKilling(kind);
      await killing.server.start();
    }, 60_000);
    afterAll(() => killing?.close());

    /** Enriches a new hero, kills the server at a moment, starts it again and says what became of it. */
    async function enrichAndKill(moment: Moment, killAtStep?: string): Promise<void> {
      const { hubspot, server } = killing;
      const recordId = killing.newHero();
      let died: Promise<void> | undefined;
      const kill = () => {
        died ??= server.kill();
        return died;
      };
      moment(killing, kill);
      await server.enrich(recordId, (step) => (step === killAtStep ? kill() : undefined));
      hubspot.hooks.onRequest = undefined;
      hubspot.hooks.onBeforeAnswer = undefined;
      expect(died, 'the server was killed').toBeDefined();
      await died;

      await killing.restart();
      const enrichment = await ended(recordId);
      expect(enrichment.status).toBe('completed');
      expect(enrichment.written.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
        'fields written',
        'task written',
        'deal written',
      ]);
      const self = { type: 'contacts' as const, id: recordId };
      expect(hubspot.associated(self, 'tasks')).toEqual([enrichment.written[1]?.id]);
      expect(hubspot.associated(self, 'deals')).toEqual([enrichment.written[2]?.id]);
      expect(standing(hubspot, enrichment)).toEqual(plannedValues(enrichment));
      expect(valuesOf(hubspot, recordId).oppspot_enrichment_id).toBe(enrichment.id);
    }

    /** The record's one enrichment, when nothing of it is open any more. */
    async function ended(recordId: string) {
      const { server } = killing;
      const summary = await vi.waitFor(
        async () => {
          const [only, ...others] = await server.enrichmentsOf(recordId);
          expect(others).toEqual([]);
          expect(['running', 'applying']).not.toContain(only?.status);
          return only;
        },
        { timeout: 30_000, interval: 50 },
      );
      return server.get(summary?.id ?? '');
    }

    const none: Moment = () => {};

    it.sequential('while it reads the record', () =>
      enrichAndKill(onArrival('/companies/batch/read')));

    it.sequential.each(['plan started', 'plan done', 'apply done', 'journal done'])(
      'when it says “%s”',
      (step) => enrichAndKill(none, step),
    );

    it.sequential.each([
      ['the fields', update],
      ['the task', taskCreate],
      ['the deal', dealCreate],
    ])('with %s arriving, being carried out, and just answered', async (_, path) => {
      await enrichAndKill(onArrival(path));
      await enrichAndKill(beforeAnswer(path));
      await enrichAndKill(afterAnswer(path));
    });

    it.sequential.each([
      ['before it is carried out', onArrival],
      ['after it was carried out', beforeAnswer],
    ])('while it takes an enrichment back, with the deletion of the task %s', async (_, when) => {
      const { hubspot, server } = killing;
      const recordId = killing.newHero();
      await server.enrich(recordId);
      const { id, written, ...enrichment } = await ended(recordId);
      let died: Promise<void> | undefined;
      when(`/tasks/${written[1]?.id}`)(killing, () => {
        died ??= server.kill();
        return died;
      });
      await expect(server.undo(id)).rejects.toThrow();
      hubspot.hooks.onRequest = undefined;
      hubspot.hooks.onBeforeAnswer = undefined;
      await died;

      await killing.restart();
      await vi.waitFor(async () => expect((await server.get(id)).status).toBe('undone'), {
        timeout: 30_000,
        interval: 50,
      });
      const report = await server.undo(id);
      expect(report.status).toBe('undone');
      const self = { type: 'contacts' as const, id: recordId };
      expect([hubspot.associated(self, 'tasks'), hubspot.associated(self, 'deals')]).toEqual([
        [],
        [],
      ]);
      for (const { field, decision } of enrichment.plan.changes) {
        if (decision === 'write') expect(valuesOf(hubspot, recordId)[field] || null).toBeNull();
      }
    });

    it.sequential.each([
      ['before it is carried out', onArrival],
      ['after it was carried out', beforeAnswer],
    ])('while it creates the task for a next action, %s', async (_, when) => {
      const { hubspot, server } = killing;
      const recordId = killing.newHero();
      await server.enrich(recordId);
      const { id, nextActions, written } = await ended(recordId);
      const died = Promise.withResolvers<void>();
      when(taskCreate)(killing, async () => {
        await server.kill();
        died.resolve();
      });
      const card = openCard(killing, 'contact', recordId);
      // The answer never comes, or says that the task is under way.
      await card.act(id, 'tasks', { actionId: nextActions[0]?.id }).catch(() => {});
      await died.promise;
      hubspot.hooks.onRequest = undefined;
      hubspot.hooks.onBeforeAnswer = undefined;

      await killing.restart();
      const state = await vi.waitFor(
        async () => {
          const shown = await card.state();
          expect(shown.running).toBeNull();
          return shown;
        },
        { timeout: 30_000, interval: 50 },
      );
      expect(state.tasks).toMatchObject([{ status: 'written' }]);
      const self = { type: 'contacts' as const, id: recordId };
      expect(hubspot.associated(self, 'tasks')).toEqual([written[1]?.id, state.tasks[0]?.taskId]);
    });

    it.sequential('leaves no entry and no run open', async () => {
      expect(await killing.openRows()).toEqual({ entries: 0, runs: 0 });
    });
  },
);
