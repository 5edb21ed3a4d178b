import { describe, expect, it } from 'vitest';
import { sharedInbound } from '../../inbound/support/shared.ts';
import { eventsIn } from '../../inbound/support/webhooks.ts';
import { signV1, signV2, signV3 } from '../../sandbox/hubspot/signing.ts';
import { contract, contractsPresent } from '../../support/contracts.ts';
import { databases } from '../../support/databases.ts';
import { hubspotApp, openServedHouse, type ServedHouse } from '../../support/served-house.ts';

const path = '/hubspot/webhooks';
const secret = hubspotApp.clientSecret;

function eventOf(house: ServedHouse, more: Record<string, unknown> = {}) {
  return {
    eventId: 1,
    subscriptionId: 12_345,
    portalId: house.hubspot.portalId,
    appId: 54_321,
    occurredAt: 1_751_276_050_977,
    subscriptionType: 'object.creation',
    attemptNumber: 0,
    objectId: 1001,
    objectTypeId: '0-1',
    changeFlag: 'CREATED',
    changeSource: 'CRM_UI',
    sourceId: 'userId:70000005',
    ...more,
  };
}

const toSign = (body: string) => ({ method: 'POST', url: `${hubspotApp.baseUrl}${path}`, body });

function deliver(house: ServedHouse, events: unknown): Promise<Response> {
  const body = JSON.stringify(events);
  return house.send('POST', path, signV3(toSign(body), secret, Date.now()), body);
}

async function receipt(answer: Promise<Response>) {
  const response = await answer;
  expect(response.status).toBe(200);
  return response.json();
}

describe.each(databases)('POST /hubspot/webhooks on $name', (each) => {
  const kind = sharedInbound(each);

  it('is protected: v3, or v1 where HubSpot sends no v3; any byte changed is refused', async () => {
    const house = await openServedHouse(kind);
    const body = JSON.stringify([eventOf(house)]);
    const changed = body.replace('1001', '1002');
    const v3 = signV3(toSign(body), secret, Date.now());
    const statusOf = async (headers: Record<string, string>, sent: string) =>
      (await house.send('POST', path, headers, sent)).status;
    expect(await statusOf({}, body)).toBe(401);
    expect(await statusOf(v3, changed)).toBe(401);
    expect(await statusOf(signV1(body, secret), changed)).toBe(401);
    expect(await statusOf(signV2(toSign(body), secret), body)).toBe(401);
    expect(await statusOf(signV3(toSign(body), secret, Date.now() - 400_000), body)).toBe(401);
    expect(await eventsIn(house)).toEqual([]);
    expect(await statusOf(v3, body)).toBe(200);
    expect(await statusOf(signV1(body, secret), body)).toBe(200);
    expect(await eventsIn(house)).toHaveLength(1);
  });

  it('keeps each event once, whichever part of its name is the same as another’s', async () => {
    const house = await openServedHouse(kind);
    const events = [
      eventOf(house),
      eventOf(house),
      eventOf(house, { objectId: 1002 }),
      eventOf(house, { occurredAt: 1_751_276_050_978 }),
      eventOf(house, { subscriptionType: 'contact.creation', objectTypeId: undefined }),
      eventOf(house, { objectTypeId: '0-2' }),
    ];
    expect(await receipt(deliver(house, events))).toEqual({
      stored: 5,
      repeated: 1,
      ignored: 0,
      unreadable: 0,
    });
    expect(await receipt(deliver(house, events))).toMatchObject({ stored: 0, repeated: 6 });
    expect(await eventsIn(house)).toHaveLength(5);
  });

  it('takes what it understands of a delivery and counts the rest', async () => {
    const house = await openServedHouse(kind);
    const elsewhere = eventOf(house, { portalId: 1, objectId: 7 });
    const events = [
      null,
      'text',
      {},
      eventOf(house, { objectId: 'x' }),
      eventOf(house, { occurredAt: 'yesterday' }),
      eventOf(house, { subscriptionType: 'object.merge' }),
      eventOf(house, { objectTypeId: '0-3' }),
      eventOf(house, { subscriptionType: 'conversation.newMessage' }),
      eventOf(house, { subscriptionType: 'company.privacyDeletion' }),
      eventOf(house, { subscriptionType: 'object.propertyChange', propertyName: 'jobtitle' }),
      elsewhere,
      eventOf(house),
    ];
    expect(await receipt(deliver(house, events))).toEqual({
      stored: 1,
      repeated: 0,
      ignored: 5,
      unreadable: 6,
    });
  });

  it('ignores echoes of its own writes, and nobody else’s', async () => {
    const house = await openServedHouse(kind);
    const change = {
      subscriptionType: 'object.propertyChange',
      propertyName: 'website',
      changeSource: 'INTEGRATION',
    };
    const events = [
      eventOf(house, { ...change, eventId: 1, sourceId: hubspotApp.appId }),
      eventOf(house, { ...change, eventId: 2, sourceId: '99999' }),
    ];
    expect(await receipt(deliver(house, events))).toMatchObject({ stored: 1, ignored: 1 });
  });

  it('keeps no value of a record', async () => {
    const house = await openServedHouse(kind);
    const change = eventOf(house, {
      subscriptionType: 'object.propertyChange',
      propertyName: 'email',
      propertyValue: 'secret.person@somewhere.example',
    });
    await receipt(deliver(house, [change]));
    const rows = await house.database.asOwner('select * from webhook_events');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('secret.person');
    expect(house.webLog()).not.toContain('secret.person');
  });

  it('refuses more events than HubSpot sends, and what is no list', async () => {
    const house = await openServedHouse(kind);
    const many = Array.from({ length: 101 }, (_, eventId) => eventOf(house, { eventId }));
    expect((await deliver(house, many)).status).toBe(400);
    expect((await deliver(house, { events: [] })).status).toBe(400);
    expect(await receipt(deliver(house, many.slice(1)))).toMatchObject({ stored: 100 });
  });

  it('shows a tenant its own events only', async () => {
    const house = await openServedHouse(kind);
    const other = await openServedHouse(kind);
    await receipt(deliver(house, [eventOf(house)]));
    const seen = await house.database.withOrganization(other.tenant.organizationId, (trx) =>
      trx.selectFrom('webhook_events').select('id').execute(),
    );
    expect(seen).toEqual([]);
    const bySystem = house.database.asSystem((trx) =>
      trx.selectFrom('webhook_events').select('record_id').execute(),
    );
    await expect(bySystem).rejects.toMatchObject({ code: '42501' });
  });
});

interface Recorded {
  readonly id: string;
  readonly payload: { portalId: number; subscriptionType: string; objectTypeId?: string }[];
}

describe.runIf(contractsPresent)('deliveries as others recorded them', () => {
  const [pglite] = databases;
  if (!pglite) throw new Error('There is always PGlite.');
  const kind = sharedInbound(pglite);
  const recorded = contractsPresent ? contract<Recorded[]>('hubspot/webhook-deliveries.json') : [];

  it.each(recorded)('are read whole: $id', async ({ payload }) => {
    const house = await openServedHouse(kind);
    const ours = payload.map((event) => ({ ...event, portalId: house.hubspot.portalId }));
    const counts = (await receipt(deliver(house, ours))) as Record<string, number>;
    const about = ours.filter(
      ({ subscriptionType, objectTypeId, ...event }) =>
        (objectTypeId === undefined || objectTypeId === '0-1') &&
        (!subscriptionType.endsWith('propertyChange') ||
          ('propertyName' in event && event.propertyName === 'email')),
    );
    expect(counts).toEqual({
      stored: about.length,
      repeated: 0,
      ignored: payload.length - about.length,
      unreadable: 0,
    });
    const elsewhere = await receipt(deliver(house, payload));
    expect(elsewhere).toMatchObject({ stored: 0, ignored: payload.length });
  });
});
