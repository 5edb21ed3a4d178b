/** Starts and stops a process of the product in one of its roles. */
import closeWithGrace from 'close-with-grace';
import { type Config, loadConfig } from './config/config.ts';
import { createHealthApp } from './http/health-app.ts';
import { createLogger } from './http/logger.ts';
import { createMetrics, type Metrics } from './http/metrics/metrics.ts';
import { type RunningServer, startServer } from './http/server.ts';
import { startJobs } from './jobs/jobs.ts';
import { readinessOf } from './readiness.ts';
import { systemRuntime } from './runtime.ts';
import { openServices, type Services } from './services.ts';
import { startWeb } from './web.ts';
import { startWorker } from './worker.ts';

/** `all`: one process does everything; otherwise as many of each as one likes. */
export type Role = 'all' | 'web' | 'worker';

/** Longer than the work under way may take and less than what process managers wait. */
const CLOSE_MS = 28_000;

const FAILED_START_MS = 5_000;

/**
 * Runs until the process is told to stop. A start that fails says why in a sentence and sets the exit code.
 */
export async function runProcess(role: Role): Promise<void> {
  try {
    const config = loadConfig(process.env);
    if (role !== 'all' && config.store.databaseUrl === null) {
      throw new Error(
        `The embedded database serves one process only, so there is no separate ${role}. Set DATABASE_URL to a Postgres, or run everything in one process with "npm start".`,
      );
    }
    const logger = createLogger({ level: config.logLevel }).child({ role });
    const metrics = createMetrics();
    const services = await openServices(config, systemRuntime, logger, metrics.crmCall);
    const parts = await startParts(role, config, services, metrics, logger);
    logger.info({ url: parts.url }, 'ready');
    closeWithGrace({ delay: CLOSE_MS, logger }, async ({ err }) => {
      if (err) logger.fatal({ err }, 'stopping after an unexpected error');
      await Promise.all(parts.close.map((close) => close()));
      await services.close();
    });
  } catch (error) {
    // The stack would hide the sentence.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    // Whatever did not let go must not keep a process that does nothing from being started again.
    setTimeout(() => process.exit(), FAILED_START_MS).unref();
  }
}

/** Null where nobody wants to be told. */
async function startHealth(
  { http }: Config,
  services: Services,
  metrics: Metrics,
  logger: Logger,
): Promise<RunningServer | null> {
  if (http.workerPort === null) return null;
  const app = createHealthApp({
    readiness: () => readinessOf(services),
    logger,
    metrics,
    runtime: systemRuntime,
    config: {
      publicBaseUrl: http.publicBaseUrl,
      requestsPerMinute: http.requestsPerMinute,
      trustProxy: false,
      metricsToken: http.metricsToken?.reveal() ?? null,
    },
  });
  return startServer(app, { host: http.host, port: http.workerPort });
}

type Logger = ReturnType<typeof createLogger>;

async function startParts(
  role: Role,
  config: Config,
  services: Services,
  metrics: Metrics,
  logger: Logger,
): Promise<{ readonly url: string | null; readonly close: (() => Promise<void>)[] }> {
  const close: (() => Promise<void>)[] = [];
  try {
    if (role === 'web') {
      const sender = await startJobs(services.database, 'sender', logger);
      services.jobs.use(sender);
      close.push(() => sender.stop(1_000));
    } else {
      const worker = await startWorker(services, systemRuntime, logger);
      close.push(() => worker.close());
    }
    if (role === 'worker') {
      const health = await startHealth(config, services, metrics, logger);
      if (health) close.push(() => health.close());
      return { url: health?.url ?? null, close };
    }
    const web = await startWeb(config, services, metrics, systemRuntime, logger);
    close.push(() => web.close());
    return { url: web.url, close };
  } catch (error) {
    await Promise.all(close.map((one) => one()));
    await services.close();
    throw error;
  }
}
