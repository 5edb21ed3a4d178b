import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What the process counts. No label names a tenant, a record or a person. */
export interface Metrics {
  readonly registry: Registry;
  httpRequest(observation: {
    method: string;
    /** Path template, or `unmatched`. */
    route: string;
    status: string;
    durationMs: number;
  }): void;
  /** `status` is an enrichment's status, or `error` when the run ended with an error. */
  enrichment(observation: { status: string; durationMs: number }): void;
  researchProvider(observation: { provider: string; status: string; durationMs: number }): void;
  crmCall(observation: {
    crm: string;
    operation: string;
    outcome: string;
    durationMs: number;
  }): void;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Metrics in a registry of their own, so that two apps in one process do not mix.
 *
 * @param options.process also report memory, CPU and event loop of the process. Default true.
 */
export function createMetrics(options: { process?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (options.process ?? true) collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const httpDuration = new Histogram({
    name: 'smartsync_http_request_duration_seconds',
    help: 'Time to answer HTTP requests, by route template and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const enrichments = new Counter({
    name: 'smartsync_enrichments_total',
    help: 'Enrichment runs that ended, by status.',
    labelNames: ['status'],
    registers,
  });
  const enrichmentDuration = new Histogram({
    name: 'smartsync_enrichment_duration_seconds',
    help: 'Time of enrichment runs from request to answer, by status.',
    labelNames: ['status'],
    buckets,
    registers,
  });
  const providerDuration = new Histogram({
    name: 'smartsync_research_provider_duration_seconds',
    help: 'Time research providers took, by provider and status; answers from the cache left out.',
    labelNames: ['provider', 'status'],
    buckets,
    registers,
  });
  const crmDuration = new Histogram({
    name: 'smartsync_crm_call_duration_seconds',
    help: 'Time of calls to the CRM, by operation and outcome.',
    labelNames: ['crm', 'operation', 'outcome'],
    buckets,
    registers,
  });

  return {
    registry,
    httpRequest: ({ durationMs, ...labels }) => httpDuration.observe(labels, durationMs / 1000),
    enrichment({ status, durationMs }) {
      enrichments.inc({ status });
      enrichmentDuration.observe({ status }, durationMs / 1000);
    },
    researchProvider: ({ durationMs, ...labels }) =>
      providerDuration.observe(labels, durationMs / 1000),
    crmCall: ({ durationMs, ...labels }) => crmDuration.observe(labels, durationMs / 1000),
  };
}
