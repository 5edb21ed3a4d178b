/**
 * Lightning-like pages over a stand-in org, in which the package's own components run. Loopback only, and
 * only for its own pages: it signs what they ask as the package's Apex would.
 */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { ownPagesOnly, securityHeaders } from '../../hubspot-ui/server/http/guard.ts';
import type { SalesforceStandin } from '../../salesforce/index.ts';
import { type Listening, listen } from '../../standin/listen.ts';
import { componentsBuild } from '../build/components-build.ts';
import type { UiUser } from '../contract.ts';
import { pageDocument } from './document.ts';
import { apexRoutes } from './routes/apex.ts';
import { assetRoutes } from './routes/assets.ts';
import { type RecordToTry, recordRoutes } from './routes/records.ts';
import { refusals } from './routes/refusals.ts';
import { sessionRoutes, userOf } from './routes/session.ts';

export interface SalesforceUiOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly salesforce: SalesforceStandin;
  /** Where the product listens on this machine. */
  readonly appServer: string;
  /** Where a browser reaches the product's pages; as the package's metadata has it when absent. */
  readonly appAddress?: string;
  /** Who may sit at the pages; the first one does until another is chosen. */
  readonly users: readonly UiUser[];
  readonly recordsToTry: readonly RecordToTry[];
  /** The folder of `sfdx-project.json`'s sources; the project's own when absent. */
  readonly packageRoot?: string;
  /** Where compiled components are kept; below node_modules when absent. */
  readonly cacheFolder?: string;
}

const ownPackage = fileURLToPath(new URL('../../../../salesforce-package/', import.meta.url));

/**
 * Starts at once: the components are compiled when a page wants them.
 * @throws the socket's error when the port is taken
 */
export async function startSalesforceUi(options: SalesforceUiOptions): Promise<Listening> {
  const { salesforce, users, appServer, appAddress } = options;
  const packageRoot = options.packageRoot ?? ownPackage;
  const bridge = { salesforce, appServer, appAddress, packageRoot };
  for (const { id, permissions } of users) {
    if (permissions) salesforce.setPermissions(permissions, id);
  }
  const components = componentsBuild({ packageRoot, cacheFolder: options.cacheFolder });

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders, ownPagesOnly);
  app.use(assetRoutes(components));
  app.use(express.json({ limit: '1mb' }));
  app.use(userOf(users));
  app.use('/data', sessionRoutes({ ...bridge, users, recordsToTry: options.recordsToTry }));
  app.use('/data/records', recordRoutes(bridge));
  app.use(apexRoutes(bridge));
  app.get('/{*page}', (_request, response) => {
    response.type('html').send(pageDocument);
  });
  app.use(refusals);

  const stopped = new AbortController();
  stopped.signal.addEventListener('abort', () => components.close());
  return listen(createServer(app), options.port, stopped);
}
