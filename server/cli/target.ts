/** Where a command works: in this process against a real portal, or at a running sandbox. */
import { loadConfig } from '../config/config.ts';
import { AppError } from '../errors.ts';
import type { CommandTarget } from './command-target.ts';
import { localTarget } from './local.ts';
import { remoteTarget } from './remote.ts';
import { findSandbox } from './sandbox-file.ts';

/**
 * A token in the environment means a real portal; otherwise the sandbox that runs.
 * @throws ConfigError, or AppError `no_target` when there is neither
 */
export async function openTarget(env: NodeJS.ProcessEnv): Promise<CommandTarget> {
  const config = loadConfig(env);
  if (config.hubspot.accessToken) return localTarget(config);
  const sandbox = findSandbox(config.dataDir);
  if (sandbox) return remoteTarget(sandbox);
  throw new AppError(
    'There is nothing to enrich in yet. Start the sandbox with "npm run sandbox" in another terminal, or set HUBSPOT_ACCESS_TOKEN to work in your own HubSpot portal.',
    { code: 'no_target', status: 409 },
  );
}
