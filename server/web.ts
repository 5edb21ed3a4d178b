/** The web process: the API over the services. */
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import { createApp } from './http/app.ts';
import type { HubSpotEdge } from './http/dependencies.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import { remembered } from './http/middleware/authenticate/remember.ts';
import { type RunningServer, startServer } from './http/server.ts';
import { createJwtVerifier, type VerifyJwt } from './identity/jwt.ts';
import { createPrincipals } from './identity/principals.ts';
import { gathered } from './inbound/gathered.ts';
import { readinessOf } from './readiness.ts';
import type { Runtime } from './runtime.ts';
import { keyDirectory } from './secrets/load-key-ring.ts';
import { answerRotations } from './secrets/rotation-request.ts';
import type { Services } from './services.ts';
import type { Tenant } from './sync/service.ts';

/** Listens until `close`, which finishes what is under way. */
export async function startWeb(
  config: Config,
  services: Services,
  metrics: Metrics,
  runtime: Runtime,
  logger: Logger,
): Promise<RunningServer> {
  const { database, sync } = services;
  const publicBaseUrl = () =>
    // A free port is known only once it is taken.
    config.http.publicBaseUrl.endsWith(':0') ? server.url : config.http.publicBaseUrl;
  const app = createApp({
    sync,
    authenticate: remembered(createPrincipals(database, verifierOf(config)), () =>
      runtime.now().getTime(),
    ),
    readiness: () => readinessOf(services),
    logger,
    metrics,
    runtime,
    hubspot: hubspotEdge(config, services),
    salesforce: {
      keys: services.salesforce.keys,
      settings: services.settings,
      inbound: services.inbound,
    },
    connections: services.connections,
    mappings: services.mappings,
    ownProvider: services.ownProvider,
    scoring: services.scoring,
    entities: services.entities,
    bulk: services.bulk,
    audit: services.audit,
    privacy: services.privacy,
    config: {
      get publicBaseUrl() {
        return publicBaseUrl();
      },
      requestsPerMinute: config.http.requestsPerMinute,
      trustProxy: config.http.trustProxy || false,
      metricsToken: config.http.metricsToken?.reveal() ?? null,
    },
  });
  const server = await startServer(app, { host: config.http.host, port: config.http.port });
  const stopping = new AbortController();
  // A Postgres the command works in by itself.
  const rotations =
    database.kind === 'pglite'
      ? answerRotations(
          { ...services, directory: keyDirectory(config.dataDir), logger },
          stopping.signal,
        )
      : null;
  return {
    url: server.url,
    async close() {
      stopping.abort();
      await server.close();
      await rotations;
    },
  };
}

function hubspotEdge({ hubspot }: Config, services: Services): HubSpotEdge | null {
  if (!hubspot.app) return null;
  const { clientSecret, id, baseUrl } = hubspot.app;
  const tenantOf = gathered<null, Tenant | null>(
    async (portalId, asked) => {
      const tenant = await services.hubspot.tenantOfPortal(portalId, hubspot.baseUrl);
      return asked.map(() => tenant);
    },
    { most: Number.POSITIVE_INFINITY, atOnce: 1 },
  );
  return {
    clientSecret,
    appId: id,
    baseUrl,
    tenantOf: (portalId) => tenantOf(portalId, null),
    settings: services.settings,
    inbound: services.inbound,
  };
}

function verifierOf({ jwt }: Config): VerifyJwt | null {
  return jwt.secret || jwt.jwksUrl ? createJwtVerifier(jwt) : null;
}
