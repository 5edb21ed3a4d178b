/**
 * HubSpot-like pages over a stand-in portal, in which the project's own cards and settings page run.
 * Loopback only, and only for its own pages: it signs what they ask as HubSpot would.
 */
import { createServer } from 'node:http';
import express from 'express';
import type { HubSpotStandin } from '../../hubspot/index.ts';
import type { WorkflowEngine } from '../../hubspot/workflows/engine.ts';
import { type Listening, listen } from '../../standin/listen.ts';
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

/** A card may send 1 MB, and its envelope is on top of that. */
const bodyLimit = '2mb';
/** A thousand records enrolled at once change several thousand times. */
const enrolmentNewsMs = 100;

/** @throws the socket's error when the port is taken */
export async function startHubSpotUi(options: HubSpotUiOptions): Promise<Listening> {
  const { hubspot, workflows, bundles } = options;
  const project = () => readProject(options.projectRoot);
  const events = createEventHub();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders, ownPagesOnly);
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

  const stopped = new AbortController();
  const listening = await listen(createServer(app), options.port, stopped);
  const stopTelling = tell(events, hubspot, workflows, bundles);
  stopped.signal.addEventListener('abort', () => {
    stopTelling();
    events.close();
  });
  return listening;
}

function hubspotFetch(options: HubSpotUiOptions, project: () => Project): express.RequestHandler {
  const proxy = createFetchProxy({
    portalId: options.hubspot.portalId,
    appId: options.appId,
    user: options.user,
    clientSecret: options.clientSecret,
    addresses() {
      const { app, localOrigins } = project();
      // The project says what stands on this machine; where it listens, only this process knows.
      const targets = new Map(localOrigins.map((origin) => [origin, options.appServer]));
      return { permittedOrigins: app.permittedFetch, targets };
    },
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
