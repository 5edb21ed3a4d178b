import type { z } from 'zod';
import { runAnswer as runAnswerSchema } from '../../../../../shared/contract/card.ts';
import {
  salesforceRunCall,
  salesforceTaskCall,
} from '../../../../../shared/contract/salesforce.ts';
import type { RecordRef } from '../../../../../shared/plan/plan.ts';
import type { OnProgress, Tenant } from '../../../../sync/service.ts';
import { actionWaitMs, runAnswer } from '../../../cards/run-answer.ts';
import { forViewer } from '../../../cards/viewer.ts';
import { type CrmUser, crmUserOf } from '../../../crm-user.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { recordOf, salesforceRoute } from '../salesforce-route.ts';

type Dependencies = Pick<AppDependencies, 'sync' | 'logger'>;

/** What is done to one run of the component's record. Repeating it is harmless. */
export function runActions(dependencies: Dependencies): Route[] {
  const { sync } = dependencies;
  return [
    runAction(dependencies, {
      name: 'apply',
      summary: 'Write what a preview shows',
      body: salesforceRunCall,
      act: ({ tenant, call }, onProgress) => sync.apply(tenant, call.runId, onProgress),
    }),
    runAction(dependencies, {
      name: 'discard',
      summary: 'Put a preview away',
      body: salesforceRunCall,
      act: ({ tenant, call }) => sync.discard(tenant, call.runId),
    }),
    runAction(dependencies, {
      name: 'undo',
      summary: 'Take back what a run wrote',
      body: salesforceRunCall,
      act: ({ tenant, call }, onProgress) => sync.undo(tenant, call.runId, onProgress),
    }),
    runAction(dependencies, {
      name: 'task',
      summary: 'Create the task for a next action',
      body: salesforceTaskCall,
      act: ({ tenant, record, call, person }, onProgress) => {
        const asked = { enrichmentId: call.runId, actionId: call.actionId, person };
        return sync.createActionTask(tenant, record, asked, onProgress);
      },
    }),
  ];
}

interface AskedOfRun<Call> {
  readonly tenant: Tenant;
  readonly record: RecordRef;
  readonly call: Call;
  readonly person: CrmUser;
}

interface RunAction<Body extends typeof salesforceRunCall> {
  /** Last part of the path. */
  readonly name: 'apply' | 'discard' | 'undo' | 'task';
  readonly summary: string;
  readonly body: Body;
  readonly act: (asked: AskedOfRun<z.output<Body>>, onProgress: OnProgress) => Promise<unknown>;
}

function runAction<Body extends typeof salesforceRunCall>(
  dependencies: Dependencies,
  { name, summary, body, act }: RunAction<Body>,
): Route {
  return salesforceRoute({
    path: `/card/${name}`,
    operationId: `${name}FromSalesforceCard`,
    summary,
    body,
    data: runAnswerSchema,
    answer: async (call, request) => {
      const tenant = tenantOf(request);
      const record = recordOf(call);
      await dependencies.sync.requireRun(tenant, record, call.runId);
      const asked = { tenant, record, call, person: crmUserOf(request) };
      const told = { ...dependencies, sync: forViewer(dependencies.sync, call) };
      return runAnswer(told, {
        tenant,
        record,
        start: (onProgress) => act(asked, onProgress),
        until: 'ended',
        waitMs: actionWaitMs,
      });
    },
  });
}
