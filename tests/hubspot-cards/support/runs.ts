/** What a rep does first, and time that passes without anybody waiting. */
import { onTestFinished, vi } from 'vitest';
import { cardEnrichRequest } from '../../../shared/contract/card.ts';
import { type CardServer, ok } from './card-server.ts';
import { cardOf } from './cards.ts';
import { openCard, type Screen } from './open-card.tsx';

export const enrich = 'Enrich with oppSpot';

/** Minutes pass in no time. */
export function hurry(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  onTestFinished(() => void vi.useRealTimers());
}

export const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

export async function opened(server: CardServer, card = cardOf()): Promise<Screen> {
  server.on('state', ok(card));
  return openCard();
}

/** The bodies of everything asked to enrich, as the server reads them. */
export const requests = (server: CardServer) =>
  server.about('enrich').map(({ body }) => cardEnrichRequest.parse(body));
