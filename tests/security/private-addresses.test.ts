/** Attempts to make the server ask its own network, which it can reach and the attacker cannot. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPublicAddress } from '../../server/research/fetcher/addresses.ts';
import { createFetcher, type FetcherOptions } from '../../server/research/fetcher/fetcher.ts';
import {
  guardedLookup,
  type ResolvedAddress,
  type Resolver,
} from '../../server/research/fetcher/lookup.ts';
import { httpServer } from '../research/support/http-server.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { startHostileSites } from './support/hostile-sites.ts';
import { privateAddresses } from './support/private-addresses.ts';

function fetcherFor(options: FetcherOptions = {}) {
  const fetcher = createFetcher(options);
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** Names lead to loopback, as they do behind a resolver that an attacker owns. */
const toLoopback: Resolver = async () => [{ address: '127.0.0.1', family: 4 }];

/** Null for an address that was refused before anything was sent. */
async function taken(asking: Promise<unknown>): Promise<string | null> {
  try {
    await asking;
    return 'answered';
  } catch (error) {
    const { name } = error as Error;
    return name === 'FetchRefused' ? null : name;
  }
}

describe('addresses of the server’s own network', () => {
  it('are refused in every notation', async () => {
    const fetcher = fetcherFor({ resolve: toLoopback });
    const asked: string[] = [];
    for (const { notation, url } of privateAddresses) {
      const outcome = await taken(fetcher.get(url));
      if (outcome !== null) asked.push(`${notation}: ${url}: ${outcome}`);
    }
    expect(asked).toEqual([]);
    console.info(`Private addresses refused: ${privateAddresses.length}`);
  });

  it.each([301, 302, 303, 307, 308])('are refused after a redirect with %i', async (status) => {
    const inside = await httpServer((_request, response) => response.end('secret'));
    let target = '';
    const outside = await httpServer((_request, response) =>
      response.writeHead(status, { location: encodeURI(target) }).end(),
    );
    const fetcher = fetcherFor({ trustedOrigins: [outside.origin], resolve: toLoopback });
    const followed: string[] = [];
    const urls = [...privateAddresses.map(({ url }) => url), `${inside.origin}/admin`];
    for (const url of urls) {
      target = url;
      const outcome = await taken(fetcher.get(outside.origin));
      // What is no address at all leads nowhere.
      if (outcome !== null && outcome !== 'FetchFailed') followed.push(`${url}: ${outcome}`);
    }
    expect(followed).toEqual([]);
    expect(inside.requests).toEqual([]);
    console.info(`Redirects to private addresses refused with ${status}: ${urls.length}`);
  });

  it('never become the address of a socket, whatever a name resolves to and however often it changes', async () => {
    const address = fc
      .oneof(
        fc.ipV4(),
        fc.ipV6(),
        fc.constantFrom('93.184.215.14', '2606:4700:4700::1111', '127.0.0.1', '::1', '10.0.0.1'),
      )
      .map((text): ResolvedAddress => ({ address: text, family: text.includes(':') ? 6 : 4 }));
    let connections = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(address, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (answers, all) => {
          let asked = 0;
          const rebinding: Resolver = async () => answers[asked++] ?? [];
          for (const _ of answers) {
            const given = await lookedUp(rebinding, all);
            connections += 1;
            for (const one of given) expect(isPublicAddress(one), one).toBe(true);
          }
          // Each connection is made to what was checked for it, and to no later answer.
          expect(asked).toBe(answers.length);
        },
      ),
      { numRuns: 400 },
    );
    console.info(`Connections by names that change: ${connections}`);
  });
});

function lookedUp(resolve: Resolver, all: boolean): Promise<string[]> {
  return new Promise((done) => {
    guardedLookup(resolve)('shifting.example', { all }, (error, found) => {
      if (error) done([]);
      else if (typeof found === 'string') done([found]);
      else done(found.map(({ address }) => address));
    });
  });
}

describe.each(databases)('a record whose company is said to be inside, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('makes the server ask nobody', async () => {
    const sites = await startHostileSites(() => null);
    const house = await openHouse(shared, {
      env: { SANDBOX_SITE_ORIGIN: sites.origin },
    });
    // Every notation once; the frames are the fetcher's matter.
    const urls = privateAddresses.filter(({ notation }) => notation.endsWith('plain'));
    const some = urls.filter((_, index) => index % 9 === 0);
    for (const { url } of some) {
      const { hubspot } = house;
      const company = hubspot.createCompany({ name: 'Inside', domain: url, website: url });
      const contact = hubspot.createContact({
        lastname: 'Inside',
        associatedcompanyid: company.id,
      });
      hubspot.associate(
        { type: 'contacts', id: contact.id },
        { type: 'companies', id: company.id },
      );
      const { match } = await house.enrich({ object: 'contact', recordId: contact.id });
      expect(match, url).toMatchObject({ status: 'none' });
    }
    expect([...sites.visited()]).toEqual([]);
    const asked = house.sources.requests().map(({ target }) => target.split('?')[0]);
    // By its name it may be looked up.
    expect(new Set(asked)).toEqual(new Set(['/companies-house/search/companies']));
    console.info(`Records that name an inside address, on ${kind.name}: ${some.length}`);
  });
});
