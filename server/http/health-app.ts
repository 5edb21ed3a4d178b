import './request.ts';
import express, { type Express } from 'express';
import type { AppDependencies } from './dependencies.ts';
import { lifecycleOf } from './lifecycle.ts';
import { notFound, problems } from './middleware/problems/index.ts';
import { requestId } from './middleware/request-id/index.ts';
import { requestLog } from './middleware/request-log/index.ts';
import { mount } from './mount.ts';
import { getHealthz } from './routes/healthz/getHealthz.ts';
import { getMetrics } from './routes/metrics/getMetrics.ts';
import { getReadyz } from './routes/readyz/getReadyz.ts';

/** What a process without an API answers: whether it lives, whether it can work, and its metrics. */
export function createHealthApp({
  readiness,
  logger,
  metrics,
  runtime,
  config,
}: Pick<AppDependencies, 'readiness' | 'logger' | 'metrics' | 'runtime' | 'config'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId(() => runtime.newId()));
  app.use(requestLog(logger));
  app.use(
    mount([
      getHealthz(),
      getReadyz({ readiness, logger }, lifecycleOf(app)),
      getMetrics({ metrics, config }),
    ]),
  );
  app.use(notFound());
  app.use(problems());
  return app;
}
