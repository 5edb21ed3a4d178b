import type { Readiness } from './http/dependencies.ts';
import type { Services } from './services.ts';

/**
 * Whether a process can work. Without Redis it can, more slowly: that is told and makes nobody look away.
 */
export async function readinessOf({
  database,
  limiter,
}: Pick<Services, 'database' | 'limiter'>): Promise<Readiness> {
  const alive = await database.ping().then(
    () => true,
    () => false,
  );
  const isWhole = limiter.state() !== 'fallback';
  return { ok: alive, checks: { database: { ok: alive }, shared_limits: { ok: isWhole } } };
}
