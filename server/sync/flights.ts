import type { Progress } from '../../shared/contract/api.ts';
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import { ProgressFan } from './progress.ts';
import type { Tenant } from './service.ts';

interface Flight {
  readonly answer: Promise<Enrichment>;
  readonly progress: ProgressFan;
}

/**
 * Runs under way in this process. A thousand simultaneous requests for a record cost one; the
 * database does the same across processes.
 */
export class Flights {
  readonly #byRequest = new Map<string, Flight>();

  async join(
    tenant: Tenant,
    request: EnrichRequest,
    onProgress: ((progress: Progress) => void) | undefined,
    start: (send: (progress: Progress) => void) => Promise<Enrichment>,
  ): Promise<Enrichment> {
    const { object, recordId, mode, refresh, pick } = request;
    const { organizationId, integrationId } = tenant;
    const key = JSON.stringify([
      organizationId,
      integrationId,
      object,
      recordId,
      mode,
      refresh,
      pick,
    ]);
    const running = this.#byRequest.get(key);
    if (running) {
      running.progress.add(onProgress);
      return { ...(await running.answer), replayed: true };
    }
    const progress = new ProgressFan();
    progress.add(onProgress);
    const answer = start((step) => progress.send(step)).finally(() => this.#byRequest.delete(key));
    this.#byRequest.set(key, { answer, progress });
    return answer;
  }
}
