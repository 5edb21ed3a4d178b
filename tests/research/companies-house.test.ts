import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { headcountBand } from '../../server/research/providers/companies-house/accounts-type.ts';
import { createBudget } from '../../server/research/providers/companies-house/budget.ts';
import { createCompaniesHouseClient } from '../../server/research/providers/companies-house/client.ts';
import {
  entryOfProfile,
  entryOfSearch,
  registerEvidence,
} from '../../server/research/providers/companies-house/evidence.ts';
import {
  companyProfile,
  companySearch,
  filingHistory,
} from '../../server/research/providers/companies-house/schema.ts';
import { sicName } from '../../server/research/providers/companies-house/sic2007.ts';
import { type EvidenceKind, evidence, evidenceOfKind } from '../../shared/evidence/evidence.ts';
import {
  filing,
  filingsAnswer,
  profileAnswer,
  searchAnswer,
  searchItem,
} from './fixtures/companies-house.ts';
import { httpServer, sendJson } from './support/http-server.ts';
import { testRuntime } from './support/runtime.ts';

const retrievedAt = '2026-11-20T09:00:00.000Z';

function facts(profile: object = {}, filings: object[] = []) {
  const found = registerEvidence({
    profile: companyProfile.parse(profileAnswer(profile)),
    filings: filingHistory.parse(filingsAnswer(filings)).items ?? [],
    retrievedAt,
  });
  for (const item of found) expect(evidence.safeParse(item).error).toBeUndefined();
  return found;
}

function fact<K extends EvidenceKind>(kind: K, profile: object = {}) {
  return evidenceOfKind(facts(profile), kind)[0];
}

async function client(handle: (path: string, response: ServerResponse) => void, allowed = 600) {
  const server = await httpServer((request, response) => handle(request.url ?? '', response));
  const fetcher = createFetcher({ trustedOrigins: [server.origin] });
  onTestFinished(() => fetcher.close());
  const runtime = testRuntime();
  const register = createCompaniesHouseClient({
    fetcher,
    baseUrl: server.origin,
    apiKey: 'key-1',
    budget: createBudget(runtime, allowed),
    runtime,
  });
  return { server, register, runtime };
}

describe('asking Companies House', () => {
  it('searches with the key as user name and a blank password', async () => {
    const { server, register } = await client((_path, response) =>
      sendJson(response, searchAnswer([searchItem()])),
    );
    const [item] = await register.search('Brightpath & Söhne');
    expect(item).toMatchObject({
      company_number: '09000001',
      title: 'BRIGHTPATH ROBOTICS LIMITED',
    });
    expect(server.paths()).toEqual([
      '/search/companies?q=Brightpath+%26+S%C3%B6hne&items_per_page=20',
    ]);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('key-1:')}`);
  });

  it('reads profile and filing history at their documented paths', async () => {
    const { server, register } = await client((path, response) =>
      sendJson(
        response,
        path.includes('filing-history') ? filingsAnswer([filing()]) : profileAnswer(),
      ),
    );
    expect(await register.profile('SC123456')).toMatchObject({ company_status: 'active' });
    expect(await register.filings('SC123456')).toHaveLength(1);
    expect(server.paths()).toEqual([
      '/company/SC123456',
      '/company/SC123456/filing-history?items_per_page=100',
    ]);
  });

  it('an unknown number is no entry, and no filings', async () => {
    const { register } = await client((_path, response) =>
      sendJson(
        response,
        { errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] },
        404,
      ),
    );
    expect(await register.profile('99999999')).toBeNull();
    expect(await register.filings('99999999')).toEqual([]);
  });

  it.each([
    [401, /API key/],
    [403, /API key/],
    [500, /status 500/],
    [302, /redirect/i],
  ])('status %i is a failure that says why', async (status, why) => {
    const { register } = await client((_path, response) => response.writeHead(status).end());
    await expect(register.profile('09000001')).rejects.toMatchObject({
      name: 'SourceFailure',
      message: expect.stringMatching(why),
    });
  });

  it.each([
    ['not JSON', '<html>'],
    ['of another shape', '{"company_name": 7}'],
  ])('an answer that is %s is a failure', async (_what, body) => {
    const { register } = await client((_path, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    await expect(register.profile('09000001')).rejects.toMatchObject({ name: 'SourceFailure' });
  });

  it('after 429 nothing is sent until the time the register names', async () => {
    let busy = true;
    const { server, register, runtime } = await client((_path, response) => {
      if (!busy) return sendJson(response, profileAnswer());
      const reset = String(runtime.now().getTime() / 1000 + 120);
      return response.writeHead(429, { 'x-ratelimit-reset': reset }).end();
    });
    await expect(register.profile('09000001')).rejects.toThrow(/limit of Companies House/);
    await expect(register.profile('09000001')).rejects.toThrow(/limit of Companies House/);
    expect(server.requests).toHaveLength(1);
    busy = false;
    runtime.advance(121_000);
    expect(await register.profile('09000001')).not.toBeNull();
  });

  it('our own count keeps within the limit of five minutes', async () => {
    const { server, register, runtime } = await client(
      (_path, response) => sendJson(response, profileAnswer()),
      2,
    );
    await register.profile('09000001');
    await register.profile('09000001');
    await expect(register.profile('09000001')).rejects.toThrow(/limit/);
    expect(server.requests).toHaveLength(2);
    runtime.advance(300_000);
    await register.profile('09000001');
    expect(server.requests).toHaveLength(3);
  });
});

describe('a register entry', () => {
  it('is read from a search result, with the former name that matched', () => {
    const [item] =
      companySearch.parse(searchAnswer([searchItem({ snippet: 'BRIGHTPATH LTD' })])).items ?? [];
    expect(item && entryOfSearch(item)).toEqual({
      number: '09000001',
      legalName: 'BRIGHTPATH ROBOTICS LIMITED',
      previousNames: ['BRIGHTPATH LTD'],
      status: 'active',
      locality: 'Leeds',
      postcode: 'LS1 4AP',
      country: 'GB',
    });
  });

  it('survives nulls and missing parts everywhere', () => {
    const bare = {
      company_name: 'X LTD',
      company_number: '09000002',
      accounts: null,
      sic_codes: null,
    };
    expect(entryOfProfile(companyProfile.parse(bare))).toMatchObject({ status: 'unknown' });
    const items = companySearch.parse({
      items: [
        { company_number: '1', title: 'X', address: null, company_status: null, snippet: null },
      ],
    }).items;
    expect(items?.map(entryOfSearch)).toHaveLength(1);
    const found = registerEvidence({
      profile: companyProfile.parse(bare),
      filings: [],
      retrievedAt,
    });
    expect(found.map(({ kind }) => kind)).toEqual(['registration', 'location']);
  });

  it('an overseas company with a UK establishment lies in its own country', () => {
    const profile = companyProfile.parse(
      profileAnswer({
        company_number: 'FC012345',
        registered_office_address: { country: 'Germany' },
      }),
    );
    expect(entryOfProfile(profile).country).toBe('DE');
  });
});

describe('facts of the register', () => {
  it('are complete for a healthy company, with stable ids and public links', () => {
    const found = facts({}, [filing()]);
    expect(found.map(({ id }) => id)).toEqual([
      'companies-house:registration:09000001',
      'companies-house:accounts:09000001',
      'companies-house:headcount:09000001',
      'companies-house:confirmation-statement:09000001',
      'companies-house:charges:09000001',
      'companies-house:insolvency:09000001',
      'companies-house:industry:09000001-62012',
      'companies-house:industry:09000001-28990',
      'companies-house:location:09000001',
      'companies-house:filing:09000001-MzAx',
    ]);
    for (const { source } of found) {
      expect(source.type === 'public' && source.url).toMatch(
        /^https:\/\/find-and-update\.company-information\.service\.gov\.uk\/company\/09000001/,
      );
    }
  });

  it('name status, number and date in words', () => {
    expect(fact('registration')).toMatchObject({
      value: { status: 'active', strikeOffProposed: false, incorporatedOn: '2015-03-02' },
      observedAt: retrievedAt,
      text: 'BRIGHTPATH ROBOTICS LIMITED, company 09000001, is on the register since 2015-03-02 with status active.',
    });
  });

  it('say when striking off is proposed and when the company ended', () => {
    expect(
      fact('registration', { company_status_detail: 'active-proposal-to-strike-off' }),
    ).toMatchObject({
      value: { strikeOffProposed: true },
      text: expect.stringContaining('striking it off'),
    });
    expect(
      fact('registration', { company_status: 'dissolved', date_of_cessation: '2026-02-03' }),
    ).toMatchObject({
      observedAt: '2026-02-03T00:00:00.000Z',
      text: expect.stringContaining('2026-02-03'),
    });
  });

  it('date the accounts by their own day, and overdue ones by the day they were due', () => {
    expect(fact('accounts')).toMatchObject({
      value: {
        accountsType: 'small',
        madeUpTo: '2025-12-31',
        nextDueOn: '2027-09-30',
        overdue: false,
      },
      observedAt: '2025-12-31T00:00:00.000Z',
    });
    const late = profileAnswer().accounts;
    const overdue = { ...late, next_accounts: { due_on: '2026-09-30', overdue: true } };
    expect(fact('accounts', { accounts: overdue })).toMatchObject({
      value: { overdue: true, nextDueOn: '2026-09-30' },
      observedAt: '2026-09-30T00:00:00.000Z',
      text: expect.stringContaining('overdue since 2026-09-30'),
    });
  });

  it('take the register’s word "null" for no accounts yet', () => {
    const accounts = { next_due: '2027-01-31', overdue: false, last_accounts: { type: 'null' } };
    expect(fact('accounts', { accounts })).toMatchObject({
      value: { accountsType: null, madeUpTo: null },
      text: 'It has filed no accounts yet; the next are due on 2027-01-31.',
    });
    expect(fact('headcount', { accounts })).toBeUndefined();
  });

  it('say overdue confirmation statements since when', () => {
    expect(
      fact('confirmation-statement', {
        confirmation_statement: { next_due: '2026-10-01', overdue: true },
      }),
    ).toMatchObject({ value: { overdue: true }, observedAt: '2026-10-01T00:00:00.000Z' });
  });

  it.each([
    ['liquidation', true],
    ['administration', true],
    ['voluntary-arrangement', true],
    ['active', false],
  ])('status %s is an insolvency procedure: %s', (status, isProcedure) => {
    const found = fact('insolvency', { company_status: status });
    expect(found?.value).toEqual({ inHistory: false, procedure: isProcedure ? status : null });
  });

  it('unknown flags give no facts', () => {
    const kinds = facts({ has_charges: undefined, has_insolvency_history: null }).map(
      ({ kind }) => kind,
    );
    expect(kinds).not.toContain('charges');
    expect(kinds).not.toContain('insolvency');
  });
});

describe('headcount from the kind of accounts', () => {
  it.each([
    ['micro-entity', 10],
    ['small', 50],
    ['total-exemption-full', 50],
    ['medium', 250],
  ])('%s: at most about %i', (type, maximum) => {
    expect(headcountBand(type)).toEqual({ minimum: 0, maximum });
  });

  it.each(['full', 'group', 'dormant', 'initial', 'no-accounts-type-available', 'toString', null])(
    '%s tells nothing',
    (type) => {
      expect(headcountBand(type)).toBeNull();
    },
  );
});

describe('filings', () => {
  const shown = (items: object[]) => evidenceOfKind(facts({}, items), 'filing');

  it('keep category, form and the register’s key, dated by the day of filing', () => {
    expect(shown([filing()])).toMatchObject([
      {
        value: {
          filingId: 'MzAx',
          category: 'capital',
          type: 'SH01',
          description: 'capital-allotment-shares',
          filedOn: '2026-08-12',
        },
        observedAt: '2026-08-12T00:00:00.000Z',
        text: 'Shares were allotted (filed on 2026-08-12, form SH01).',
      },
    ]);
  });

  it('never carry an officer’s name, not even from free text', () => {
    const found = shown([
      filing({
        transaction_id: 'a',
        category: 'officers',
        type: 'AP01',
        description: 'appoint-person-director-company-with-name-date',
        description_values: { officer_name: 'Ann Example', appointment_date: '2026-08-01' },
      }),
      filing({
        transaction_id: 'b',
        category: 'officers',
        type: '288a',
        description: 'New director appointed Ann Example',
        description_values: { description: 'New director appointed Ann Example' },
      }),
    ]);
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toMatch(/Ann|Example/);
    expect(found[0]?.text).toBe('A director was appointed (filed on 2026-08-12, form AP01).');
  });

  it('older than eighteen months are left out, as are those without a date or id', () => {
    expect(
      shown([
        filing({ date: '2025-05-19' }),
        filing({ date: null }),
        filing({ transaction_id: null }),
        filing({ date: '2025-05-20', transaction_id: 'kept' }),
      ]).map(({ value }) => value.filingId),
    ).toEqual(['kept']);
  });

  it('at most fifteen, the telling ones before routine', () => {
    const routine = Array.from({ length: 30 }, (_, index) =>
      filing({
        transaction_id: `r${index}`,
        category: 'confirmation-statement',
        date: '2026-11-01',
      }),
    );
    const found = shown([...routine, filing({ date: '2025-12-01', transaction_id: 'capital' })]);
    expect(found).toHaveLength(15);
    expect(found.at(-1)?.value.filingId).toBe('capital');
  });
});

describe('SIC 2007 names', () => {
  it.each([
    ['62012', 'Computer programming, consultancy and related activities'],
    ['58290', 'Software publishing'],
    ['70229', 'Management consultancy activities'],
    ['28990', 'Manufacture of other special-purpose machinery'],
    ['99999', null],
    ['98000', null],
    ['ABC', null],
    ['', null],
  ])('%s is %s', (code, name) => {
    expect(sicName(code)).toBe(name);
  });
});
