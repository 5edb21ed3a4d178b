/** The routes of the own provider as the contract says. The secret goes in and never comes out. */
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import {
  type OwnProviderState,
  type OwnProviderUpdate,
  ownProviderState,
  ownProviderUpdate,
} from '../../../shared/contract/own-provider.ts';

export interface ProviderDesk {
  state: OwnProviderState;
  /** What was saved, newest last. */
  readonly saved: OwnProviderUpdate[];
  /** Null for what is none of its routes. */
  answer(method: string, path: string, body: unknown): CardAnswer<unknown> | null;
}

export function providerDesk(): ProviderDesk {
  const desk: ProviderDesk = {
    state: { provider: null },
    saved: [],
    answer(method, path, body) {
      if (!path.startsWith('/hubspot/settings/provider')) return null;
      if (path.endsWith('/remove')) desk.state = { provider: null };
      else if (method === 'POST') {
        const update = ownProviderUpdate.parse(body);
        desk.saved.push(update);
        const { secret: _kept, ...provider } = update;
        const updatedAt = `2026-11-27T09:3${desk.saved.length}:00.000Z`;
        desk.state = ownProviderState.parse({ provider: { ...provider, updatedAt } });
      }
      return { ok: true, data: desk.state };
    },
  };
  return desk;
}
