/** Starts the Salesforce stand-in alone: `main.ts --port N --access-token T`. */
import { runAlone } from '../standin/command-line.ts';
import { startSalesforceStandin } from './index.ts';
import { practiceObjects, sampleRecords } from './sample-org.ts';

await runAlone((port, token) =>
  startSalesforceStandin({
    port,
    accessTokens: [{ token }],
    objects: practiceObjects,
    seed: { records: sampleRecords },
  }),
);
