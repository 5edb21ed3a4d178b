/** The pages' server over a portal of its own, without the product and without builds. */
import { onTestFinished } from 'vitest';
import { type HubSpotStandin, startHubSpotStandin } from '../../sandbox/hubspot/index.ts';
import type { HubSpotSeed } from '../../sandbox/hubspot/seed.ts';
import type { WorkflowEngine } from '../../sandbox/hubspot/workflows/engine.ts';
import type { Bundles } from '../../sandbox/hubspot-ui/server/bundles.ts';
import { startHubSpotUi } from '../../sandbox/hubspot-ui/server/ui-server.ts';
import { type SampleProject, sampleProject } from './project.ts';

export const user = {
  id: 81_001,
  email: 'imogen.vale@portal.example',
  firstName: 'Imogen',
  lastName: 'Vale',
};

const { id: userId, ...person } = user;

const seed: HubSpotSeed = {
  owners: [{ id: '71001', userId, ...person }],
  companies: [{ id: '2001', properties: { name: 'Tidewright', domain: 'tidewright.example' } }],
  contacts: [
    {
      id: '1001',
      companyId: '2001',
      properties: {
        firstname: 'Idris',
        lastname: 'Marlowe',
        email: 'idris@tidewright.example',
        jobtitle: 'Chief Operating Officer',
        company: 'Tidewright',
        hubspot_owner_id: '71001',
        lifecyclestage: 'lead',
      },
    },
    { id: '1002', properties: { firstname: 'Petra', email: 'petra@oakhollow.example' } },
  ],
  deals: [
    {
      id: '3001',
      properties: {
        dealname: 'Pilot',
        pipeline: 'default',
        dealstage: 'qualifiedtobuy',
        amount: '18000',
      },
      contactIds: ['1001'],
    },
  ],
};

const noBundles: Bundles = {
  page: async () => ({ js: 'page()', css: 'body{}' }),
  worker: async () => 'worker()',
  extension: (name) => (name === 'cards-Sample' ? Promise.resolve('card()') : undefined),
  onRebuilt: () => () => {},
  close: async () => {},
};

export interface RunningUi {
  readonly url: string;
  readonly hubspot: HubSpotStandin;
  readonly project: SampleProject;
}

/** Everything ends with the test. */
export async function startUi(
  options: {
    readonly bundles?: (project: SampleProject) => Bundles;
    readonly workflows?: (hubspot: HubSpotStandin) => WorkflowEngine;
    readonly appServer?: string;
    readonly project?: SampleProject;
  } = {},
): Promise<RunningUi> {
  const project = options.project ?? sampleProject();
  const hubspot = await startHubSpotStandin({ seed });
  onTestFinished(() => hubspot.close());
  const bundles = options.bundles?.(project) ?? noBundles;
  onTestFinished(() => bundles.close());
  const workflows = options.workflows?.(hubspot) ?? null;
  onTestFinished(() => workflows?.close());
  const ui = await startHubSpotUi({
    port: 0,
    hubspot,
    workflows,
    bundles,
    projectRoot: project.root,
    appServer: options.appServer ?? 'http://127.0.0.1:9',
    appId: 4_100_001,
    clientSecret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    user,
    recordsToTry: [
      { object: 'contact', id: '1001', shows: 'A robotics company.' },
      { object: 'contact', id: '9999', shows: 'Nobody.' },
    ],
  });
  onTestFinished(() => ui.close());
  return { url: ui.url, hubspot, project };
}
