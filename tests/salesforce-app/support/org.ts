/** A Salesforce org whose package calls the server, as Apex calls it. */
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import type { SalesforceStandin } from '../../sandbox/salesforce/index.ts';
import { type ApexKeys, signApexCall } from '../../support/apex-signing.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import {
  openSalesforceHouse,
  type SalesforceHouse,
  type SalesforceHouseOptions,
} from '../../support/salesforce-house.ts';
import { type ServedHouse, serve } from '../../support/served-house.ts';

export interface CallingOrg extends SalesforceHouse {
  readonly server: ServedHouse;
  readonly keys: ApexKeys;
  /** Names the org and its user. */
  readonly caller: { readonly orgId: string; readonly userId: string };
  /** A signed call with the caller's ids in its body. */
  call(path: string, body?: object): Promise<Response>;
  /** The same; gives the data, or throws the refusal. */
  ask<Data>(path: string, body?: object): Promise<Data>;
}

/** What the package in the org was given. */
export function keysOf(salesforce: SalesforceStandin): ApexKeys {
  const keys = salesforce.orgKeys();
  if (!keys) throw new Error('The org has no keys yet.');
  return keys;
}

export async function openCallingOrg(
  kind: TestDatabaseKind,
  options: SalesforceHouseOptions = {},
): Promise<CallingOrg> {
  const org = await openSalesforceHouse(kind, options);
  const server = await serve(org.house);
  await org.house.services.salesforce.deliverKeys(org.tenant);
  const keys = keysOf(org.salesforce);
  org.salesforce.clearRequests();
  const caller = { orgId: org.salesforce.orgId, userId: org.salesforce.userId };
  const call = (path: string, given: object = {}) => {
    const body = JSON.stringify({ ...caller, ...given });
    return server.send('POST', path, signApexCall(keys, { path, body, now: Date.now() }), body);
  };
  return {
    ...org,
    server,
    keys,
    caller,
    call,
    async ask<Data>(path: string, body?: object) {
      const response = await call(path, body);
      const answer = (await response.json()) as CardAnswer<Data>;
      if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
      return answer.data;
    },
  };
}
