import type { AppDependencies } from '../../server/http/dependencies.ts';

const unasked = () => Promise.reject(new Error('Nothing of integrations is asked for here.'));

type Integrations = Pick<
  AppDependencies,
  'connections' | 'mappings' | 'ownProvider' | 'scoring' | 'entities' | 'bulk' | 'audit' | 'privacy'
>;

/** For servers whose integrations nobody asks for. */
export const noIntegrations: Integrations = {
  connections: {
    list: unasked,
    begin: unasked,
    issueTicket: unasked,
    ticketDetails: unasked,
    beginWithTicket: unasked,
    finish: unasked,
    disconnect: unasked,
  },
  ownProvider: { read: unasked, save: unasked, remove: unasked, open: unasked },
  scoring: { read: unasked, change: unasked },
  mappings: { fields: unasked, read: unasked, save: unasked, preview: unasked },
  entities: { sync: unasked, history: unasked },
  bulk: {
    start: unasked,
    get: unasked,
    list: unasked,
    // biome-ignore lint/correctness/useYield: nobody reads it
    async *watch() {
      await unasked();
    },
    cancel: unasked,
    retry: unasked,
    undo: unasked,
    queue: unasked,
    retryItem: unasked,
    cancelItem: unasked,
  },
  audit: {
    page: unasked,
    // biome-ignore lint/correctness/useYield: nobody reads it
    async *export() {
      await unasked();
    },
  },
  privacy: { held: unasked, erase: unasked },
};
