import { describe, expect, it } from 'vitest';
import { cardServer, cut, held, ok, refused } from './support/card-server.ts';
import {
  cardOf,
  ended,
  enrichedCard,
  errorOf,
  progressOf,
  read,
  running,
} from './support/cards.ts';
import { latestId, strong } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';
import { enrich, hurry, opened, pass } from './support/runs.ts';

describe('following a run', () => {
  it('waits as long as it is told between two questions', async () => {
    hurry();
    const server = cardServer()
      .on('enrich', ok(running({ pollAfterMs: 3_000 })))
      .on('watch', ok(ended(enrichedCard())));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(2_900);
    expect(server.about('watch')).toHaveLength(0);
    await pass(200);
    expect(screen.score()).not.toBeNull();
  });

  it('does not hammer a server that answers at once without news', async () => {
    hurry();
    const still = ok(running({ seen: 0, pollAfterMs: 0 }));
    const server = cardServer()
      .on('enrich', still)
      .on('watch', ...Array(20).fill(still));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(1_000);
    expect(server.about('watch').length).toBeLessThanOrEqual(5);
  });

  it('says when a question gets no answer, and asks again at the time it is told', async () => {
    hurry();
    const server = cardServer()
      .on('enrich', ok(running()))
      .on(
        'watch',
        cut,
        refused(errorOf('rate_limited', 'Slow down.', { retryable: true, retryAfterMs: 4_000 })),
        ok(ended(enrichedCard())),
      );
    const screen = await opened(server);
    screen.press(enrich);
    await pass(500);
    expect(screen.text()).toContain('No answer for the moment; oppSpot is asked again.');
    await pass(2_000);
    expect(server.about('watch')).toHaveLength(2);
    await pass(3_000);
    expect(server.about('watch')).toHaveLength(2);
    await pass(1_500);
    expect(screen.score()).not.toBeNull();
  });

  it('ends with the sentence of an error that will not pass', async () => {
    const server = cardServer()
      .on('enrich', ok(running()))
      .on('watch', refused(errorOf('enrichment_not_found', 'There is no such run.')));
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.alerts().join()).toContain('There is no such run.'));
    expect(screen.button('Look again')).not.toBeNull();
  });

  it('leaves a run that takes minutes to go on in the background, and finds it again', async () => {
    hurry();
    const slow = running({ pollAfterMs: 20_000 });
    const server = cardServer()
      .on('enrich', ok(slow))
      .on('watch', ...Array(8).fill(ok(slow)));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(180_000);
    expect(screen.alerts().join()).toContain('It goes on in the background');
    expect(server.about('watch')).toHaveLength(8);
    expect(screen.isLoading(enrich)).toBe(false);
    server
      .on('state', ok(cardOf({ running: progressOf({ pollAfterMs: 10 }) })))
      .on('watch', ok(ended(enrichedCard())));
    screen.press('Look again');
    await pass(100);
    expect(screen.score()).not.toBeNull();
  });

  it('shows the progress of a run that somebody else started', async () => {
    const answer = held();
    const server = cardServer().on('watch', answer.reply);
    const screen = await opened(
      server,
      cardOf({ running: progressOf({ steps: [read], seen: 2 }) }),
    );
    await screen.until(() => expect(screen.text()).toContain('Started elsewhere'));
    expect(screen.text()).toContain('Reading from HubSpot');
    expect(screen.button(enrich)?.props).toMatchObject({ disabled: true, loading: false });
    answer.release(ended(enrichedCard()));
    await screen.until(() => expect(screen.score()).not.toBeNull());
    expect(screen.toasts()).toEqual([]);
    expect(screen.refreshes()).toBe(1);
  });

  it('follows what was in the way of the click, and does not pass it off as the click', async () => {
    const answer = held();
    const undone = enrichedCard({ latest: strong({ overrides: { status: 'undone' } }) });
    const server = cardServer()
      .on('enrich', ok(running({ operation: 'undo' })))
      .on('watch', answer.reply);
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.text()).toContain('Started elsewhere'));
    expect(screen.spinner()).toBe('Undoing…');
    answer.release(ended(undone));
    await screen.until(() => expect(screen.text()).toContain('This enrichment was undone'));
    expect(screen.toasts()).toEqual([]);
  });

  it('stops when the rep turns to another record', async () => {
    hurry();
    const server = cardServer().on('enrich', ok(running({ pollAfterMs: 1_000 })));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(100);
    screen.leave();
    await pass(10_000);
    expect(server.about('watch')).toHaveLength(0);
    expect(screen.refreshes()).toBe(0);
  });
});

describe('answers that come too late', () => {
  it('change nothing after a newer question', async () => {
    const old = held();
    const server = cardServer()
      .on('state', ok(cardOf()), old.reply)
      .on('enrich', ok(ended(enrichedCard())));
    const screen = await openCard();
    screen.recordSays({ oppspot_enrichment_id: 'another-run' });
    await screen.until(() => expect(server.about('state')).toHaveLength(2));
    screen.press(enrich);
    await screen.until(() => expect(screen.score()).not.toBeNull());
    old.release(cardOf());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(screen.score()).not.toBeNull();
  });
});

describe('another card or user enriching the record', () => {
  it('is noticed from the record, once', async () => {
    const server = cardServer().on('state', ok(cardOf()), ok(enrichedCard()));
    const screen = await openCard();
    screen.recordSays({ oppspot_enrichment_id: latestId });
    await screen.until(() => expect(screen.score()).not.toBeNull());
    screen.recordSays({ oppspot_enrichment_id: latestId });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.about('state')).toHaveLength(2);
  });
});
