/** The worker in which one extension's bundle runs, as it runs at HubSpot. */
import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import { createRoot } from '@remote-ui/react';
import { retain } from '@remote-ui/rpc';
import type { WorkerApi } from '../extension/protocol.ts';
import { createActions } from './actions.ts';
import { ApiProvider, type ExtensionApi, refuseServerless } from './api.ts';
import { CrashBoundary, reportCrash, reportUncaught } from './crash.tsx';
import { denyGlobals } from './denied.ts';
import { type RenderExtension, workerGlobals } from './globals.ts';
import { endpoint } from './page.ts';
import { scope } from './scope.ts';

const importScripts = scope.importScripts.bind(scope);
let renderExtension: RenderExtension | null = null;

Object.assign(
  scope,
  workerGlobals((render) => {
    renderExtension = render;
  }),
);
denyGlobals(scope);
reportUncaught();

function load(bundleUrl: string, channel: RemoteChannel, context: Record<string, unknown>): void {
  retain(channel);
  try {
    importScripts(bundleUrl);
    draw(channel, {
      context,
      actions: createActions(context.location),
      runServerlessFunction: refuseServerless,
    });
  } catch (error) {
    reportCrash(error);
  }
}

function draw(channel: RemoteChannel, api: ExtensionApi): void {
  const render = renderExtension;
  if (!render) throw new Error('The bundle did not call hubspot.extend.');
  const root = createRemoteRoot(channel);
  createRoot(root).render(
    <ApiProvider value={api}>
      <CrashBoundary>{render(api)}</CrashBoundary>
    </ApiProvider>,
  );
  void root.mount();
}

endpoint.expose({ load } satisfies WorkerApi);
