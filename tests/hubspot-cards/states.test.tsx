import { ErrorState } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { cardServer, never, ok, refused, status } from './support/card-server.ts';
import { cardOf, enrichedCard, errorOf, previewedCard } from './support/cards.ts';
import { ambiguous, now, partlyKnown, strong, undoOf, vetoed } from './support/enrichments.ts';
import { drawCard, openCard } from './support/open-card.tsx';
import { hurry, pass } from './support/runs.ts';

const places = ['tab', 'sidebar'] as const;

describe.each(places)('in the %s', (place) => {
  it('says that it loads', async () => {
    const server = cardServer().on('state', never);
    const screen = drawCard({ place });
    await screen.until(() => expect(server.asked).toHaveLength(1));
    expect(screen.spinner()).toBe('Loading what oppSpot knows…');
  });

  it('asks about the record it is on, and gives up before HubSpot does', async () => {
    const server = cardServer().on('state', ok(cardOf()));
    await openCard({ place, objectTypeId: '0-2' });
    expect(server.asked).toMatchObject([
      {
        method: 'GET',
        path: '/hubspot/cards/company/1001',
        language: 'en-gb',
        body: undefined,
        timeout: 14_000,
      },
    ]);
  });

  it('says before the first enrichment what one click does and writes', async () => {
    cardServer().on('state', ok(cardOf()));
    const screen = await openCard({ place });
    expect(screen.text()).toContain('Not enriched yet');
    expect(screen.text()).toContain('writes oppSpot’s fields to this record');
    expect(screen.text()).toContain('only empty ones are filled');
    // A preview needs room: the sidebar says where.
    const buttons = place === 'sidebar' ? [] : ['Preview first'];
    expect(screen.buttonNames()).toEqual(['Enrich with oppSpot', ...buttons]);
    expect(screen.text()).toContain(
      place === 'sidebar'
        ? 'preview before in the oppSpot tab'
        : 'You can preview before, and undo',
    );
    expect(screen.score()).toBeNull();
  });

  it.each(['suppressed', 'opted_out'])('promises nothing for a record that is %s', async (code) => {
    const error = errorOf(code, 'Nothing was written.');
    cardServer().on('state', ok(cardOf({ failure: { error, at: now } })));
    const screen = await openCard({ place });
    expect(screen.text()).not.toContain('Not enriched yet');
    expect(screen.alerts().join()).toContain('Nothing was written.');
  });

  it.each([
    ['not_installed', 'oppSpot is not connected to this HubSpot account', 'Look again', 'lock'],
    ['not_connected', 'oppSpot is not connected to this HubSpot account', 'Look again', 'lock'],
    ['needs_reauthorisation', 'oppSpot must be connected again', 'Look again', 'lock'],
    ['crm_missing_scope', 'oppSpot lacks a permission in HubSpot', 'Try again', 'error'],
    ['crm_not_found', 'HubSpot has no such record any more', 'Look again', 'error'],
    ['internal_error', 'That did not work', 'Look again', 'error'],
    ['something_new', 'That did not work', 'Look again', 'error'],
  ])('says for %s what happened and what to do next', async (code, title, offer, type) => {
    const server = cardServer().on('state', refused(errorOf(code, 'Do this next.')));
    const screen = await openCard({ place });
    expect(screen.find(ErrorState).props).toMatchObject({ title, type });
    expect(screen.text()).toContain('Do this next.');
    expect(screen.text()).toContain('req-77');
    server.on('state', ok(enrichedCard()));
    screen.press(offer);
    await screen.until(() => expect(screen.score()).toBeGreaterThan(60));
  });

  it('says that an admin must connect oppSpot again, and lets nobody start what would fail', async () => {
    const message = 'Ask an admin to connect oppSpot again.';
    const connection = { status: 'needs_reauthorisation', message } as const;
    cardServer().on('state', ok(enrichedCard({ connection })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('oppSpot must be connected again');
    expect(screen.alerts().join()).toContain(message);
    expect(screen.button('Enrich with oppSpot')?.props.disabled).toBe(true);
    expect(screen.score()).not.toBeNull();
  });

  const consentPage = 'https://smartsync.oppspot.example/oauth/hubspot/start?portalId=7000001';

  it('leads whoever manages the apps to HubSpot’s consent page, and sends nobody else there', async () => {
    const message = 'Ask an admin to connect oppSpot again.';
    const connection = { status: 'needs_reauthorisation', message } as const;
    cardServer().on('state', ok(enrichedCard({ connection })), ok(enrichedCard({ connection })));
    const admin = await openCard({ place, isAdmin: true });
    expect(admin.leadsTo('Connect oppSpot')).toBe(consentPage);
    expect(admin.text()).not.toContain('Ask an admin');
    const rep = await openCard({ place });
    expect(rep.button('Connect oppSpot')).toBeNull();
    expect(rep.text()).toContain(message);
  });

  it.each(['not_installed', 'needs_reauthorisation'])(
    'offers the same where nothing can be shown because of %s',
    async (code) => {
      const refusal = refused(errorOf(code, 'Ask an admin.'));
      cardServer().on('state', refusal, refusal);
      const admin = await openCard({ place, isAdmin: true });
      expect(admin.leadsTo('Connect oppSpot')).toBe(consentPage);
      const rep = await openCard({ place });
      expect(rep.button('Connect oppSpot')).toBeNull();
      expect(rep.text()).toContain('An admin of your HubSpot account can do that in a minute.');
    },
  );

  it('offers no way to a server that the app does not know', async () => {
    const screen = await openCard({ place, isAdmin: true, variables: {} });
    expect(screen.button('Connect oppSpot')).toBeNull();
    expect(screen.text()).toContain('Ask an admin to install it again.');
  });

  it('names what the account keeps from working', async () => {
    const limits = [
      { code: 'deals', message: 'Deals are not created: their permission is missing.' },
    ];
    cardServer().on('state', ok(enrichedCard({ limits })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('Deals are not created: their permission is missing.');
  });

  it('calls an old enrichment out of date and says what helps', async () => {
    const freshness = { ageDays: 44, staleAfterDays: 30, isStale: true };
    cardServer().on('state', ok(enrichedCard({ freshness })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('This was found 44 days ago');
    expect(screen.alerts().join()).toContain('stale after 30 days. Enrich again');
  });

  it('lists what was not written, each with its reason', async () => {
    const written = strong().written.map((item) =>
      item.kind === 'task'
        ? { ...item, status: 'failed' as const, detail: 'Follow up: HubSpot refused the owner.' }
        : item,
    );
    const refused = {
      code: 'field_refused',
      message: 'The CRM refused city: it is too long.',
      retryable: false,
      field: 'city',
    };
    const latest = strong({ overrides: { status: 'partial', written, warnings: [refused] } });
    cardServer().on('state', ok(enrichedCard({ latest })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('Some of it was not written');
    expect(screen.alerts().join()).toContain('Follow up: HubSpot refused the owner.');
    expect(screen.alerts().join().split('The CRM refused city')).toHaveLength(2);
  });

  it('says that what is shown was undone, and what undo left alone', async () => {
    const latest = strong({ overrides: { status: 'undone' } });
    cardServer().on('state', ok(enrichedCard({ latest, undo: undoOf() })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('This enrichment was undone');
    expect(screen.alerts().join()).toContain('1 restored, 1 deleted and 1 left alone');
    expect(screen.button('Undo enrichment')).toBeNull();
  });

  it('warns of a veto with its reason and its source', async () => {
    cardServer().on('state', ok(cardOf({ latest: vetoed() })));
    const screen = await openCard({ place });
    const alerts = screen.alerts().join();
    expect(alerts).toContain('Check before any contact');
    expect(alerts).toContain('The company is in liquidation');
    expect(alerts).toContain('Companies House');
  });

  it('shows an unknown score as unknown, without any number', async () => {
    cardServer().on('state', ok(cardOf({ latest: ambiguous() })));
    const screen = await openCard({ place });
    expect(screen.text()).toContain('Score unknown');
    expect(screen.score()).toBeNull();
    expect(screen.text()).not.toMatch(/\b(0|50) of 100\b/);
  });

  it('shows why the newest run decided nothing, beside what stood before', async () => {
    const error = errorOf('crm_transient', 'HubSpot did not answer.', { retryable: true });
    cardServer().on('state', ok(enrichedCard({ failure: { error, at: now } })));
    const screen = await openCard({ place });
    expect(screen.alerts().join()).toContain('HubSpot does not answer at this moment');
    expect(screen.alerts().join()).toContain('HubSpot did not answer.');
    expect(screen.button('Try again')).not.toBeNull();
    expect(screen.score()).not.toBeNull();
  });

  it.each([
    ['suppressed', 'On your suppression list', 'take it off the list'],
    ['opted_out', 'This person objected to profiling', 'change it on the contact in HubSpot'],
  ])(
    'says for a refusal by %s what helps, and does not offer to try again',
    async (code, title, advice) => {
      const failure = { error: errorOf(code, 'Nothing was researched.'), at: now };
      cardServer().on('state', ok(cardOf({ failure })));
      const screen = await openCard({ place });
      expect(screen.alerts().join()).toContain(title);
      expect(screen.alerts().join()).toContain(advice);
      expect(screen.button('Try again')).toBeNull();
    },
  );

  it('asks nobody when the app was installed without the address of its server', async () => {
    const server = cardServer();
    const screen = await openCard({ place, variables: {} });
    expect(screen.text()).toContain('installed without the address of its server');
    expect(server.asked).toEqual([]);
  });
});

describe('too many requests', () => {
  it.each([
    [
      'the server',
      refused(errorOf('rate_limited', 'Wait a little.', { retryable: true, retryAfterMs: 3_000 })),
    ],
    [
      'HubSpot for our server',
      refused(
        errorOf('crm_rate_limited', 'Wait a little.', { retryable: true, retryAfterMs: 3_000 }),
      ),
    ],
    ['HubSpot for the card', status(429, 'Too many', { 'retry-after': '3' })],
  ])('counts down when %s says so, then offers to try again', async (_who, reply) => {
    hurry();
    const server = cardServer().on('state', reply);
    const screen = drawCard();
    await pass(10);
    expect(screen.text()).toContain('Too many requests at this moment');
    expect(screen.button('Try again in 3 s')?.props.disabled).toBe(true);
    await pass(1_000);
    expect(screen.button('Try again in 2 s')).not.toBeNull();
    await pass(2_000);
    expect(screen.button('Try again')?.props.disabled).toBe(false);
    server.on('state', ok(enrichedCard()));
    screen.press('Try again');
    await pass(10);
    expect(screen.score()).not.toBeNull();
  });
});

describe('a run that HubSpot’s limit ended', () => {
  it('is offered again when the limit has passed', async () => {
    hurry();
    const error = errorOf('crm_rate_limited', 'HubSpot allows no more for now.', {
      retryable: true,
      retryAfterMs: 2_000,
    });
    const server = cardServer().on('state', ok(enrichedCard({ failure: { error, at: now } })));
    const screen = drawCard();
    await pass(10);
    expect(screen.alerts().join()).toContain('HubSpot allows no more for now.');
    expect(screen.button('Try again in 2 s')?.props.disabled).toBe(true);
    await pass(2_000);
    server.on('enrich', never);
    screen.press('Try again');
    await pass(10);
    expect(server.about('enrich')).toHaveLength(1);
  });
});

describe('a preview that waits', () => {
  it('is said to be one, and the sidebar points to the tab', async () => {
    cardServer().on('state', ok(previewedCard()));
    const screen = await openCard({ place: 'sidebar' });
    expect(screen.alerts().join()).toContain('Nothing of it stands in HubSpot');
    expect(screen.text()).toContain('Apply or discard the preview in the oppSpot tab.');
    expect(screen.text()).not.toContain('Create task');
  });
});

describe('what is unknown', () => {
  it('has a reason instead of a bar', async () => {
    cardServer().on('state', ok(cardOf({ latest: partlyKnown() })));
    const screen = await openCard();
    expect(screen.text()).toMatch(/Growth: unknown No job board.*left out/);
    expect(screen.text()).toMatch(/Financial standing \d+ of 100/);
  });
});
