/** The settings routes as the contract says, behind the `fetch` that HubSpot gives an extension. */
import { onTestFinished, vi } from 'vitest';
import type { z } from 'zod';
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import type { AuditPage } from '../../../shared/contract/audit.ts';
import type { Disconnected } from '../../../shared/contract/integrations.ts';
import {
  disconnectRequest,
  type SettingsState,
  settingsUpdate,
} from '../../../shared/contract/settings.ts';
import { type BulkDesk, bulkDesk } from './bulk-desk.ts';
import { type MappingsDesk, mappingsDesk } from './mappings-desk.ts';
import { type ProviderDesk, providerDesk } from './provider-desk.ts';
import { refusal } from './refusal.ts';
import { type ScoringDesk, scoringDesk } from './scoring-desk.ts';
import { sandboxState } from './settings-state.ts';

export const baseUrl = 'https://smartsync.oppspot.example';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Answer = CardAnswer<unknown>;

export interface SettingsServer {
  state: SettingsState;
  readonly asked: Asked[];
  /** Where the fields go, and what a trial makes of a record. */
  readonly mappings: MappingsDesk;
  readonly bulk: BulkDesk;
  readonly scoring: ScoringDesk;
  readonly provider: ProviderDesk;
  /** Pages of the history by the cursor that asks for them; '' for the newest. */
  readonly activity: Record<string, AuditPage>;
  /** What leaving is answered with. */
  disconnected: Disconnected;
  /** What was saved, newest last. */
  readonly saved: z.infer<typeof settingsUpdate>[];
  /** What a repair makes of the state. */
  repaired: (state: SettingsState) => SettingsState;
  /** Answers the next question instead of the routes; a promise that never ends leaves it open. */
  next(answer: () => Promise<Response> | Response): void;
  /** Somebody else saves. */
  saveBySomebodyElse(
    change: (settings: SettingsState['settings']) => SettingsState['settings'],
  ): void;
}

/** In place until the test ends. */
export function settingsServer(state = sandboxState()): SettingsServer {
  const queue: (() => Promise<Response> | Response)[] = [];
  const server: SettingsServer = {
    state,
    asked: [],
    mappings: mappingsDesk(),
    bulk: bulkDesk(),
    scoring: scoringDesk(),
    provider: providerDesk(),
    activity: { '': { items: [], nextCursor: null } },
    disconnected: { deleteAfter: '2026-12-27T10:00:00.000Z', uninstalled: true },
    saved: [],
    repaired: (before) => before,
    next: (answer) => queue.push(answer),
    saveBySomebodyElse(change) {
      server.state = {
        ...server.state,
        settings: change(server.state.settings),
        version: 'theirs',
      };
    },
  };

  function route({ method, path, body }: Asked): Answer {
    if (method === 'GET' && path === '/hubspot/settings') return { ok: true, data: server.state };
    if (method === 'POST' && path === '/hubspot/settings/repair') {
      server.state = server.repaired(server.state);
      return { ok: true, data: server.state };
    }
    if (method === 'POST' && path === '/hubspot/settings') return save(body);
    if (method === 'GET' && path.startsWith('/hubspot/settings/activity')) {
      const cursor = new URL(path, baseUrl).searchParams.get('cursor') ?? '';
      return { ok: true, data: server.activity[cursor] };
    }
    if (method === 'POST' && path === '/hubspot/settings/disconnect') {
      const { accountId } = disconnectRequest.parse(body);
      if (accountId === server.state.connection.accountId) {
        return { ok: true, data: server.disconnected };
      }
      return refusal({ code: 'other_account', message: 'This is another account.' });
    }
    const answer =
      server.mappings.answer(method, path, body) ??
      server.bulk.answer(method, path, body) ??
      server.scoring.answer(method, path, body) ??
      server.provider.answer(method, path, body);
    if (answer) return answer;
    throw new Error(`No route for ${method} ${path}.`);
  }

  function save(body: unknown): Answer {
    const parsed = settingsUpdate.safeParse(body);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, message }) => ({
        field: path.join('.'),
        message,
      }));
      return refusal({ code: 'invalid_settings', message: 'Correct the settings.', faults });
    }
    if (parsed.data.version !== server.state.version) {
      return refusal({ code: 'settings_changed', message: 'Somebody else saved meanwhile.' });
    }
    server.saved.push(parsed.data);
    server.state = {
      ...server.state,
      version: `saved-${server.saved.length}`,
      settings: parsed.data.settings,
    };
    return { ok: true, data: server.state };
  }

  async function hsFetch(
    url: string,
    options: { method?: string; body?: unknown; headers?: unknown },
  ): Promise<Response> {
    const { origin, pathname, search } = new URL(url);
    if (origin !== baseUrl) throw new Error(`${origin} is not permitted.`);
    if (options.headers) throw new Error('HubSpot sends no headers of an extension.');
    // What crosses HubSpot is JSON.
    const body = options.body === undefined ? undefined : JSON.parse(JSON.stringify(options.body));
    const question = { method: options.method ?? 'GET', path: `${pathname}${search}`, body };
    server.asked.push(question);
    return queue.shift()?.() ?? Response.json(route(question));
  }

  giveFetch(hsFetch);
  return server;
}

/** The `fetch` HubSpot gives an extension, until the test ends. */
export function giveFetch<Options>(
  hsFetch: (url: string, options: Options) => Promise<Response>,
): void {
  vi.stubGlobal('self', { ...globalThis, hsFetch });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}
