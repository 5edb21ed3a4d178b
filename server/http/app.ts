import './request.ts';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { AppDependencies } from './dependencies.ts';
import { lifecycleOf } from './lifecycle.ts';
import { measuredSync } from './metrics/measured-sync.ts';
import { authenticateBearer } from './middleware/authenticate/index.ts';
import { jsonBody } from './middleware/json-body/index.ts';
import { notFound, problems } from './middleware/problems/index.ts';
import { rateLimitByOrganization } from './middleware/rate-limit/index.ts';
import { requestId } from './middleware/request-id/index.ts';
import { requestLog } from './middleware/request-log/index.ts';
import { requestMetrics } from './middleware/request-metrics/index.ts';
import { mount } from './mount.ts';
import { allRoutes } from './routes/routes.ts';
import { trackedSync } from './tracked-sync.ts';

/**
 * The HTTP application: every route, with authentication before anything else under `/api`, and every
 * error as a problem document. Start it with `startServer`.
 */
export function createApp(dependencies: AppDependencies): Express {
  const { authenticate, config, logger, metrics, runtime } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  // Answers are per tenant and never cached: a digest of each would be work for nothing.
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);

  const lifecycle = lifecycleOf(app);
  const sync = trackedSync(measuredSync(dependencies.sync, metrics), lifecycle);
  const routes = allRoutes({ ...dependencies, sync }, lifecycle);
  const isProtected = ({ security }: { security: string }) => security === 'bearer';

  app.use(requestId(() => runtime.newId()));
  app.use(requestLog(logger));
  app.use(requestMetrics(metrics));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      },
    }),
  );
  app.use(mount(routes.filter((route) => !isProtected(route))));
  app.use(
    '/api',
    authenticateBearer(authenticate),
    rateLimitByOrganization(config.requestsPerMinute),
    noStore,
    jsonBody(),
  );
  app.use(mount(routes.filter(isProtected)));
  app.use(notFound());
  app.use(problems());
  return app;
}

const noStore: express.RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
