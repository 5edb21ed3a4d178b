/** The pages in Chromium, around production bundles of a sample project's extensions. */
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { HubSpotStandin } from '../../sandbox/hubspot/index.ts';
import { createWorkflowEngine } from '../../sandbox/hubspot/workflows/engine.ts';
import { type Bundles, startBundles } from '../../sandbox/hubspot-ui/server/bundles.ts';
import { readProject } from '../../sandbox/hubspot-ui/server/project/project.ts';
import { listen } from '../../sandbox/standin/listen.ts';
import { type OpenPage, openPage } from '../../support/browser.ts';
import { appOrigin, type SampleProject, writeSampleProject } from './project.ts';
import { sampleCard, sampleSettings } from './sample-card.ts';
import { startUi } from './ui.ts';

export const cardSource = 'src/app/cards/Sample.tsx';
export const sources = {
  [cardSource]: sampleCard('A card'),
  'src/app/settings/Settings.tsx': sampleSettings,
};

export const contact = '/contacts/7000001/record/0-1/1001';
export const workflows = '/workflows/7000001';
export const settings = '/integrations-settings/7000001/installed/sample_app/settings';

export interface OpenedPage extends OpenPage {
  readonly url: string;
  readonly hubspot: HubSpotStandin;
  /** Bodies of what the app's server was asked. */
  readonly asked: readonly unknown[];
}

interface Options {
  readonly width?: number;
  /** One of the test's own, when it changes sources. */
  readonly project?: SampleProject;
}

/** Opens pages on a portal of the test's own; bundles are built once for the file. */
export function samplePages(): (path: string, options?: Options) => Promise<OpenedPage> {
  let shared: SampleProject;
  let bundles: Bundles;
  beforeAll(() => {
    shared = writeSampleProject(sources);
    bundles = startBundles(readProject(shared.root));
  });
  afterAll(async () => {
    await bundles.close();
    rmSync(shared.root, { recursive: true, force: true });
  });
  return async (path, options = {}) => {
    const app = await appServer();
    const { url, hubspot } = await startUi({
      project: options.project ?? shared,
      bundles: (project) =>
        project === shared
          ? { ...bundles, close: async () => {} }
          : startBundles(readProject(project.root)),
      appServer: app.url,
      workflows: (standin) =>
        createWorkflowEngine(standin, {
          appBaseUrl: appOrigin,
          targetOrigin: app.url,
          clientSecret: 'secret',
          action: actionOf(shared),
        }),
    });
    const opened = await openPage(options);
    await opened.page.goto(`${url}${path}`);
    return { ...opened, hubspot, url, asked: app.asked };
  };
}

/** The tab card; the sidebar card is the same bundle. */
export const tabCard = (page: Page) => page.getByRole('region', { name: 'Sample', exact: true });

/** The app's server: answers cards, and executes the workflow action at once. */
async function appServer() {
  const asked: unknown[] = [];
  const server = createServer(async (request, response) => {
    asked.push(await json(request));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        request.url?.startsWith('/act')
          ? { outputFields: { result: 'done', hs_execution_state: 'SUCCESS' } }
          : { answer: 'Forty-two' },
      ),
    );
  });
  const app = await listen(server, 0, new AbortController());
  onTestFinished(() => app.close());
  return { url: app.url, asked };
}

function actionOf(project: SampleProject) {
  const [action] = readProject(project.root).workflowActions;
  if (!action) throw new Error('the sample project has no action');
  return action.config;
}
