/**
 * A Salesforce org on loopback that refuses what Salesforce refuses. Stateful and in memory, with a
 * settable clock, limits, rules and faults; nothing in it leaves the machine.
 */
import { controlsOf, type StandinControls } from '../standin/controls.ts';
import { type Listening, listen } from '../standin/listen.ts';
import type { StatusFault } from './gate/faults.ts';
import type { LoggedRequest } from './http/log.ts';
import { createSalesforceServer } from './http/server.ts';
import { toId18 } from './ids.ts';
import type { AccessToken, Consent, LoginRule, SalesforceStandinOptions } from './options.ts';
import type { Permissions } from './org/access.ts';
import { restoreRecord } from './org/bin.ts';
import type { ChangeListener } from './org/changes.ts';
import { type ConvertedLead, convertLead } from './org/convert.ts';
import type { ListViewOrder } from './org/list-views.ts';
import { mergeRecords } from './org/merge.ts';
import type { Org } from './org/org.ts';
import { firstUserId, systemContext } from './org/plant.ts';
import type { StoredRecord } from './org/records.ts';
import type { DuplicateRule, OrgOptions, ValidationRule } from './org/settings.ts';
import type { Value } from './org/values.ts';
import { type PubSubStandin, startPubSub } from './pubsub/server.ts';
import { type OrgKeys, StandinState } from './state.ts';

export type { SalesforceStandinOptions } from './options.ts';

/** A record with every field that has a value. */
export interface StandinRecord {
  readonly id: string;
  readonly type: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly isDeleted: boolean;
}

/** What a code at the redirect URI stands for. */
interface CodeOrder {
  readonly clientId: string;
  readonly redirectUri: string;
  /** S256 of the verifier; null for an app without PKCE. */
  readonly challenge: string | null;
  readonly scopes?: readonly string[];
  readonly orgId?: string;
  readonly userId?: string;
}

/** Its `url` is both the login address and the `instance_url`. */
export interface SalesforceStandin
  extends Listening,
    StandinControls<Pick<LoggedRequest, 'orgId'>, StatusFault> {
  /** The default org, which the helpers below work on; 18 characters. */
  readonly orgId: string;
  /** The user of tokens that name none; 18 characters. */
  readonly userId: string;

  /** Creates as a person in Salesforce would; values Salesforce itself keeps may be given too. */
  create(type: string, values: Readonly<Record<string, Value>>): StandinRecord;
  /** Changes values as a person in Salesforce would. */
  update(type: string, id: string, values: Readonly<Record<string, Value>>): StandinRecord;
  delete(type: string, id: string): void;
  /** Takes a record out of the recycle bin. */
  undelete(type: string, id: string): StandinRecord;
  /** Merges records into one that lives on, as the Merge button does. */
  merge(type: string, survivorId: string, mergedIds: readonly string[]): void;
  /** What the Convert button does: an account and a contact, and an opportunity when it is named. */
  convertLead(id: string, opportunityName?: string): ConvertedLead;
  /** Live records in the order they were created. */
  records(type: string): StandinRecord[];
  /** A record, deleted or not; undefined when there is none. */
  get(type: string, id: string): StandinRecord | undefined;
  /** Everything behind the helpers, for what they do not cover. */
  org(orgId?: string): Org;
  addOrg(options: OrgOptions & { readonly id: string }): Org;

  /** Returns the view's id. */
  addListView(order: ListViewOrder): string;
  addValidationRule(rule: ValidationRule): void;
  addDuplicateRule(rule: DuplicateRule): void;
  /** Another transaction holds a row: so many writes fail on it. */
  lockRow(id: string, times?: number): void;
  /** What a user may see and do from now on. */
  setPermissions(permissions: Permissions, userId?: string): void;
  /** Listens to `/data/ContactChangeEvent` or `/data/ChangeEvents`; returns what ends it. */
  subscribe(channel: string, replayId: number, listener: ChangeListener): () => void;
  /** Null unless it was started with one. */
  readonly pubSub: PubSubStandin | null;

  addToken(token: AccessToken): void;
  /** What the person at the consent page does from now on. */
  setConsent(consent: Consent): void;
  /** What keeps an org's users from logging in from now on; null lets them in. */
  setLoginRule(rule: LoginRule | null, orgId?: string): void;
  /** What our package in an org holds; null while nothing was delivered. */
  orgKeys(orgId?: string): OrgKeys | null;
  /** As if they had been delivered; null takes them away, as uninstalling the package does. */
  setOrgKeys(keys: OrgKeys | null, orgId?: string): void;
  /** What the consent page hands to the redirect URI. */
  issueCode(order: CodeOrder): string;
  /** What a customer does who revokes the app: its tokens die without notice. */
  revokeGrants(orgId?: string): void;
}

/** Starts a stand-in on 127.0.0.1. Rejects when the port is taken or the seed is not sound. */
export async function startSalesforceStandin(
  options: SalesforceStandinOptions = {},
): Promise<SalesforceStandin> {
  const state = new StandinState(options);
  const stopped = new AbortController();
  const listening = await listen(
    createSalesforceServer(state, stopped.signal),
    options.port ?? 0,
    stopped,
  );
  state.origin = listening.url;
  const pubSub = options.pubSub ? await startPubSub(state, options.pubSub) : null;
  const org = (id = state.orgId) => state.org(id);
  const typeOf = (name: string) => {
    const type = org().catalogue.find(name);
    if (!type) throw new Error(`The stand-in has no object ${name}`);
    return type;
  };

  return {
    ...listening,
    async close() {
      await pubSub?.close();
      await listening.close();
    },
    pubSub,
    orgId: state.orgId,
    userId: firstUserId,

    create: (type, values) => render(org().create(typeOf(type), values, systemContext)),
    update: (type, id, values) => render(org().update(typeOf(type), id, values, systemContext)),
    delete: (type, id) => org().delete(typeOf(type), id, systemContext),
    undelete: (type, id) => render(restoreRecord(org(), typeOf(type), id)),
    merge: (type, survivorId, mergedIds) =>
      mergeRecords(org(), typeOf(type), survivorId, mergedIds),
    convertLead: (id, opportunityName) => convertLead(org(), id, opportunityName),
    records: (type) =>
      org()
        .records.all(typeOf(type).name)
        .filter(({ isDeleted }) => !isDeleted)
        .map(render),
    get: (type, id) => {
      const record = org().records.find(typeOf(type).name, id);
      return record && render(record);
    },
    org,
    addOrg: (orgOptions) => state.addOrg(orgOptions),

    addListView: (order) => org().listViews.add(order).id,
    addValidationRule: (rule) => org().validationRules.push(rule),
    addDuplicateRule: (rule) => org().duplicateRules.push(rule),
    lockRow: (id, times = 1) => org().locks.hold(toId18(id) ?? id, times),
    setPermissions: (permissions, userId = firstUserId) =>
      org().permissions.set(toId18(userId) ?? userId, permissions),
    subscribe: (channel, replayId, listener) =>
      org().changes.subscribe(channel, replayId, listener),

    ...controlsOf(state),

    addToken: (token) => state.addToken(token),
    setConsent: (consent) => {
      state.consent = consent;
    },
    setLoginRule: (rule, orgId) => {
      if (rule) state.loginRules.set(org(orgId).id, rule);
      else state.loginRules.delete(org(orgId).id);
    },
    orgKeys: (orgId) => state.orgKeys.get(org(orgId).id) ?? null,
    setOrgKeys: (keys, orgId) => {
      if (keys) state.orgKeys.set(org(orgId).id, keys);
      else state.orgKeys.delete(org(orgId).id);
    },
    issueCode: ({ scopes = ['api', 'refresh_token'], orgId, userId = firstUserId, ...code }) =>
      state.grants.issueCode(
        { ...code, scopes, userId, orgId: org(orgId).id },
        state.now().getTime(),
      ),
    revokeGrants: (orgId) => state.grants.revokeOrg(org(orgId).id),
  };
}

function render({ id, type, values, isDeleted }: StoredRecord): StandinRecord {
  return { id, type, values: Object.fromEntries(values), isDeleted };
}
