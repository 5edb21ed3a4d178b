import type { AppDependencies } from '../dependencies.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { describeApi } from '../openapi.ts';
import type { Route } from '../route.ts';
import { getAudit } from './api/audit/getAudit.ts';
import { integrationRoutes } from './api/integrations/routes.ts';
import { privacyRoutes } from './api/privacy/routes.ts';
import { bulkRoutes } from './api/v1/bulk-enrichments/routes.ts';
import { postApply } from './api/v1/enrichments/enrichmentId/apply/postApply.ts';
import { postDiscard } from './api/v1/enrichments/enrichmentId/discard/postDiscard.ts';
import { getEnrichment } from './api/v1/enrichments/enrichmentId/getEnrichment.ts';
import { postUndo } from './api/v1/enrichments/enrichmentId/undo/postUndo.ts';
import { getEnrichments } from './api/v1/enrichments/getEnrichments.ts';
import { postEnrichments } from './api/v1/enrichments/postEnrichments.ts';
import { queueRoutes } from './api/v1/queue/routes.ts';
import { getHealthz } from './healthz/getHealthz.ts';
import { cardRoutes } from './hubspot/cards/routes.ts';
import { settingsRoutes } from './hubspot/settings/routes.ts';
import { postWebhooks } from './hubspot/webhooks/postWebhooks.ts';
import { postEnrichAction } from './hubspot/workflow-actions/enrich/postEnrichAction.ts';
import { getMetrics } from './metrics/getMetrics.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { getOpenApi } from './openapi.json/getOpenApi.ts';
import { getReadyz } from './readyz/getReadyz.ts';
import { salesforceRoutes } from './salesforce/routes.ts';

/** Every route of the server. What is not here is neither mounted nor documented. */
export function allRoutes(dependencies: AppDependencies, lifecycle: Lifecycle): Route[] {
  const routes: Route[] = [
    getHealthz(),
    getReadyz(dependencies, lifecycle),
    getMetrics(dependencies),
    getOpenApi(() => describeApi(routes, dependencies.config.publicBaseUrl)),
    postEnrichments(dependencies),
    getEnrichments(dependencies),
    getEnrichment(dependencies),
    postApply(dependencies),
    postDiscard(dependencies),
    postUndo(dependencies),
    ...bulkRoutes(dependencies, lifecycle),
    ...queueRoutes(dependencies),
    ...(dependencies.hubspot ? cardRoutes(dependencies) : []),
    ...(dependencies.hubspot
      ? settingsRoutes({ ...dependencies, settings: dependencies.hubspot.settings })
      : []),
    ...(dependencies.hubspot
      ? [postEnrichAction(dependencies.hubspot), postWebhooks(dependencies.hubspot)]
      : []),
    ...salesforceRoutes(dependencies),
    ...oauthRoutes(dependencies),
    ...integrationRoutes(dependencies),
    getAudit(dependencies),
    ...privacyRoutes(dependencies),
  ];
  return routes;
}
