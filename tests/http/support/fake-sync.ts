import { AppError } from '../../../server/errors.ts';
import { actionNotFound } from '../../../server/sync/errors.ts';
import type { SyncService, Tenant } from '../../../server/sync/service.ts';
import type { Progress } from '../../../shared/contract/api.ts';
import type { Enrichment, EnrichRequest } from '../../../shared/contract/v1.ts';
import { cardFor, enrichmentFor, enrichmentId, summaryOf, undoReportFor } from './enrichments.ts';

interface SyncCall {
  readonly method: keyof SyncService;
  readonly tenant: Tenant;
  readonly input: unknown;
}

/** A run the test ends when it likes. */
export interface HeldRun {
  readonly request: EnrichRequest;
  progress(progress: Partial<Progress>): void;
  finish(overrides?: Partial<Enrichment>): void;
  fail(error: unknown): void;
}

export interface FakeSync extends SyncService {
  readonly calls: readonly SyncCall[];
  /** From now on runs wait for the test. Resolves with the next run when it has started. */
  hold(): void;
  nextRun(): Promise<HeldRun>;
  /** Holds the next call of one action back. Resolves, when it has come, with what lets it go on. */
  holdNext(action: 'apply' | 'discard' | 'undo'): Promise<() => void>;
  /** What every further call throws; null for none. */
  failWith(error: unknown): void;
}

/** The orchestration as the routes see it: remembers what it was asked and answers with fixtures. */
export function fakeSync(): FakeSync {
  const calls: SyncCall[] = [];
  const started: HeldRun[] = [];
  const waiting: ((run: HeldRun) => void)[] = [];
  let held = false;
  let failure: unknown = null;
  const gates = new Map<string, (release: () => void) => void>();
  const passGate = async (action: string) => {
    const arrived = gates.get(action);
    if (!arrived) return;
    gates.delete(action);
    await new Promise<void>((release) => arrived(release));
  };

  const record = (method: keyof SyncService, tenant: Tenant, input: unknown) => {
    calls.push({ method, tenant, input });
    if (failure !== null) throw failure;
  };
  const known = (id: string): Enrichment => {
    if (id !== enrichmentId) {
      throw new AppError('There is no enrichment with this id.', {
        code: 'enrichment_not_found',
        status: 404,
      });
    }
    return enrichmentFor({ object: 'contact', recordId: '1001' });
  };

  return {
    calls,
    hold() {
      held = true;
    },
    nextRun() {
      const run = started.shift();
      return run ? Promise.resolve(run) : new Promise((resolve) => waiting.push(resolve));
    },
    holdNext: (action) => new Promise((resolve) => gates.set(action, resolve)),
    failWith(error) {
      failure = error;
    },
    async enrich(tenant, request, onProgress) {
      record('enrich', tenant, request);
      if (!held) return enrichmentFor(request);
      const { promise, resolve, reject } = Promise.withResolvers<Enrichment>();
      const run: HeldRun = {
        request,
        progress: (progress) =>
          onProgress?.({
            enrichmentId,
            step: 'read',
            provider: null,
            state: 'started',
            message: 'Reading the record',
            ...progress,
          }),
        finish: (overrides) => resolve(enrichmentFor(request, overrides)),
        fail: reject,
      };
      const waiter = waiting.shift();
      if (waiter) waiter(run);
      else started.push(run);
      return promise;
    },
    async get(tenant, id) {
      record('get', tenant, id);
      return known(id);
    },
    async list(tenant, filter) {
      record('list', tenant, filter);
      return [summaryOf(known(enrichmentId))];
    },
    async apply(tenant, id) {
      record('apply', tenant, id);
      await passGate('apply');
      return known(id);
    },
    async discard(tenant, id) {
      record('discard', tenant, id);
      await passGate('discard');
      return { ...known(id), status: 'discarded' };
    },
    async undo(tenant, id) {
      record('undo', tenant, id);
      await passGate('undo');
      known(id);
      return undoReportFor(id);
    },
    async card(tenant, asked) {
      record('card', tenant, asked);
      return cardFor(asked);
    },
    async watch(tenant, _asked, id) {
      record('watch', tenant, id);
      known(id);
      return null;
    },
    async underWay(tenant, asked) {
      record('underWay', tenant, asked);
      return null;
    },
    async requireRun(tenant, _asked, id) {
      record('requireRun', tenant, id);
      known(id);
    },
    async createActionTask(tenant, _asked, { enrichmentId: id, actionId }) {
      record('createActionTask', tenant, { id, actionId });
      known(id);
      throw actionNotFound();
    },
  };
}
