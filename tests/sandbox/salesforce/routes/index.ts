import type { Route } from '../http/call.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoutes } from './composite.ts';
import { graphRoutes } from './graphs.ts';
import { ingestRoutes } from './ingest.ts';
import { listViewRoutes } from './list-views.ts';
import { describeRoutes } from './objects.ts';
import { queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import { replicationRoutes } from './replication.ts';
import { versionRoutes } from './versions.ts';

/** Everything below `/services/data/vXX.0`. Fixed segments stand before `:named` ones: the first fit wins. */
export const dataRoutes: readonly Route[] = [
  ...versionRoutes,
  ...queryRoutes,
  ...collectionRoutes,
  ...compositeRoutes,
  ...graphRoutes,
  ...describeRoutes,
  ...listViewRoutes,
  ...ingestRoutes,
  ...replicationRoutes,
  ...recordRoutes,
];
