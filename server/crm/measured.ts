import type { CrmConnector } from './connector.ts';
import { isCrmError } from './errors.ts';

export interface CrmCall {
  readonly crm: string;
  /** The connector's method. */
  readonly operation: string;
  /** `ok`, or the kind of the error that ended it. */
  readonly outcome: string;
  readonly durationMs: number;
}

export type ObserveCrmCall = (call: CrmCall) => void;

/** The same connector, telling how long what it is asked for takes. */
export function measured(connector: CrmConnector, observe: ObserveCrmCall): CrmConnector {
  async function timed<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    let outcome = 'ok';
    try {
      return await work();
    } catch (error) {
      outcome = isCrmError(error) ? error.kind : 'error';
      throw error;
    } finally {
      const durationMs = performance.now() - started;
      observe({ crm: connector.crm, operation, outcome, durationMs });
    }
  }
  return {
    ...connector,
    readRecords: (object, ids, fields) =>
      timed('read', () => connector.readRecords(object, ids, fields)),
    readOutcomes: (object, records) =>
      timed('outcomes', () => connector.readOutcomes(object, records)),
    listRecords: (object, query) => timed('list', () => connector.listRecords(object, query)),
    fields: (object) => timed('fields', () => connector.fields(object)),
    write: (operations) => timed('write', () => connector.write(operations)),
    upsertRecords: (entities, rules) =>
      timed('upsert', () => connector.upsertRecords(entities, rules)),
    reconcile: (pending) => timed('reconcile', () => connector.reconcile(pending)),
    inspectCreated: (created) => timed('inspect', () => connector.inspectCreated(created)),
    provision: () => timed('provision', () => connector.provision()),
    owners: () => timed('owners', () => connector.owners()),
    pipelines: () => timed('pipelines', () => connector.pipelines()),
    isAdministrator: (userId) => timed('administrator', () => connector.isAdministrator(userId)),
  };
}
