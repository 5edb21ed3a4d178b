import type { SalesforceEdge } from '../../server/http/dependencies.ts';

const unasked = () => Promise.reject(new Error('Nothing of Salesforce is asked for here.'));

/** For servers that no org calls: it knows no key. */
export const noSalesforce: SalesforceEdge = {
  keys: { find: async () => null, takeNonce: unasked },
  settings: {
    read: unasked,
    owners: unasked,
    save: unasked,
    repair: unasked,
    requireAdministrator: unasked,
  },
  inbound: { acceptBatch: unasked },
};
