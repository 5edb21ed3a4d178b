import type { AppDependencies } from '../../server/http/dependencies.ts';

const unasked = () => Promise.reject(new Error('Nothing of integrations is asked for here.'));

type Integrations = Pick<
  AppDependencies,
  'connections' | 'mappings' | 'entities' | 'audit' | 'privacy'
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
  mappings: { fields: unasked, read: unasked, save: unasked, preview: unasked },
  entities: { sync: unasked, history: unasked },
  audit: {
    page: unasked,
    // biome-ignore lint/correctness/useYield: nobody reads it
    async *export() {
      await unasked();
    },
  },
  privacy: { held: unasked, erase: unasked },
};
