/** `/api/integrations/crm`: what administrators and integrators of an organisation do over the API. */
import type { AppDependencies } from '../../../dependencies.ts';
import type { Route } from '../../../route.ts';
import { connectRoutes } from './connect.ts';
import { mappingRoutes } from './mappings.ts';
import { ownProviderRoutes } from './own-provider.ts';
import { scoringRoutes } from './scoring.ts';
import { syncRoutes } from './sync.ts';

export function integrationRoutes(dependencies: AppDependencies): Route[] {
  return [
    ...connectRoutes(dependencies),
    ...syncRoutes(dependencies),
    ...mappingRoutes(dependencies),
    ...ownProviderRoutes(dependencies),
    ...scoringRoutes(dependencies),
  ];
}
