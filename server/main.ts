/** `npm start`: the server with its configuration from the environment. */
import closeWithGrace from 'close-with-grace';
import { loadConfig } from './config/config.ts';
import { createLogger } from './http/logger.ts';
import { createMetrics } from './http/metrics/metrics.ts';
import { systemRuntime } from './runtime.ts';
import { openServices } from './services.ts';
import { startWeb } from './web.ts';

try {
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  const metrics = createMetrics();
  const services = await openServices(config, systemRuntime, logger, metrics.crmCall);
  const web = await startWeb(config, services, metrics, systemRuntime, logger);
  logger.info({ url: web.url }, 'ready');
  closeWithGrace({ delay: 25_000, logger }, async ({ err }) => {
    if (err) logger.fatal({ err }, 'stopping after an unexpected error');
    await web.close();
  });
} catch (error) {
  // A start that fails says why in a sentence; the stack would hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
