/** Calls of Apex: by components, and by a Flow. What the platform refuses is no failure of the page. */
import express, { type Router } from 'express';
import { z } from 'zod';
import { callApex, runFlow } from '../../bridge/bridge.ts';
import { flowInputs } from '../../bridge/enrich-action.ts';
import { PlatformRefusal } from '../../bridge/method.ts';
import type { BridgeOptions } from '../../bridge/transaction.ts';
import type { ApexReply } from '../../contract.ts';
import { PageError } from './refusals.ts';
import { sessionUser } from './session.ts';

const parameters = z.record(z.string(), z.unknown());

export function apexRoutes(options: BridgeOptions): Router {
  const router = express.Router();
  router.post('/apex/:target', async (request, response) => {
    response.json(await reply(options, request));
  });
  router.post('/data/flow', async (request, response) => {
    const inputs = flowInputs.parse(request.body);
    try {
      response.json(await runFlow(options, sessionUser(request), inputs));
    } catch (error) {
      throw error instanceof PlatformRefusal ? new PageError(403, error.message) : error;
    }
  });
  return router;
}

async function reply(
  options: BridgeOptions,
  request: express.Request<{ target: string }>,
): Promise<ApexReply> {
  try {
    const values = parameters.parse(request.body ?? {});
    const returned = await callApex(options, sessionUser(request), request.params.target, values);
    return { returned };
  } catch (error) {
    if (error instanceof PlatformRefusal) return { thrown: error.message };
    throw error;
  }
}
