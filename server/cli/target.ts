/** Where a command works: at a server, in this process against a real portal, or at a running sandbox. */
import { loadConfig } from '../config/config.ts';
import { AppError } from '../errors.ts';
import type { CommandTarget } from './command-target.ts';
import { localTarget } from './local.ts';
import { remoteTarget } from './remote.ts';
import { findSandbox } from './sandbox-file.ts';

/**
 * A server that the environment names goes first, then a token for a real portal, then the sandbox that runs.
 * @throws ConfigError, or AppError `no_target` when there is none
 */
export async function openTarget(env: NodeJS.ProcessEnv): Promise<CommandTarget> {
  const config = loadConfig(env);
  if (config.server) {
    return remoteTarget({ url: config.server.url, token: config.server.token.reveal() });
  }
  if (config.hubspot.accessToken) return localTarget(config);
  const sandbox = findSandbox(config.dataDir);
  if (sandbox) return remoteTarget(sandbox);
  throw new AppError(
    'There is nothing to enrich in yet. Start the sandbox with "npm run sandbox" in another terminal, set HUBSPOT_ACCESS_TOKEN to work in your own HubSpot portal, or SMARTSYNC_URL and SMARTSYNC_TOKEN for a server that runs.',
    { code: 'no_target', status: 409 },
  );
}
