/**
 * HubSpot-like pages over a stand-in portal, in which the project's own cards and settings page run.
 * Loopback only, and only for its own pages: it signs what they ask as HubSpot would.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { HubSpotStandin } from '../../hubspot/index.ts';
import type { WorkflowEngine } from '../../hubspot/workflows/engine.ts';
import type { Person } from '../contract.ts';
import { appView, type RecordToTry } from './app-view.ts';
import type { Bundles } from './bundles.ts';
import { coalesced } from './coalesce.ts';
import { watchPortal } from './crm/changes.ts';
import { proxyRequest } from './fetch-proxy/call.ts';
import { createFetchProxy } from './fetch-proxy/proxy.ts';
import { refusals } from './http/errors.ts';
import { createEventHub, type EventHub } from './http/events.ts';
import { ownPagesOnly, securityHeaders } from './http/guard.ts';
import { pageDocument } from './page.ts';
import { type Project, readProject } from './project/project.ts';
import { assetRoutes } from './routes/assets.ts';
import { recordRoutes } from './routes/records.ts';
import { workflowRoutes } from './routes/workflows.ts';

export interface HubSpotUiOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly hubspot: HubSpotStandin;
  /** Null when the app has no action. */
  readonly workflows: WorkflowEngine | null;
  /** The folder of `hsproject.json`. */
  readonly projectRoot: string;
  readonly bundles: Bundles;
  /** Where the app's server listens on this machine. */
  readonly appServer: string;
  readonly appId: number;
  readonly clientSecret: string;
  /** Who sits at the pages. */
  readonly user: Person;
  readonly recordsToTry: readonly RecordToTry[];
}

export interface HubSpotUi {
  readonly url: string;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** A card may send 1 MB, and its envelope is on top of that. */
const bodyLimit = '2mb';
/** A thousand records enrolled at once change several thousand times. */
const enrolmentNewsMs = 100;

/** @throws the socket's error when the port is taken */
export async function startHubSpotUi(options: HubSpotUiOptions): Promise<HubSpotUi> {
  const { hubspot, workflows, bundles } = options;
  const project = () => readProject(options.projectRoot);
  const events = createEventHub();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    securityHeaders,
    ownPagesOnly(() => port),
  );
  app.use('/assets', assetRoutes(bundles));
  app.get('/events', events.subscribe);
  app.use(express.json({ limit: bodyLimit }));
  app.get('/data/app', (_request, response) => {
    response.json(appView(project(), options));
  });
  app.use('/data/records', recordRoutes(hubspot));
  if (workflows) app.use('/data/workflows', workflowRoutes(hubspot, workflows));
  app.post('/hubspot-fetch', hubspotFetch(options, project));
  app.get('/{*page}', (_request, response) => {
    response.type('html').send(pageDocument);
  });
  app.use(refusals);

  const server = createServer(app);
  // Before the port is known nobody can ask.
  let port = options.port;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;

  const stopTelling = tell(events, hubspot, workflows, bundles);
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      closing ??= new Promise((resolve) => {
        stopTelling();
        events.close();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

function hubspotFetch(options: HubSpotUiOptions, project: () => Project): express.RequestHandler {
  const proxy = createFetchProxy({
    portalId: options.hubspot.portalId,
    appId: options.appId,
    user: options.user,
    clientSecret: options.clientSecret,
    permittedOrigins: () => project().app.permittedFetch,
    // The project says what stands on this machine; where it listens, only this process knows.
    targets: () =>
      new Map(project().localOrigins.map((origin) => [origin, options.appServer] as const)),
  });
  return async (request, response) => {
    response.json(await proxy(proxyRequest.parse(request.body)));
  };
}

/** Tells open pages what changed. Returns what ends it. */
function tell(
  events: EventHub,
  hubspot: HubSpotStandin,
  workflows: WorkflowEngine | null,
  bundles: Bundles,
): () => void {
  const endings = [
    watchPortal(
      () => hubspot.portal(),
      () => events.send('portal', {}),
    ),
    workflows?.onChange(coalesced(() => events.send('enrolments', {}), enrolmentNewsMs)),
    bundles.onRebuilt(({ bundle, error }) =>
      bundle === null ? events.send('pages', { error }) : events.send('bundle', { bundle, error }),
    ),
  ];
  return () => {
    for (const end of endings) end?.();
  };
}
