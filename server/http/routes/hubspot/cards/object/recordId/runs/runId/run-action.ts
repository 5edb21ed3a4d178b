import type { z } from 'zod';
import { runAnswer as runAnswerSchema } from '../../../../../../../../../shared/contract/card.ts';
import type { RecordRef } from '../../../../../../../../../shared/plan/plan.ts';
import type { OnProgress, Tenant } from '../../../../../../../../sync/service.ts';
import { actionWaitMs, runAnswer } from '../../../../../../../cards/run-answer.ts';
import { forViewer } from '../../../../../../../cards/viewer.ts';
import type { CrmUser } from '../../../../../../../crm-user.ts';
import type { AppDependencies } from '../../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  runParams,
  sendToCard,
  viewerQuery,
} from '../../../../card-route.ts';

interface RunAction<Body extends z.ZodType> {
  /** Last part of the path. */
  readonly name: 'apply' | 'discard' | 'undo' | 'tasks';
  readonly operationId: string;
  readonly summary: string;
  readonly body?: Body;
  readonly act: (asked: AskedOfRun<z.output<Body>>, onProgress: OnProgress) => Promise<unknown>;
}

interface AskedOfRun<Body> {
  readonly tenant: Tenant;
  readonly record: RecordRef;
  readonly runId: string;
  readonly person: CrmUser | null;
  readonly body: Body;
}

/** `POST …/runs/{runId}/<name>`: something done to one run of the card's record. Repeating it is harmless. */
export function runAction<Body extends z.ZodType>(
  { sync, logger }: Pick<AppDependencies, 'sync' | 'logger'>,
  { name, operationId, summary, body, act }: RunAction<Body>,
): Route {
  return defineRoute({
    method: 'post',
    path: `${cardPath}/runs/{runId}/${name}`,
    security: 'hubspot-card',
    documentation: cardDocumentation({ operationId, summary }, runAnswerSchema),
    params: runParams,
    query: viewerQuery,
    ...(body && { body }),
    handle: async (input, request, response) => {
      const tenant = tenantOf(request);
      const record = recordOf(input.path);
      const { runId } = input.path;
      await sync.requireRun(tenant, record, runId);
      const asked = {
        tenant,
        record,
        runId,
        person: request.crmUser ?? null,
        body: input.body as z.output<Body>,
      };
      const answer = await runAnswer(
        { sync: forViewer(sync, input.query), logger },
        {
          tenant,
          record,
          start: (onProgress) => act(asked, onProgress),
          until: 'ended',
          waitMs: actionWaitMs,
        },
      );
      sendToCard(response, answer);
    },
  });
}
