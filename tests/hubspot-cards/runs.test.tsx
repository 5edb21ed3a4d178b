import { LoadingButton, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { cardEnrichRequest } from '../../shared/contract/card.ts';
import {
  type CardServer,
  cardServer,
  cut,
  held,
  never,
  ok,
  refused,
  status,
} from './support/card-server.ts';
import {
  asking,
  cardOf,
  ended,
  enrichedCard,
  errorOf,
  previewedCard,
  progressOf,
  read,
  running,
} from './support/cards.ts';
import { ambiguous, latestId, strong } from './support/enrichments.ts';
import { openCard, type Screen } from './support/open-card.tsx';

const enrich = 'Enrich with oppSpot';

/** Minutes pass in no time. */
function hurry() {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  onTestFinished(() => void vi.useRealTimers());
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

async function opened(server: CardServer, card = cardOf()): Promise<Screen> {
  server.on('state', ok(card));
  return openCard();
}

/** The bodies of everything asked to enrich, as the server reads them. */
const requests = (server: CardServer) =>
  server.about('enrich').map(({ body }) => cardEnrichRequest.parse(body));

describe('one click', () => {
  it('shows each step until the record is enriched, and refreshes the record in HubSpot', async () => {
    const server = cardServer();
    const [first, second, last] = [held(), held(), held()];
    server.on('enrich', first.reply).on('watch', second.reply, last.reply);
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.spinner()).toBe('Enriching this record…'));
    expect(screen.button(enrich)?.props).toMatchObject({ loading: true, disabled: false });
    expect(screen.button('Preview first')?.props.disabled).toBe(true);

    first.release(running({ steps: [read], seen: 2 }));
    await screen.until(() => expect(screen.text()).toContain('Reading from HubSpot'));
    second.release(
      running({
        steps: [
          read,
          asking('website', 'Company website', 'done'),
          asking('ch', 'Companies House'),
        ],
        seen: 4,
      }),
    );
    await screen.until(() => expect(screen.spinner()).toBe('Asking Companies House…'));
    expect(screen.text()).toContain('Company website Done');
    expect(screen.text()).toContain('Step 2 of 6: Research');
    expect(screen.find(ProgressBar).props.value).toBe(25);

    last.release(ended(enrichedCard()));
    await screen.until(() => expect(screen.score()).not.toBeNull());
    expect(screen.spinner()).toBeNull();
    expect(screen.isLoading(enrich)).toBe(false);
    expect(server.about('watch').map(({ path }) => path)).toEqual([
      `/hubspot/cards/contact/1001/runs/${latestId}?seen=2`,
      `/hubspot/cards/contact/1001/runs/${latestId}?seen=4`,
    ]);
    expect(screen.refreshes()).toBe(1);
    expect(screen.toasts()).toEqual([
      expect.stringMatching(
        /^success: Ada Sample is enriched\. Written: \d+ fields, 1 task and 1 deal\.$/,
      ),
    ]);
  });

  it('sends a key of its own with each click, and what is asked in the body', async () => {
    const server = cardServer();
    const done = ok(ended(enrichedCard()));
    server.on('enrich', done, done, ok(ended(previewedCard({ latest: strong() }))));
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.refreshes()).toBe(1));
    screen.press('Refresh sources');
    await screen.until(() => expect(screen.refreshes()).toBe(2));
    screen.press('Preview first');
    await screen.until(() => expect(screen.text()).toContain('Preview of changes'));
    const asked = requests(server);
    expect(asked).toMatchObject([
      { mode: 'write', refresh: false, pick: null },
      { mode: 'write', refresh: true, pick: null },
      { mode: 'preview', refresh: false, pick: null },
    ]);
    expect(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    expect(screen.refreshes()).toBe(2);
  });

  it('is one click however often it is clicked before the first answer', async () => {
    const server = cardServer().on('enrich', never);
    const screen = await opened(server);
    screen.press(enrich);
    screen.press(enrich);
    await screen.until(() => expect(screen.isLoading(enrich)).toBe(true));
    screen.press(enrich);
    expect(server.about('enrich')).toHaveLength(1);
  });

  it('says what failed when a part could not be written', async () => {
    const latest = strong({ overrides: { status: 'partial' } });
    const server = cardServer().on('enrich', ok(ended(enrichedCard({ latest }))));
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.toasts()).toHaveLength(1));
    expect(screen.toasts()[0]).toMatch(/^warning: Ada Sample is enriched in part/);
  });

  it('praises nothing when the run failed', async () => {
    const failure = {
      error: errorOf('crm_validation', 'HubSpot refused it.'),
      at: strong().startedAt,
    };
    const server = cardServer().on('enrich', ok(ended(cardOf({ failure }))));
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.alerts().join()).toContain('HubSpot refused it.'));
    expect(screen.toasts()).toEqual([]);
  });
});

describe('a lost answer', () => {
  it.each([
    ['a cut connection', cut],
    ['a server that fails', status(502)],
    ['a page instead of data', status(200, '<html>Gateway</html>')],
    [
      'the envelope HubSpot puts around a failure',
      () =>
        Response.json({
          status: 'error',
          category: 'BAD_GATEWAY',
          context: { appServerStatusCode: ['503'] },
        }),
    ],
  ])('is asked for again with the same key: %s', async (_what, reply) => {
    hurry();
    const server = cardServer().on('enrich', reply, reply, ok(ended(enrichedCard())));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(5_000);
    expect(screen.score()).not.toBeNull();
    const keys = requests(server).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('is given up after a few times; trying again is the same click still', async () => {
    hurry();
    const server = cardServer().on('enrich', cut, cut, cut, ok(ended(enrichedCard())));
    const screen = await opened(server);
    screen.press(enrich);
    await pass(5_000);
    expect(screen.alerts().join()).toContain('No answer from oppSpot');
    expect(screen.alerts().join()).toContain('nothing is done twice');
    screen.press('Try again');
    await pass(100);
    expect(screen.score()).not.toBeNull();
    expect(new Set(requests(server).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('is told apart from a refusal, after which trying again is a click of its own', async () => {
    const server = cardServer().on(
      'enrich',
      refused(errorOf('crm_transient', 'HubSpot was slow.', { retryable: true })),
      ok(ended(enrichedCard())),
    );
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.button('Try again')).not.toBeNull());
    screen.press('Try again');
    await screen.until(() => expect(screen.score()).not.toBeNull());
    expect(new Set(requests(server).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it('of HubSpot’s own call is called by its name when it took as long as HubSpot waits', async () => {
    hurry();
    const slow = () =>
      new Promise<Response>((_resolve, reject) => {
        setTimeout(() => reject(new Error('aborted')), 14_000);
      });
    const server = cardServer().on('enrich', slow, slow, slow);
    const screen = await opened(server);
    screen.press(enrich);
    await pass(60_000);
    expect(screen.alerts().join()).toContain('oppSpot did not answer in time');
  });

  it('is not what a call is that HubSpot or the server does not let through', async () => {
    const server = cardServer().on('enrich', status(401));
    const screen = await opened(server);
    screen.press(enrich);
    await screen.until(() => expect(screen.alerts().join()).toContain('did not accept the call'));
    expect(server.about('enrich')).toHaveLength(1);
  });
});

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

describe('not this company?', () => {
  it('lets a rep name the right one by website or number', async () => {
    const server = cardServer().on('enrich', ok(ended(enrichedCard())));
    const screen = await opened(server, enrichedCard());
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

describe('the sidebar', () => {
  it('shows progress as a line and a bar', async () => {
    const server = cardServer()
      .on('state', ok(cardOf()))
      .on('enrich', ok(running()))
      .on('watch', never);
    const screen = await openCard({ place: 'sidebar' });
    screen.press(enrich);
    await screen.until(() => expect(screen.maybeFind(ProgressBar)).not.toBeNull());
    expect(screen.text()).toContain('Enriching this record…');
    expect(screen.findAll(LoadingButton).filter(({ props }) => props.loading)).toHaveLength(1);
    expect(server.about('watch').length).toBeLessThanOrEqual(1);
  });
});
