import { LoadingButton, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { cardServer, cut, held, never, ok, refused, status } from './support/card-server.ts';
import {
  asking,
  cardOf,
  ended,
  enrichedCard,
  errorOf,
  previewedCard,
  read,
  running,
} from './support/cards.ts';
import { latestId, strong } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';
import { enrich, hurry, opened, pass, requests } from './support/runs.ts';

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
