/** The command line in a process of its own, against a real portal. */
import { enrichRequest } from '../../shared/contract/v1.ts';
import { type Actor, actingAs } from '../audit/actor.ts';
import type { Config } from '../config/config.ts';
import { CrmError } from '../crm/errors.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../http/logger.ts';
import { systemRuntime } from '../runtime.ts';
import { openServices } from '../services.ts';
import type { CommandTarget } from './command-target.ts';
import { localBulk } from './local-bulk.ts';

/** Whoever may start a process here; which person that is, no account says. */
const operator: Actor = { kind: 'user', id: null, source: 'cli', ip: null };

/** @throws CrmError when the token is refused, DataDirectoryInUse when another process works there */
export async function localTarget(config: Config): Promise<CommandTarget> {
  const accessToken = config.hubspot.accessToken?.reveal();
  if (!accessToken) {
    throw new AppError('Set HUBSPOT_ACCESS_TOKEN to the access token of your HubSpot app.', {
      code: 'no_target',
      status: 409,
    });
  }
  const logger = createLogger({ level: process.env.LOG_LEVEL ? config.logLevel : 'silent' });
  const services = await openServices(config, systemRuntime, logger);
  try {
    const tenant = await services.hubspot.connect({
      accessToken,
      baseUrl: config.hubspot.baseUrl,
      organizationName: 'Command line',
    });
    const bulk = localBulk(services, tenant, operator, logger);
    return {
      bulk,
      enrich: (request, onProgress) =>
        actingAs(operator, () =>
          services.sync.enrich(tenant, enrichRequest.parse(request), onProgress),
        ),
      undo: (enrichmentId) => actingAs(operator, () => services.sync.undo(tenant, enrichmentId)),
      async close() {
        await bulk.close();
        await services.close();
      },
    };
  } catch (error) {
    await services.close();
    if (error instanceof CrmError && error.kind === 'needs_reauthorisation') {
      throw new AppError(
        'HubSpot does not accept HUBSPOT_ACCESS_TOKEN. Check the token of your HubSpot app and try again.',
        { code: error.code, status: error.status, cause: error },
      );
    }
    throw error;
  }
}
