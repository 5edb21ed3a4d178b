import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world } from '../sandbox/world/world.ts';
import { askRegister, basic, get } from './public-sources-support.ts';
import * as shape from './register-shapes.ts';

const now = new Date('2026-11-21T12:00:00Z');
const theWorld = world(now);
const registered = theWorld.companies.flatMap(({ register }) => register ?? []);

let sources: PublicSources;
beforeAll(async () => {
  sources = await startPublicSources({ world: theWorld });
});
afterAll(() => sources.close());

describe('Companies House', () => {
  it('serves every company of the register as a company profile', async () => {
    for (const { number } of registered) {
      const got = await askRegister(sources, `/company/${number}`);
      expect(got.status).toBe(200);
      expect(shape.companyProfile.parse(got.json()).company_number).toBe(number);
    }
  });

  it('serves filings newest first, by category and in pages', async () => {
    for (const { number, filings } of registered) {
      const all = shape.filingHistory.parse(
        (await askRegister(sources, `/company/${number}/filing-history`)).json(),
      );
      expect(all.total_count).toBe(filings.length);
      const dates = all.items.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted().reverse());
      expect(new Set(all.items.map((item) => item.transaction_id)).size).toBe(all.items.length);
    }
    const some = shape.filingHistory.parse(
      (
        await askRegister(
          sources,
          '/company/99410001/filing-history?category=capital,officers&items_per_page=1&start_index=1',
        )
      ).json(),
    );
    expect(some.total_count).toBe(2);
    expect(some.items.map(({ type }) => type)).toEqual(['AP01']);
  });

  it('serves the allotment of shares with the capital as the register writes sums', async () => {
    const { items } = shape.filingHistory.parse(
      (await askRegister(sources, '/company/99410001/filing-history?category=capital')).json(),
    );
    expect(items).toMatchObject([
      {
        type: 'SH01',
        description: 'capital-allotment-shares',
        date: '2026-10-26',
        description_values: {
          date: '2026-10-19',
          capital: [{ currency: 'GBP', figure: '2,481.35' }],
        },
      },
    ]);
  });

  it('serves officers, charges and insolvency', async () => {
    const officers = shape.officerList.parse(
      (await askRegister(sources, '/company/99410016/officers')).json(),
    );
    expect(officers).toMatchObject({ total_results: 2, active_count: 1, resigned_count: 1 });
    const charged = shape.chargeList.parse(
      (await askRegister(sources, '/company/99410016/charges')).json(),
    );
    expect(charged).toMatchObject({ total_count: 1, satisfied_count: 0 });
    const wound = shape.companyInsolvency.parse(
      (await askRegister(sources, '/company/99410006/insolvency')).json(),
    );
    expect(wound.cases[0]?.type).toBe('creditors-voluntary-liquidation');
  });

  it('answers an empty list for a company without charges and 404 for one without insolvency', async () => {
    const free = await askRegister(sources, '/company/99410001/charges');
    expect(free.status).toBe(200);
    expect(shape.chargeList.parse(free.json()).total_count).toBe(0);
    const solvent = await askRegister(sources, '/company/99410001/insolvency');
    expect(solvent.status).toBe(404);
    expect(solvent.json()).toEqual({
      status: 404,
      error: 'Not Found',
      path: '/company/99410001/insolvency',
    });
  });

  it.each(['/company/00000000', '/company/9941001', '/company/99410001%20'])(
    'knows no company at %s',
    async (path) => {
      const got = await askRegister(sources, path);
      expect(got.status).toBe(404);
      expect(got.json()).toEqual({
        errors: [{ error: 'company-profile-not-found', type: 'ch:service' }],
      });
    },
  );

  it('finds companies by present and former names, the closest first', async () => {
    const twins = shape.companySearch.parse(
      (await askRegister(sources, '/search/companies?q=starling%20%26%20rook')).json(),
    );
    expect(twins.items.map(({ company_number }) => company_number)).toEqual([
      '99410009',
      '99410010',
      '99410011',
    ]);
    expect(twins.items[1]).toMatchObject({
      company_status: 'dissolved',
      description: expect.stringMatching(/^99410010 - Dissolved on /),
    });
    const former = shape.companySearch.parse(
      (await askRegister(sources, '/search/companies?q=Old+Mill+Widgets+Ltd')).json(),
    );
    expect(former.items[0]).toMatchObject({
      title: 'KESTRELWORKS LIMITED',
      snippet: 'OLD MILL WIDGETS LIMITED',
    });
  });

  it('answers a search without hits with an empty page, and one without words with 400', async () => {
    const none = await askRegister(sources, '/search/companies?q=zzyzx&items_per_page=3');
    expect(none.status).toBe(200);
    expect(none.json()).toEqual({
      items: [],
      kind: 'search#companies',
      page_number: 1,
      items_per_page: 3,
      total_results: 0,
      start_index: 0,
    });
    expect((await askRegister(sources, '/search/companies')).status).toBe(400);
  });

  it('searches by status, place, code and name at once, and answers 404 when nothing fits', async () => {
    const found = shape.advancedSearch.parse(
      (
        await askRegister(
          sources,
          '/advanced-search/companies?company_status=active&location=york&sic_codes=70229',
        )
      ).json(),
    );
    expect(found).toMatchObject({ hits: 1, top_hit: { company_number: '99410009' } });
    const nothing = await askRegister(
      sources,
      '/advanced-search/companies?company_name_includes=zzyzx',
    );
    expect(nothing.status).toBe(404);
  });

  it('wants the key as user name and an empty password', async () => {
    const url = `${sources.companiesHouseUrl}/company/99410001`;
    const key = sources.companiesHouseApiKey;
    const without = await get(url);
    expect([without.status, without.json()]).toEqual([
      401,
      { error: 'Empty Authorization header', type: 'ch:service' },
    ]);
    for (const headers of [
      basic('another-key:'),
      basic(`${key}:password`),
      basic(key),
      { authorization: `Bearer ${key}` },
      { authorization: key },
    ]) {
      const got = await get(url, { headers });
      expect([got.status, got.json()]).toEqual([
        401,
        { error: 'Invalid Authorization', type: 'ch:service' },
      ]);
    }
  });

  it('allows 600 requests in five minutes, then refuses until the window ends', async () => {
    let time = now.getTime();
    const limited = await startPublicSources({ world: theWorld, clock: () => time });
    try {
      const first = await askRegister(limited, '/company/99410001');
      expect(first.headers).toMatchObject({
        'x-ratelimit-limit': '600',
        'x-ratelimit-remain': '599',
        'x-ratelimit-reset': String(now.getTime() / 1000 + 300),
        'x-ratelimit-window': '5m',
      });
      for (let sent = 1; sent < 600; sent += 1) {
        expect((await askRegister(limited, '/company/99410001/charges')).status).toBe(200);
      }
      const refused = await askRegister(limited, '/company/99410001');
      expect(refused.status).toBe(429);
      expect(refused.headers['x-ratelimit-remain']).toBe('0');
      expect(refused.headers['retry-after']).toBeUndefined();
      time += 5 * 60 * 1000;
      expect((await askRegister(limited, '/company/99410001')).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});
