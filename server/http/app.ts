import './request.ts';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { OlderSignature } from '../crm/hubspot/signatures.ts';
import type { AppDependencies } from './dependencies.ts';
import { lifecycleOf } from './lifecycle.ts';
import { measuredSync } from './metrics/measured-sync.ts';
import { authenticateBearer } from './middleware/authenticate/index.ts';
import { answersCard, cardErrors } from './middleware/card-answers/index.ts';
import { hubspotCaller, hubspotSignature } from './middleware/hubspot-signature/index.ts';
import { jsonBody } from './middleware/json-body/index.ts';
import { pageErrors } from './middleware/page-errors/index.ts';
import { notFound, problems } from './middleware/problems/index.ts';
import { rateLimitByAddress, rateLimitByOrganization } from './middleware/rate-limit/index.ts';
import { parseRawBody, rawBody } from './middleware/raw-body/index.ts';
import { requestId } from './middleware/request-id/index.ts';
import { requestLog } from './middleware/request-log/index.ts';
import { requestMetrics } from './middleware/request-metrics/index.ts';
import { salesforceCaller, salesforceSignature } from './middleware/salesforce-signature/index.ts';
import { mount } from './mount.ts';
import type { RouteSecurity } from './route.ts';
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
  const secured = (security: RouteSecurity) =>
    routes.filter((route) => route.security === security);

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
  app.use(mount(secured('none')));
  app.use(mount(secured('browser'), [rateLimitByAddress(config.requestsPerMinute)]));
  app.use('/oauth', pageErrors());
  if (dependencies.hubspot) {
    const signed = (older: OlderSignature | null) => hubspotGuards(dependencies, older);
    app.use(mount(secured('hubspot-card'), [...signed(null), ...cardGuards(dependencies)]));
    app.use(mount(secured('hubspot-workflow'), [...signed('v2'), parseRawBody()]));
    app.use(mount(secured('hubspot-webhook'), [...signed('v1'), parseRawBody()]));
    app.use(cardErrors());
  }
  app.use(mount(secured('salesforce'), salesforceGuards(dependencies)));
  app.use('/salesforce', cardErrors());
  app.use(
    '/api',
    authenticateBearer(authenticate),
    rateLimitByOrganization(config.requestsPerMinute),
    noStore,
  );
  // Ten thousand records may be named.
  app.use('/api/v1/bulk-enrichments', jsonBody('1mb'));
  app.use('/api', jsonBody());
  app.use(mount(secured('bearer')));
  app.use(notFound());
  app.use(problems());
  return app;
}

/** What comes before everything HubSpot sends: nothing of it is read before its signature is found good. */
function hubspotGuards(
  { hubspot, runtime }: AppDependencies,
  older: OlderSignature | null,
): express.RequestHandler[] {
  if (!hubspot) return [];
  return [...rawBody(), hubspotSignature(hubspot, older, () => runtime.now().getTime()), noStore];
}

function cardGuards({ hubspot, config }: AppDependencies): express.RequestHandler[] {
  if (!hubspot) return [];
  return [
    answersCard(),
    hubspotCaller(hubspot),
    rateLimitByOrganization(config.requestsPerMinute),
    parseRawBody(),
  ];
}

/** What comes before everything our package in an org sends. */
function salesforceGuards({
  salesforce,
  config,
  runtime,
}: AppDependencies): express.RequestHandler[] {
  return [
    ...rawBody(),
    salesforceSignature(salesforce, () => runtime.now().getTime()),
    noStore,
    answersCard(),
    parseRawBody(),
    salesforceCaller(),
    rateLimitByOrganization(config.requestsPerMinute),
  ];
}

const noStore: express.RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
