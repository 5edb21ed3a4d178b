/** Everything in one process: the API, and the work that is done behind it. */
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import type { RunningServer } from './http/server.ts';
import type { Runtime } from './runtime.ts';
import type { Services } from './services.ts';
import { startWeb } from './web.ts';
import { startWorker } from './worker.ts';

/** Listens and works until `close`, which finishes what is under way and then closes the services. */
export async function startAll(
  config: Config,
  services: Services,
  metrics: Metrics,
  runtime: Runtime,
  logger: Logger,
): Promise<RunningServer> {
  const worker = await startWorker(services, runtime, logger);
  const web = await startWeb(config, services, metrics, runtime, logger).catch(async (error) => {
    await worker.close();
    throw error;
  });
  return {
    url: web.url,
    async close() {
      await Promise.all([web.close(), worker.close()]);
      await services.close();
    },
  };
}
