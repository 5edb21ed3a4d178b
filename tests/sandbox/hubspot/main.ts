/** Starts the HubSpot stand-in alone: `main.ts --port N --access-token T`. */
import { runAlone } from '../standin/command-line.ts';
import { startHubSpotStandin } from './index.ts';

await runAlone((port, token) =>
  startHubSpotStandin({ port, accessTokens: [{ token, scopes: 'all' }] }),
);
