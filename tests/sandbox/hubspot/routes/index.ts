import type { Route } from '../http/call.ts';
import type { StandinState } from '../state.ts';
import { accountRoutes } from './account.ts';
import { associationRoutes } from './associations.ts';
import { batchRoutes } from './batches.ts';
import { callbackRoutes } from './callbacks.ts';
import { listRoutes } from './lists.ts';
import { uninstallRoute } from './oauth.ts';
import { objectRoutes } from './objects.ts';
import { propertyRoutes } from './properties.ts';
import { searchRoutes } from './search.ts';

/** Everything behind a bearer token. Fixed segments stand before `:named` ones: the first fit wins. */
export function bearerRoutes(standin: Pick<StandinState, 'uninstall'>): readonly Route[] {
  return [
    ...batchRoutes,
    ...searchRoutes,
    ...associationRoutes,
    ...objectRoutes,
    ...propertyRoutes,
    ...accountRoutes,
    ...listRoutes,
    ...callbackRoutes,
    uninstallRoute(standin),
  ];
}
