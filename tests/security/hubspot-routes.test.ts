/** Whatever HubSpot signs, by mistake or because somebody made it up, is answered and is no fault of ours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedInbound } from '../inbound/support/shared.ts';
import { signV3 } from '../sandbox/hubspot/signing.ts';
import { databases } from '../support/databases.ts';
import { hubspotApp, openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { hostileBody, hostileText, orHostile } from './support/hostile.ts';

const text = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: value.map((one) => JSON.stringify(one)), weight: 5 }, hostileBody);
const anyOf = (...values: unknown[]) => orHostile(fc.constantFrom(...values));

const executions = (portalId: number) =>
  fc.record({
    callbackId: orHostile(hostileText),
    origin: orHostile(fc.record({ portalId: anyOf(portalId, String(portalId)) })),
    object: orHostile(
      fc.record({
        objectId: anyOf(1001, '01002', 2 ** 53 - 1),
        objectType: anyOf('CONTACT', 'COMPANY', 'DEAL'),
      }),
    ),
    inputFields: orHostile(fc.record({ write_mode: anyOf('preview') })),
  });

const events = (portalId: number) =>
  fc.array(
    orHostile(
      fc.record({
        portalId: anyOf(portalId),
        subscriptionType: anyOf('object.deletion', 'object.merge', 'contact.privacyDeletion'),
        objectTypeId: anyOf('0-1', '0-2', '0-3'),
        objectId: anyOf(1, 2, 3, 2 ** 53 - 1),
        eventId: anyOf(1, 2, 3),
        occurredAt: anyOf(1_790_000_000_000, 1_790_000_000_001),
        primaryObjectId: anyOf(1, 2, 3),
        newObjectId: anyOf(1, 2, 3),
        mergedObjectIds: orHostile(fc.array(anyOf(1, 2, 3), { maxLength: 3 })),
      }),
    ),
    { maxLength: 6 },
  );

function send(house: ServedHouse, path: string, body: string): Promise<Response> {
  const url = `${hubspotApp.baseUrl}${path}`;
  const headers = signV3({ method: 'POST', url, body }, hubspotApp.clientSecret, Date.now());
  return house.send('POST', path, headers, body);
}

describe.each(databases)('the routes HubSpot calls by itself, on $name', (each) => {
  const kind = sharedInbound(each);

  it.each([
    ['/hubspot/workflow-actions/enrich', executions],
    ['/hubspot/webhooks', events],
  ])(
    '%s answers anything that is signed, and what it keeps comes to an end',
    async (path, sent) => {
      const house = await openServedHouse(kind);
      const seen = new Set<number>();
      await fc.assert(
        fc.asyncProperty(text(sent(house.hubspot.portalId)), async (body) => {
          const { status } = await send(house, path, body);
          seen.add(status);
          expect(status).toBeLessThan(500);
        }),
        { numRuns: 100 },
      );
      expect([...seen]).toEqual(expect.arrayContaining([200, 400]));
      await house.services.inbound.drain();
      const failed = house.logs().filter(({ level }) => level === 'error');
      expect(failed).toEqual([]);
    },
  );
});
