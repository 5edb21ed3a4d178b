/**
 * A HubSpot account on loopback that refuses what HubSpot refuses. Stateful and in memory, with a
 * settable clock, limits and faults; nothing in it leaves the machine.
 */
import { controlsOf, type StandinControls } from '../standin/controls.ts';
import { type Listening, listen } from '../standin/listen.ts';
import type { StatusFault } from './gate/faults.ts';
import type { LoggedRequest } from './http/log.ts';
import { createHubSpotServer } from './http/server.ts';
import type { AccessToken, HubSpotStandinOptions } from './options.ts';
import type { Portal } from './portal/portal.ts';
import { requireDefaultType } from './portal/portal.ts';
import { renderWritten } from './portal/render.ts';
import type { HubSpotObjectType, SeedProperties } from './seed.ts';
import { StandinState } from './state.ts';

export type { FaultAction } from './gate/faults.ts';
export type { LoggedRequest } from './http/log.ts';
export type { AccessToken, HubSpotLimits, HubSpotStandinOptions } from './options.ts';

/** A record with every value that is set. */
export interface StandinRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

interface Reference {
  readonly type: HubSpotObjectType;
  readonly id: string;
}

/** Its `url` is the api-client's `basePath`. */
export interface HubSpotStandin
  extends Listening,
    StandinControls<Pick<LoggedRequest, 'portalId'>, StatusFault> {
  /** The default portal, which the helpers below work on. */
  readonly portalId: number;

  /** Creates as a person in HubSpot would; the portal's own read-only values may be given too. */
  create(type: HubSpotObjectType, properties: SeedProperties): StandinRecord;
  createContact(properties: SeedProperties): StandinRecord;
  createCompany(properties: SeedProperties): StandinRecord;
  createDeal(properties: SeedProperties): StandinRecord;
  /** Changes values as a person in HubSpot would. */
  update(type: HubSpotObjectType, id: string, properties: SeedProperties): StandinRecord;
  archive(type: HubSpotObjectType, id: string): void;
  /** Out of the recycling bin. */
  restore(type: HubSpotObjectType, id: string): void;
  /** The first one lives on, and answers to the others' ids. */
  merge(type: HubSpotObjectType, survivorId: string, otherIds: readonly string[]): void;
  /** Deletes a contact for good, as privacy law demands. */
  erase(contactId: string): void;
  /** A list filled by hand, in this order. Returns its id. */
  createList(name: string, type: HubSpotObjectType, memberIds: readonly string[]): string;
  /** Links two records by their default type. */
  associate(from: Reference, to: Reference): void;
  /** Live records by ascending id. */
  records(type: HubSpotObjectType): StandinRecord[];
  /** A record, archived or not; undefined when there is none. */
  get(type: HubSpotObjectType, id: string): StandinRecord | undefined;
  /** Ids of the live records of a type linked to one. */
  associated(from: Reference, to: HubSpotObjectType): string[];
  /** Everything behind the helpers, for what they do not cover. */
  portal(portalId?: number): Portal;

  addToken(token: AccessToken): void;
  /** What the consent page hands to the redirect URI. */
  issueCode(code: {
    clientId: string;
    redirectUri: string;
    scopes: readonly string[] | 'all';
    portalId?: number;
    /** PKCE, S256. */
    challenge?: string;
  }): string;
  /** What a customer does who removes the app: its tokens die, and only the app's journal tells. */
  uninstall(portalId?: number): void;
  /** Where an origin of an app really is: browsers that consent are sent there instead. */
  proxyOrigin(origin: string, target: string): void;
}

/** Starts a stand-in on 127.0.0.1. Rejects when the port is taken or the seed is not sound. */
export async function startHubSpotStandin(
  options: HubSpotStandinOptions = {},
): Promise<HubSpotStandin> {
  const state = new StandinState(options);
  const stopped = new AbortController();
  const server = createHubSpotServer(state, stopped.signal);
  const listening = await listen(server, options.port ?? 0, stopped);
  const portal = (id = state.portalId) => state.portal(id);
  const byPerson = () =>
    ({ at: state.now().getTime(), source: 'CRM_UI', mayWriteReadOnly: true }) as const;
  // What renderWritten gives is this shape; its type is open because routes add keys to it.
  const render = (record: Parameters<typeof renderWritten>[1]) =>
    renderWritten(portal(), record) as unknown as StandinRecord;
  const find = (type: HubSpotObjectType, id: string) => {
    const record = portal().records.live(type, id);
    if (!record) throw new Error(`The stand-in has no ${type} ${id}`);
    return record;
  };
  const create = (type: HubSpotObjectType, properties: SeedProperties) =>
    render(portal().create(type, properties, [], byPerson()));

  return {
    ...listening,
    portalId: state.portalId,

    create,
    createContact: (properties) => create('contacts', properties),
    createCompany: (properties) => create('companies', properties),
    createDeal: (properties) => create('deals', properties),
    update: (type, id, properties) =>
      render(portal().update(find(type, id), properties, byPerson())),
    archive: (type, id) => portal().archive(find(type, id), state.now().getTime()),
    restore: (type, id) => {
      const record = portal().records.find(type, id);
      if (!record?.archivedAt) throw new Error(`The stand-in has no deleted ${type} ${id}`);
      portal().restore(record, state.now().getTime());
    },
    merge: (type, survivorId, otherIds) =>
      portal().merge(
        find(type, survivorId),
        otherIds.map((id) => find(type, id)),
        state.now().getTime(),
      ),
    erase: (contactId) => {
      const record = portal().records.find('contacts', contactId);
      if (record) portal().purge(record, state.now().getTime());
    },
    createList: (name, type, memberIds) =>
      portal().lists.create(name, type, memberIds, state.now().getTime()).id,
    associate: (from, to) =>
      portal().link(from, to, requireDefaultType(from.type, to.type), state.now().getTime()),
    records: (type) =>
      portal()
        .records.all(type)
        .filter(({ archivedAt }) => archivedAt === null)
        .map(render),
    get: (type, id) => {
      const record = portal().records.find(type, id);
      return record && render(record);
    },
    associated: (from, to) =>
      portal()
        .associations.of(from, to)
        .map(({ id }) => id)
        .filter((id) => portal().records.live(to, id) !== undefined),
    portal,

    ...controlsOf(state),

    addToken: (token) => state.tokens.add(token, state.portalId),
    issueCode: (code) =>
      state.tokens.issueCode(
        { portalId: state.portalId, challenge: null, ...code },
        state.now().getTime(),
      ),
    uninstall: (id = state.portalId) => state.uninstall(id),
    proxyOrigin: (origin, target) => {
      state.proxiedOrigins.set(origin, target);
    },
  };
}
