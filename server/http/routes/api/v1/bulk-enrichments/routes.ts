/** `/api/v1/bulk-enrichments`: many records at once. */
import type { AppDependencies } from '../../../../dependencies.ts';
import type { Lifecycle } from '../../../../lifecycle.ts';
import type { Route } from '../../../../route.ts';
import { actionRoutes } from './bulkId/actions.ts';
import { getBulk } from './bulkId/getBulk.ts';
import { getBulks } from './getBulks.ts';
import { postBulks } from './postBulks.ts';

export function bulkRoutes(
  dependencies: Pick<AppDependencies, 'bulk' | 'config'>,
  lifecycle: Pick<Lifecycle, 'stopping'>,
): Route[] {
  return [
    postBulks(dependencies),
    getBulks(dependencies),
    getBulk(dependencies, lifecycle),
    ...actionRoutes(dependencies),
  ];
}
