/**
 * HubSpot behind the connector interface. Knows HubSpot's API; knows nothing of research, scoring or
 * our database.
 */
import type { Agent } from 'node:http';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { CallBudget } from '../../limits/budget.ts';
import type { Runtime } from '../../runtime.ts';
import type { CrmConnector } from '../connector.ts';
import { CrmError } from '../errors.ts';
import { createUpserter } from '../upsert/upsert.ts';
import { isSuperAdmin } from './administrators.ts';
import { createHubSpotApi } from './api.ts';
import { createHubSpotClient } from './client.ts';
import { encodeValue, isHubSpotRecordType, isOwnField, mappingFor } from './fields.ts';
import { listFields } from './fields-list.ts';
import { createInspector } from './inspect.ts';
import { readOwners } from './owners.ts';
import { createDealPlaces, type DealPlace, readPipelines } from './pipelines.ts';
import { provisionAccount } from './provision.ts';
import { createRecordLister } from './read/list.ts';
import { createListCalls } from './read/list-calls.ts';
import { readOutcomes } from './read/outcomes.ts';
import { createReader } from './read/read.ts';
import { createReconciler } from './reconcile.ts';
import { hubspotScopes } from './scopes.ts';
import { createHubSpotAgent } from './transport.ts';
import { createHubSpotDesk } from './upsert/desk.ts';
import { createWriter } from './write/write.ts';

export { createHubSpotAgent } from './transport.ts';

export const hubspotBaseUrl = 'https://api.hubapi.com';
/**
 * Reading and writing a thousand contacts takes 29 calls, three seconds of an account's allowance;
 * 500 at once take 16 each.
 */
const recordsAtOnce = 1_000;
/** Three calls follow each other in a click, and a card waits 15 seconds at most. */
const defaultTimeoutMs = 5_000;

export interface HubSpotConnectorOptions {
  /**
   * A token that is valid now; asked for before every call. The argument is a token that HubSpot has
   * just refused: a cache drops it and gives a new one, and the call is repeated once.
   */
  readonly accessToken: (refused?: string) => Promise<string>;
  /** Origin only; default https://api.hubapi.com. */
  readonly baseUrl?: string;
  /** The account, for links into it; null while unknown. */
  readonly portalId: string | null;
  /** Regional UI host from the account's details; default app.hubspot.com. */
  readonly uiDomain?: string | null;
  /** Shared by everything that calls this account. */
  readonly budget: CallBudget;
  readonly runtime: Pick<Runtime, 'random'>;
  /** Deadline of one call in milliseconds, default 5,000. Not used when `agent` is given. */
  readonly timeoutMs?: number;
  /** Connections with a deadline, to share between connectors of one host; see `createHubSpotAgent`. */
  readonly agent?: Agent;
  /** What provisioning found, so that a click does not have to read the pipelines. */
  readonly dealDefaults?: DealPlace | null;
  /** What the account granted; null while unknown. */
  readonly grantedScopes?: readonly string[] | null;
  /** How a retry waits; for tests. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** A connector for one HubSpot account. Cheap: make one per request or keep it. */
export function createHubSpotConnector(options: HubSpotConnectorOptions): CrmConnector {
  const baseUrl = options.baseUrl ?? hubspotBaseUrl;
  const account = { portalId: options.portalId, uiDomain: options.uiDomain ?? null };
  const agent = options.agent ?? createHubSpotAgent(baseUrl, options.timeoutMs ?? defaultTimeoutMs);
  const { accessToken, budget, runtime, sleep } = options;
  const client = createHubSpotClient({ accessToken, baseUrl, agent, budget, runtime, sleep });
  const api = createHubSpotApi(client);
  const places = createDealPlaces(api, options.dealDefaults ?? null);
  const reader = createReader(api, account);
  const writer = createWriter(api, account, places);
  const list = createRecordLister(createListCalls(client), api);
  const ways = { encode: encodeValue, write: writer.write };

  return {
    crm: 'hubspot',
    scopes: hubspotScopes,
    bulk: { recordsAtOnce },
    defaultMapping: mappingFor,
    isOwnField,
    lacksOwnField: ({ field, code }) =>
      field !== null && code === 'PROPERTY_DOESNT_EXIST' && isOwnField(field),
    objectionTo: () => null,
    encode: encodeValue,
    fields: (object) => listFields(api, object),
    async readRecords(object, ids, extraFields = []) {
      if (!isHubSpotRecordType(object)) throw noSuchObject(object);
      return reader.read(object, ids, extraFields);
    },
    async listRecords(object, query) {
      if (!isHubSpotRecordType(object)) throw noSuchObject(object);
      return list(object, query);
    },
    async readOutcomes(object, records) {
      if (!isHubSpotRecordType(object)) throw noSuchObject(object);
      return readOutcomes(api, object, records);
    },
    write: writer.write,
    upsertRecords: createUpserter(createHubSpotDesk(client, api, account, ways)),
    reconcile: createReconciler(api, account),
    inspectCreated: createInspector(api, places),
    provision: () => provisionAccount(api),
    owners: () => readOwners(api),
    pipelines: () => readPipelines(api),
    isAdministrator: (userId) => isSuperAdmin(api, userId, options.grantedScopes ?? null),
  };
}

function noSuchObject(object: ObjectType): CrmError {
  return new CrmError(
    'not_found',
    `HubSpot has no ${object} record that oppSpot can enrich. Choose a contact or a company.`,
    { crmStatus: null },
  );
}
