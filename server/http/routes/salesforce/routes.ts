import type { AppDependencies } from '../../dependencies.ts';
import type { Route } from '../../route.ts';
import { postBatch } from './batch/postBatch.ts';
import { postCardState } from './card/postCardState.ts';
import { postEnrich } from './card/postEnrich.ts';
import { postOwners } from './card/postOwners.ts';
import { postWatch } from './card/postWatch.ts';
import { runActions } from './card/run-actions.ts';
import { postErase } from './privacy/postErase.ts';
import { connectionRoutes } from './settings/connection-routes.ts';
import { mappingRoutes } from './settings/mapping-routes.ts';
import { scoringRoutes } from './settings/scoring-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';

/** What our package in Salesforce orgs asks. */
export function salesforceRoutes(dependencies: AppDependencies): Route[] {
  const { salesforce } = dependencies;
  return [
    postCardState(dependencies),
    postEnrich(dependencies),
    postWatch(dependencies),
    ...runActions(dependencies),
    postOwners(salesforce),
    ...settingsRoutes(salesforce),
    ...mappingRoutes(dependencies),
    ...scoringRoutes(dependencies),
    ...connectionRoutes(dependencies),
    postBatch(salesforce),
    postErase(dependencies),
  ];
}
