/**
 * The server is killed at each step of a workflow action, and started again on the same data. Whatever
 * the moment: the record goes on in its workflow, is enriched once and has one task.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LoggedRequest } from '../sandbox/hubspot/index.ts';
import { createWorkflowEngine } from '../sandbox/hubspot/workflows/engine.ts';
import { databases } from '../support/databases.ts';
import { hubspotApp } from '../support/served-house.ts';
import { type Killing, prepareKilling } from '../sync/support/killing.ts';
import { enrichAction, only } from './support/workflow.ts';

/** How far a call to HubSpot gets before the server dies. */
type When = 'on arrival' | 'before its answer' | 'after its answer';

const callback = /\/callbacks\/2026-09\/.*complete$/;

async function answered(request: LoggedRequest): Promise<void> {
  while (request.endedAt === null) await nextTurn();
}

describe.each(databases)('a server killed during a workflow action, on $name', (kind) => {
  let killing: Killing;
  beforeAll(async () => {
    killing = await prepareKilling(kind);
    await killing.server.start();
  }, 120_000);
  afterAll(() => killing?.close());

  /** @param callbackId a call about another execution, left over from an earlier death, kills nobody */
  function killAt(path: RegExp, when: When, callbackId: string): Promise<void> {
    const isMeant = (request: LoggedRequest) =>
      path.test(request.path) &&
      (path !== callback || JSON.stringify(request).includes(callbackId));
    const { hubspot, server } = killing;
    const died = Promise.withResolvers<void>();
    const kill = async () => {
      hubspot.hooks.onRequest = undefined;
      hubspot.hooks.onBeforeAnswer = undefined;
      await server.kill();
      died.resolve();
    };
    hubspot.hooks.onRequest = async (request) => {
      if (when !== 'on arrival' || !isMeant(request)) return;
      await kill();
      throw new Error('Nobody carries this out.');
    };
    hubspot.hooks.onBeforeAnswer = async (request) => {
      if (!isMeant(request)) return;
      if (when === 'before its answer') await kill();
      if (when === 'after its answer') void answered(request).then(kill);
    };
    return died.promise;
  }

  it.each<[string, RegExp, When]>([
    ['reads the record', /\/companies\/batch\/read$/, 'on arrival'],
    ['writes the fields', /\/contacts\/batch\/update$/, 'before its answer'],
    ['creates the task', /\/tasks\/batch\/create$/, 'before its answer'],
    ['has written everything', /\/deals\/batch\/create$/, 'after its answer'],
    ['calls back', callback, 'on arrival'],
    ['has called back', callback, 'before its answer'],
    ['knows that it has called back', callback, 'after its answer'],
  ])('while it %s', { timeout: 200_000 }, async (_, path, when) => {
    const { hubspot, server } = killing;
    const recordId = killing.newHero();
    const workflow = createWorkflowEngine(hubspot, {
      appBaseUrl: hubspotApp.baseUrl,
      targetOrigin: server.url,
      clientSecret: hubspotApp.clientSecret,
      action: enrichAction(),
    });
    try {
      workflow.enrol({ objectType: 'CONTACT', recordIds: [recordId], inputFields: {} });
      // In the same turn, before anything is sent.
      await killAt(path, when, only(workflow).callbackId);
      await killing.restart();
      // A write that is not confirmed in time on a busy machine is looked for again after a lease or two.
      await vi.waitFor(() => expect(only(workflow).state).toBe('completed'), {
        timeout: 150_000,
        interval: 50,
      });
      expect(only(workflow).outputFields).toMatchObject({ oppspot_status: 'completed' });
      const self = { type: 'contacts' as const, id: recordId };
      expect(hubspot.associated(self, 'tasks')).toHaveLength(1);
      expect(hubspot.associated(self, 'deals')).toHaveLength(1);
      const runs = await server.enrichmentsOf(recordId);
      expect(runs.map(({ status }) => status)).toEqual(['completed']);
    } finally {
      await workflow.close();
    }
  });

  it('leaves no entry and no run open', async () => {
    expect(await killing.openRows()).toEqual({ entries: 0, runs: 0 });
  });
});
