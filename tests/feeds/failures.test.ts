/** What may go wrong while an org is listened to: nothing is lost, and nothing done twice. */
import { describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailable } from '../../server/store/errors.ts';
import { databases } from '../support/databases.ts';
import { keptOpen } from '../support/house.ts';
import { type FeedHouse, openFeedHouse, sharedFeeds, topics } from './support/feeds.ts';

const automatic = { settings: { automation: { autoEnrich: true } } };
const minute = 60_000;
const hour = 60 * minute;

function newAccounts({ salesforce }: FeedHouse, count: number): string[] {
  return Array.from(
    { length: count },
    (_, n) => salesforce.create('Account', { Name: `C ${n}` }).id,
  );
}

const idsOf = (told: readonly { readonly record_id: string }[]) =>
  told.map(({ record_id }) => record_id).sort();

const startsOf = ({ pubSub }: FeedHouse, topic = '/data/AccountChangeEvent') =>
  pubSub
    .calls()
    .filter((call) => call.method === 'Subscribe' && call.topic === topic)
    .map(({ start }) => start);

describe.each(databases)('a stream of changes on $name', (each) => {
  const kind = sharedFeeds(each);

  it('that breaks off goes on behind the last event that was kept', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const before = newAccounts(org, 2);
    await org.toldOf(2);
    org.pubSub.cut();
    const after = newAccounts(org, 3);
    expect(idsOf(await org.toldOf(5))).toEqual([...before, ...after].sort());
    expect(startsOf(org)).toEqual(['LATEST', 'CUSTOM']);
  });

  it('that breaks off before its first answer has lost nothing since it began', async () => {
    const org = await openFeedHouse(kind, { ...automatic, pubSub: { keepAliveMs: hour } });
    newAccounts(org, 2);
    org.house.clock.advance(1_000);
    const listener = org.listener();
    await org.heard();
    org.pubSub.cut();
    await listener.stop();
    org.house.clock.advance(1_000);
    const during = newAccounts(org, 1);
    org.listener();
    await vi.waitFor(async () => expect(idsOf(await org.told())).toEqual(during), 10_000);
    expect(startsOf(org).at(-1)).toBe('EARLIEST');
  });

  it('that falls silent is opened anew', async () => {
    const org = await openFeedHouse(kind, { ...automatic, pubSub: { keepAliveMs: hour } });
    org.listener({}, { silenceMs: 1_000 });
    await org.heard();
    await vi.waitFor(() => expect(startsOf(org).length).toBeGreaterThan(1), 10_000);
    const made = newAccounts(org, 1);
    await vi.waitFor(async () => expect(idsOf(await org.told())).toEqual(made), 10_000);
  });

  it('whose place is older than 72 hours begins with the oldest event there is, and says so', async () => {
    const org = await openFeedHouse(kind, automatic);
    const first = org.listener();
    await org.heard();
    const before = newAccounts(org, 1);
    await org.toldOf(1);
    await first.stop();
    newAccounts(org, 1);
    org.house.clock.advance(80 * hour);
    const after = newAccounts(org, 1);
    const second = org.listener();
    expect(idsOf(await org.toldOf(2))).toEqual([...before, ...after].sort());
    expect(startsOf(org)).toEqual(['LATEST', 'CUSTOM', 'EARLIEST']);
    const accounts = (await org.states()).find(({ topic }) => topic === topics[0]);
    expect(accounts).toMatchObject({ lostAt: expect.any(Date), problem: null });
    expect(second.warnings).toContainEqual(expect.stringContaining('begins with its oldest'));
  });

  it('of an org that moved begins with its oldest event, too', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    await org.upToDate();
    org.salesforce.org().changes.moveInstance();
    const made = newAccounts(org, 1);
    org.pubSub.cut();
    expect(idsOf(await org.toldOf(1))).toEqual(made);
  });

  it('is kept with what it told: a database that fails in between loses and doubles nothing', async () => {
    const org = await openFeedHouse(kind, automatic);
    const { inbound } = org.house.services;
    let failures = 0;
    org.listener({
      inbound: {
        async acceptEvents(tenant, events, also) {
          const isFatal = events.length > 0 && failures < 4;
          if (isFatal) failures += 1;
          // Before the commit, and right after it, when nobody was told yet that it is done.
          if (isFatal && failures % 2 === 1) throw new DatabaseUnavailable(new Error('gone'));
          const added = await inbound.acceptEvents(tenant, events, also);
          if (isFatal) throw new DatabaseUnavailable(new Error('gone'));
          return added;
        },
      },
    });
    await org.heard();
    const made = newAccounts(org, 60);
    expect(idsOf(await org.toldOf(60))).toEqual([...made].sort());
    expect(failures).toBe(4);
  });

  it('goes on behind an event that cannot be read', async () => {
    const org = await openFeedHouse(kind, automatic);
    const { warnings } = org.listener();
    await org.heard();
    org.pubSub.garble(1);
    newAccounts(org, 1);
    await org.upToDate();
    const made = newAccounts(org, 1);
    expect(idsOf(await org.toldOf(1))).toEqual(made);
    expect(warnings).toContain('a change could not be read');
  });

  it('waits with a deletion until Salesforce says whether it was a merge', async () => {
    const org = await openFeedHouse(kind, automatic);
    const [kept = '', gone = ''] = newAccounts(org, 2);
    org.listener();
    await org.heard();
    org.salesforce.fail({ path: '/composite', times: 40, action: { kind: 'status', status: 503 } });
    org.salesforce.merge('Account', kept, [gone]);
    await vi.waitFor(() => expect(startsOf(org).length).toBeGreaterThan(1), 10_000);
    expect(await org.told()).toEqual([]);
    org.salesforce.clearFaults();
    expect(await org.toldOf(1)).toMatchObject([{ kind: 'merged', absorbed_ids: [gone] }]);
  });
});

describe.each(databases)('an org that does not tell on $name', (each) => {
  const kind = sharedFeeds(each);

  it('of some objects: an administrator reads what to do, and the others are heard', async () => {
    const org = await openFeedHouse(kind, {
      ...automatic,
      standin: { org: { changeEvents: ['Contact', 'Lead'] } },
    });
    org.salesforce.setPermissions({ objects: { Lead: ['create'] } });
    const { pauses } = org.listener();
    await vi.waitFor(
      () => expect(org.pubSub.streams()).toEqual(['/data/ContactChangeEvent']),
      10_000,
    );
    await vi.waitFor(() => expect(pauses.length).toBeGreaterThan(6), 10_000);
    const { id } = org.salesforce.create('Contact', { LastName: 'Quillfeather' });
    await vi.waitFor(async () => expect(idsOf(await org.told())).toEqual([id]), 10_000);
    expect(await org.states()).toMatchObject([
      { topic: topics[0], problem: expect.stringContaining('select Account under Change Data') },
      { topic: topics[1], problem: null },
      { topic: topics[2], problem: expect.stringContaining('View All Records for Lead') },
    ]);
    // No storm: five minutes at first, then twice as long each time, an hour at most.
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(3 * minute);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(hour);
    expect(Math.max(...pauses)).toBeGreaterThan(10 * minute);
    const asked = org.pubSub.calls().filter(({ topic }) => topic === topics[0]).length;
    expect(asked).toBeLessThanOrEqual(pauses.length + 1);
  });

  it('any more today, because its deliveries are used up: it is left alone for an hour', async () => {
    const org = await openFeedHouse(kind, { ...automatic, pubSub: { deliveriesPerDay: 2 } });
    const { pauses } = org.listener();
    await org.heard();
    const made = newAccounts(org, 3);
    await vi.waitFor(async () => expect(await org.told()).toHaveLength(2), 10_000);
    await vi.waitFor(() => expect(pauses).toContain(hour), 10_000);
    // Each attempt clears the problem for a moment: here they follow each other without the hour.
    await vi.waitFor(async () => {
      const [accounts] = await org.states();
      expect(accounts?.problem).toMatch(/used up its event deliveries/);
    }, 10_000);
    org.house.clock.advance(25 * hour);
    expect(idsOf(await org.toldOf(3))).toEqual([...made].sort());
    expect((await org.states())[0]?.problem).toBeNull();
  });

  it('because it is down: the network is tried again soon', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.pubSub.refuse('GetTopic', 'service.unavailable', 6);
    const { pauses } = org.listener();
    await org.heard();
    expect(pauses.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(8_000);
    expect((await org.states()).map(({ problem }) => problem)).toEqual([null, null, null]);
  });
});

describe.each(databases)('the grant of an org that is listened to on $name', (each) => {
  const kind = sharedFeeds(each);
  const app = { clientId: 'app', clientSecret: 'secret' };
  const redirectUri = 'https://smartsync.example/callback';

  /** The house with a grant that is renewed, as a consent gives it. */
  async function openWithApp() {
    const org = await openFeedHouse(kind, {
      ...automatic,
      env: { SALESFORCE_CLIENT_ID: app.clientId, SALESFORCE_CLIENT_SECRET: app.clientSecret },
      standin: { oauthClients: [{ ...app, redirectUris: [redirectUri], requiresPkce: false }] },
    });
    const code = org.salesforce.issueCode({ clientId: app.clientId, redirectUri, challenge: null });
    const answer = await fetch(`${org.salesforce.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        client_id: app.clientId,
        client_secret: app.clientSecret,
      }),
    });
    const issued = (await answer.json()) as { access_token: string; refresh_token: string };
    await org.house.services.salesforce.connect({
      grant: {
        accessToken: issued.access_token,
        refreshToken: issued.refresh_token,
        instanceUrl: org.salesforce.url,
      },
      loginUrl: org.salesforce.url,
      organizationName: 'House in Salesforce',
    });
    return { org, accessToken: issued.access_token };
  }

  const statusOf = async ({ house, tenant }: FeedHouse) =>
    (
      await house.database.asOwner<{ status: string }>(
        'select status from crm_integrations where id = $1',
        [tenant.integrationId],
      )
    )[0]?.status;

  it('runs out in the middle: with a new token it goes on, and the token is renewed once', async () => {
    const { org, accessToken } = await openWithApp();
    const { pauses } = org.listener();
    await org.heard();
    const before = newAccounts(org, 1);
    await org.toldOf(1);
    org.salesforce.clearRequests();
    org.pubSub.expire(accessToken);
    const after = newAccounts(org, 1);
    expect(idsOf(await org.toldOf(2))).toEqual([...before, ...after].sort());
    const renewals = org.calls().filter((one) => one === 'POST /services/oauth2/token');
    expect(renewals).toHaveLength(1);
    expect(Math.max(...pauses)).toBe(0);
    expect(await statusOf(org)).toBe('connected');
  });

  it('is revoked: nobody listens any more, and an administrator is told', async () => {
    const { org, accessToken } = await openWithApp();
    org.listener();
    await org.heard();
    org.salesforce.revokeGrants();
    org.pubSub.expire(accessToken);
    await vi.waitFor(async () => expect(await statusOf(org)).toBe('needs_reauthorisation'), 10_000);
    await vi.waitFor(() => expect(org.pubSub.streams()).toEqual([]), 10_000);
    const asked = org.pubSub.calls().length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(org.pubSub.calls()).toHaveLength(asked);
  });
});

describe.each(databases)('who listens on $name', (each) => {
  const kind = sharedFeeds(each);

  it('is one of two processes; the other takes over when it is stopped', async () => {
    const org = await openFeedHouse(kind, automatic);
    const first = org.listener();
    await org.heard();
    org.listener();
    const before = newAccounts(org, 3);
    await org.toldOf(3);
    expect(org.pubSub.streams().sort()).toEqual(topics);
    await first.stop();
    await org.heard();
    const after = newAccounts(org, 3);
    expect(idsOf(await org.toldOf(6))).toEqual([...before, ...after].sort());
    expect(startsOf(org)).toEqual(['LATEST', 'CUSTOM']);
  });

  it('is another when the first loses the database, and the first keeps nothing any more', async () => {
    const org = await openFeedHouse(kind, automatic);
    const { database } = org.house.services;
    let isCut = false;
    const first = org.listener({
      database: {
        ...keptOpen(database),
        asSystem: (work) =>
          isCut
            ? Promise.reject(new DatabaseUnavailable(new Error('cut off')))
            : database.asSystem(work),
      },
    });
    await org.heard();
    isCut = true;
    org.listener();
    await vi.waitFor(() => expect(startsOf(org)).toEqual(['LATEST', 'CUSTOM']), 10_000);
    const made = newAccounts(org, 3);
    expect(idsOf(await org.toldOf(3))).toEqual([...made].sort());
    await vi.waitFor(() => expect(org.pubSub.streams().sort()).toEqual(topics), 10_000);
    expect(first.warnings).toContainEqual(expect.stringContaining('could not be looked up'));
  });

  it('stops when the org is disconnected', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const actor = { kind: 'system', id: null, source: 'job', ip: null } as const;
    await org.house.services.connections.disconnect(org.tenant, actor);
    await vi.waitFor(() => expect(org.pubSub.streams()).toEqual([]), 10_000);
    newAccounts(org, 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(org.pubSub.streams()).toEqual([]);
    expect(await org.told()).toEqual([]);
  });
});
