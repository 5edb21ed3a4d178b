/** What HubSpot sends while the database goes away again and again. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { eventsIn } from '../inbound/support/webhooks.ts';
import { executionsOf } from '../inbound/support/workflow.ts';
import { signV3 } from '../sandbox/hubspot/signing.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { hubspotApp, openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { type CutProxy, startCutProxy } from './support/cut-proxy.ts';

const postgres = databases.find(({ name }) => name === 'postgres');

/** Postgres behind a proxy, which `cuts` is told of. */
function behindProxy(kind: TestDatabaseKind, cuts: (proxy: CutProxy) => void): TestDatabaseKind {
  return {
    ...kind,
    async open() {
      const direct = await kind.open();
      if (!('databaseUrl' in direct.location)) throw new Error('Only Postgres has an address.');
      const url = new URL(direct.location.databaseUrl);
      const proxy = await startCutProxy({ host: url.hostname, port: Number(url.port || 5432) });
      cuts(proxy);
      url.host = `127.0.0.1:${proxy.port}`;
      const database = await openDatabase({ databaseUrl: url.href });
      onTestFinished(() => direct.close());
      return Object.assign(database, {
        location: { databaseUrl: url.href },
        asOwner: direct.asOwner,
      });
    },
  };
}

/** As HubSpot does: again, until it is taken. @returns every status that came before */
async function insist(house: ServedHouse, path: string, sent: unknown): Promise<number[]> {
  const body = JSON.stringify(sent);
  const url = `${hubspotApp.baseUrl}${path}`;
  const refused: number[] = [];
  for (;;) {
    const headers = signV3({ method: 'POST', url, body }, hubspotApp.clientSecret, Date.now());
    const { status } = await house.send('POST', path, headers, body);
    if (status === 200) return refused;
    refused.push(status);
    if (refused.length > 200) throw new Error(`Refused for ever: ${status}`);
  }
}

const many = <T>(count: number, item: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => item(index));

describe.runIf(postgres)('a database that goes away during intake', () => {
  it('loses nothing that was accepted, keeps nothing twice, and is no fault of the request', async () => {
    if (!postgres) throw new Error('There is no Postgres.');
    let cut = () => {};
    const kind = behindProxy(postgres, (proxy) => {
      cut = proxy.cut;
    });
    const house = await openServedHouse(kind);
    const { portalId } = house.hubspot;
    let left = 20;
    const timer = setInterval(() => {
      if (left > 0) cut();
      left -= 1;
    }, 30);
    onTestFinished(() => clearInterval(timer));
    const executions = many(60, (index) =>
      insist(house, '/hubspot/workflow-actions/enrich', {
        callbackId: `ap-${index}`,
        origin: { portalId },
        object: { objectId: 1001 + (index % 5), objectType: 'CONTACT' },
        inputFields: { write_mode: 'preview' },
      }),
    );
    const deliveries = many(40, (index) =>
      insist(
        house,
        '/hubspot/webhooks',
        many(5, (part) => ({
          portalId,
          subscriptionType: 'object.restore',
          objectTypeId: '0-1',
          objectId: 1001 + part,
          eventId: index,
          occurredAt: 1_790_000_000_000 + index,
        })),
      ),
    );
    const [asked, told] = await Promise.all([Promise.all(executions), Promise.all(deliveries)]);
    clearInterval(timer);
    expect([...new Set(asked.flat())]).toEqual([429]);
    expect(told.flat().filter((status) => status !== 503)).toEqual([]);
    expect(await executionsOf(house)).toHaveLength(60);
    expect(await eventsIn(house)).toHaveLength(200);
    expect(house.webLog()).not.toContain('"status":500');

    await house.services.inbound.drain();
    expect((await eventsIn(house)).map(({ done }) => done)).not.toContain(false);
    expect((await executionsOf(house)).map(({ outputs }) => outputs)).not.toContain(null);
  });
});
