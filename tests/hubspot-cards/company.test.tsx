import { describe, expect, it } from 'vitest';
import { cardServer, ok } from './support/card-server.ts';
import { cardOf, ended, enrichedCard } from './support/cards.ts';
import { ambiguous, enrichmentOf } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';
import { opened, requests } from './support/runs.ts';

describe('several companies that fit', () => {
  it('are offered with reasons; the picked one is enriched', async () => {
    const server = cardServer().on('enrich', ok(ended(enrichedCard())));
    const screen = await opened(server, cardOf({ latest: ambiguous() }));
    expect(screen.text()).toContain('Which company is this?');
    expect(screen.text()).toContain(
      'STARLING & ROOK LIMITED, York · Companies House 99410009 · 55% sure “STARLING & ROOK LIMITED” has the same name.',
    );
    const confirm = 'Enrich with the picked company';
    expect(screen.button(confirm)?.props.disabled).toBe(true);
    screen.pick('STARLING & ROOK LTD, Truro · Companies House 99410010 · 25% sure');
    await screen.until(() => expect(screen.button(confirm)?.props.disabled).toBe(false));
    screen.press(confirm);
    await screen.until(() => expect(screen.score()).not.toBeNull());
    expect(requests(server)[0]?.pick).toEqual({ domain: null, registrationNumber: '99410010' });
    expect(screen.text()).not.toContain('Which company is this?');
  });

  it('point from the sidebar to the tab', async () => {
    cardServer().on('state', ok(cardOf({ latest: ambiguous() })));
    const screen = await openCard({ place: 'sidebar' });
    expect(screen.text()).toContain('Pick the right one in the oppSpot tab.');
  });
});

describe('no company', () => {
  it.each([
    ['tab', 'You can also name the company yourself under “Sources”.'],
    ['sidebar', 'You can also name the company yourself in the oppSpot tab, under “Sources”.'],
  ] as const)('is said with the way to name one from the %s', async (place, way) => {
    const match = { status: 'none', code: 'not-found', reason: 'No source knows it.' } as const;
    cardServer().on('state', ok(cardOf({ latest: enrichmentOf([], { input: { match } }) })));
    const screen = await openCard({ place });
    expect(screen.text()).toContain(way);
  });
});

describe('not this company?', () => {
  it('lets a rep name the right one by website or number', async () => {
    const server = cardServer().on('enrich', ok(ended(enrichedCard())));
    const screen = await opened(server, enrichedCard());
    await screen.openTab('Sources');
    const confirm = 'Enrich with this company';
    expect(screen.button(confirm)?.props.disabled).toBe(true);
    screen.type('Website', ' https://Right.example/about ');
    screen.type('Company number', ' sc 123456 ');
    await screen.until(() => expect(screen.button(confirm)?.props.disabled).toBe(false));
    screen.press(confirm);
    await screen.until(() => expect(server.about('enrich')).toHaveLength(1));
    expect(requests(server)[0]?.pick).toEqual({
      domain: 'Right.example',
      registrationNumber: 'SC123456',
    });
  });
});
