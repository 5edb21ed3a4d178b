/** Everything that is not the product, in a process of its own: a portal, an org and public sources. */

import { sourcesEnvironment } from '../../../sandbox/environment.ts';
import { startHubSpotStandin } from '../../../sandbox/hubspot/index.ts';
import { startPublicSources } from '../../../sandbox/public-sources/public-sources.ts';
import {
  campaignObjects,
  mailObjects,
  permissionObjects,
} from '../../../sandbox/salesforce/catalogue/optional.ts';
import { startSalesforceStandin } from '../../../sandbox/salesforce/index.ts';
import { world as usualWorld } from '../../../sandbox/world/world.ts';
import { freshWorld } from '../fresh-world.ts';
import { callsOneByOne } from '../one-by-one.ts';
import { answerParent, readArgument } from '../programs.ts';
import type { Delays, OutsideOptions, OutsideTold, SeenCall } from './outside.ts';

const { companies, contactsEach, mixture, inOrg, accessToken } = readArgument<OutsideOptions>();
const { world, companies: fresh } = freshWorld(new Date(), companies, contactsEach, mixture);
const [hubspot, salesforce, sources] = await Promise.all([
  startHubSpotStandin({
    accessTokens: [{ token: accessToken, scopes: 'all' }],
    seed: world.hubspot,
  }),
  startSalesforceStandin({
    accessTokens: [{ token: accessToken }],
    objects: [...mailObjects, ...campaignObjects, ...permissionObjects],
    seed: (inOrg ? world : usualWorld(world.now)).salesforce,
    pubSub: {},
  }),
  startPublicSources({ world }),
]);

/** Bodies are not kept: thousands of records are sent. */
function seen(log: typeof hubspot | typeof salesforce): SeenCall[] {
  return log.requests().map(({ method, path, query, body, status, startedAt }) => ({
    what: `${method} ${path}`,
    at: Date.parse(startedAt),
    status,
    oneByOne: callsOneByOne({ method, query, body }),
  }));
}

answerParent(
  {
    hubspotUrl: hubspot.url,
    portalId: hubspot.portalId,
    salesforceUrl: salesforce.url,
    pubSubAddress: salesforce.pubSub?.address ?? '',
    sources: sourcesEnvironment(sources),
    companies: fresh,
  } satisfies OutsideTold,
  {
    delay: ({ hubspotMs, salesforceMs, sourceMs }: Delays) => {
      hubspot.setLatency(hubspotMs);
      salesforce.setLatency(salesforceMs);
      sources.setLatency(sourceMs);
    },
    clear: () => {
      hubspot.clearRequests();
      salesforce.clearRequests();
    },
    hubspotCalls: () => seen(hubspot),
    salesforceCalls: () => seen(salesforce),
  },
);
process.once('SIGTERM', () => process.exit(0));
