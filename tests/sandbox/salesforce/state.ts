import { FaultPlan } from '../standin/faults.ts';
import { RequestLog } from '../standin/log.ts';
import type { CallHooks } from '../standin/server.ts';
import { SlidingWindow } from '../standin/sliding-window.ts';
import type { StatusFault } from './gate/faults.ts';
import { GrantStore } from './gate/grants.ts';
import { type Session, SessionStore } from './gate/sessions.ts';
import type { LoggedRequest } from './http/log.ts';
import { toId18 } from './ids.ts';
import {
  type AccessToken,
  type Consent,
  defaultLimits,
  type LoginRule,
  type SalesforceLimits,
  type SalesforceStandinOptions,
} from './options.ts';
import { Access } from './org/access.ts';
import { Org } from './org/org.ts';
import { firstUserId, plant } from './org/plant.ts';
import type { OrgOptions } from './org/settings.ts';
import { Cursors } from './soql/cursors.ts';

const dayMs = 86_400_000;

/** The two secrets by which our package in an org signs what it asks of the product. */
export interface OrgKeys {
  readonly apiKey: string;
  /** Base64. */
  readonly signingKey: string;
}

/** Everything a running stand-in knows. */
export class StandinState {
  /** The org of tokens that name none. */
  readonly orgId: string;
  readonly limits: SalesforceLimits;
  readonly sessions = new SessionStore();
  readonly grants: GrantStore;
  /** What our package in an org was given, by org id. */
  readonly orgKeys = new Map<string, OrgKeys>();
  /** By org id; an org that is not named lets its users in. */
  readonly loginRules = new Map<string, LoginRule>();
  /** True: `consent` is asked for in the browser. */
  readonly consentPage: boolean;
  readonly faults = new FaultPlan<StatusFault>();
  readonly log = new RequestLog<Pick<LoggedRequest, 'orgId'>>({ orgId: null });
  readonly hooks: CallHooks<LoggedRequest> = {};
  /** Milliseconds before every answer. */
  latencyMs = 0;
  consent: Consent = 'allow';
  /** Known once it listens. */
  origin = '';
  readonly #options: SalesforceStandinOptions;
  readonly #orgOptions = new Map<string, OrgOptions>();
  readonly #orgs = new Map<string, Org>();
  readonly #cursors = new Map<string, Cursors>();
  #usage: SlidingWindow;

  constructor(options: SalesforceStandinOptions) {
    this.#options = options;
    this.consentPage = options.consentPage ?? false;
    this.limits = { ...defaultLimits, ...options.limits };
    this.#usage = this.#freshUsage();
    this.grants = new GrantStore(
      options.oauthClients ?? [],
      this.sessions,
      this.limits.sessionSeconds,
    );
    this.orgId = this.addOrg({ id: '00DOp0000000001', ...options.org }).id;
    for (const token of options.accessTokens ?? []) this.addToken(token);
  }

  get maxBodyBytes(): number {
    return this.limits.maxBodyBytes;
  }

  now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  /** An org with settings of its own, in place of one with the same id; the first carries the seed. */
  addOrg(options: OrgOptions & { readonly id: string }): Org {
    const id = toId18(options.id) ?? options.id;
    this.#orgOptions.set(id, options);
    this.#orgs.delete(id);
    return this.org(id);
  }

  /** The org with this id, of 15 or 18 characters. Starts empty when it was never named. */
  org(id: string): Org {
    const orgId = toId18(id) ?? id;
    const existing = this.#orgs.get(orgId);
    if (existing) return existing;
    const { objects = [], fields = {}, describes = 'recorded' } = this.#options;
    const org = new Org(
      { ...this.#orgOptions.get(orgId), id: orgId },
      { now: () => this.now(), objects, fields, describes },
    );
    const isFirst = this.#orgOptions.keys().next().value === orgId;
    plant(org, isFirst ? (this.#options.seed ?? {}) : {});
    this.#orgs.set(orgId, org);
    return org;
  }

  orgs(): Org[] {
    return [...this.#orgs.values()];
  }

  addToken({ token, orgId, userId, permissions, expiresAt }: AccessToken): void {
    const org = this.org(orgId ?? this.orgId);
    this.sessions.add({
      token,
      orgId: org.id,
      userId: toId18(userId ?? firstUserId) ?? firstUserId,
      permissions,
      grantId: null,
      idleMs: null,
      expiresAt: expiresAt?.getTime() ?? null,
    });
  }

  accessOf({ orgId, userId, permissions }: Session): Access {
    return new Access(userId, permissions ?? this.org(orgId).permissions.get(userId));
  }

  cursorsOf(org: Org): Cursors {
    const existing = this.#cursors.get(org.id);
    if (existing) return existing;
    const cursors = new Cursors();
    this.#cursors.set(org.id, cursors);
    return cursors;
  }

  /** Counts calls of an org; the calls of the last 24 hours, or undefined when there were too many. */
  count(orgId: string, calls = 1): number | undefined {
    let left = -1;
    for (let call = 0; call < calls; call += 1) {
      left = this.#usage.take(orgId, this.now().getTime());
      if (left < 0) return undefined;
    }
    return this.limits.dailyApiRequests - left;
  }

  /** Back to the seed: records, log, faults, limits and latency. Tokens and keys stay. */
  reset(): void {
    this.#orgs.clear();
    this.#cursors.clear();
    for (const id of this.#orgOptions.keys()) this.org(id);
    this.log.clear();
    this.faults.clear();
    this.#usage = this.#freshUsage();
    this.latencyMs = 0;
    this.consent = 'allow';
    this.loginRules.clear();
  }

  #freshUsage(): SlidingWindow {
    return new SlidingWindow(this.limits.dailyApiRequests, dayMs);
  }
}
