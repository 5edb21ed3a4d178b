import { FaultPlan } from '../standin/faults.ts';
import { RequestLog } from '../standin/log.ts';
import type { CallHooks } from '../standin/server.ts';
import { TokenStore } from './gate/auth.ts';
import type { StatusFault } from './gate/faults.ts';
import { Limiter } from './gate/limiter.ts';
import type { LoggedRequest } from './http/log.ts';
import { AppJournals } from './journal/journals.ts';
import { defaultLimits, type HubSpotLimits, type HubSpotStandinOptions } from './options.ts';
import { plant } from './portal/plant.ts';
import { Portal } from './portal/portal.ts';

/** Everything a running stand-in knows. */
export class StandinState {
  readonly portalId: number;
  readonly limits: HubSpotLimits;
  readonly tokens: TokenStore;
  readonly journals = new AppJournals();
  /** Where an origin of an app really is on this machine, as in a project's `local.json`. */
  readonly proxiedOrigins = new Map<string, string>();
  readonly limiter: Limiter;
  readonly faults = new FaultPlan<StatusFault>();
  readonly log = new RequestLog<Pick<LoggedRequest, 'portalId'>>({ portalId: null });
  readonly hooks: CallHooks<LoggedRequest> = {};
  /** Milliseconds before every answer. */
  latencyMs = 0;
  readonly #options: HubSpotStandinOptions;
  readonly #portals = new Map<number, Portal>();
  #correlations = 0;

  constructor(options: HubSpotStandinOptions) {
    this.#options = options;
    this.portalId = options.portalId ?? 7_000_001;
    this.limits = { ...defaultLimits, ...options.limits };
    this.limiter = new Limiter(this.limits);
    this.tokens = new TokenStore(
      options.accessTokens ?? [],
      options.oauthClients ?? [],
      this.portalId,
    );
    this.portal(this.portalId);
  }

  get maxBodyBytes(): number {
    return this.limits.maxBodyBytes;
  }

  now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  /** The account with this id; the default one carries the seed, others start empty. */
  portal(id: number): Portal {
    const existing = this.#portals.get(id);
    if (existing) return existing;
    const at = this.now().getTime();
    const portal = new Portal(id, this.limits, this.#options.requiredProperties ?? {}, at);
    portal.uiDomain = this.#options.uiDomain ?? portal.uiDomain;
    plant(portal, id === this.portalId ? (this.#options.seed ?? {}) : {}, at);
    this.#portals.set(id, portal);
    return portal;
  }

  portals(): Portal[] {
    return [...this.#portals.values()];
  }

  /** The app leaves the account: its tokens are worth nothing at once, and its journal says so. */
  uninstall(portalId: number): void {
    const at = this.now().getTime();
    for (const clientId of this.tokens.uninstall(portalId)) {
      this.journals.note(clientId, { action: 'APP_UNINSTALL', portalId, at });
    }
  }

  /** Back to the seed: records, log, faults, limits and latency. Tokens stay. */
  reset(): void {
    this.#portals.clear();
    this.portal(this.portalId);
    this.log.clear();
    this.faults.clear();
    this.limiter.clear();
    this.latencyMs = 0;
  }

  /** A UUID that is the same in every run. */
  correlationId(): string {
    this.#correlations += 1;
    return `00000000-0000-4000-8000-${this.#correlations.toString(16).padStart(12, '0')}`;
  }
}
