import { describe, expect, it } from 'vitest';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { heroContactId, recordsToTry, world, worldSettings } from '../sandbox/world/world.ts';

const now = new Date('2026-11-21T12:00:00Z');
const theWorld = world(now);
const { companies, hubspot } = theWorld;
const registered = companies.flatMap(({ register }) => register ?? []);
const sites = companies.flatMap(({ site }) => site ?? []);
const company = (key: string) => companies.find((one) => one.key === key);
const contacts = hubspot.contacts ?? [];
const crmCompanies = hubspot.companies ?? [];

/** The hosts of a record's world that lead to a website. */
const siteDomains = new Set(
  sites.flatMap(({ domain, formerDomains }) => [domain, ...(formerDomains ?? [])]),
);

/** Every date of the register in one company's entry, with its place. */
function datesOf(value: unknown, path = ''): [path: string, date: string][] {
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\d(T.*)?$/.test(value) ? [[path, value.slice(0, 10)]] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => datesOf(inner, `${path}.${key}`));
}

describe('the fictional world', () => {
  it('is the same for the same moment and moves with it', () => {
    expect(world(new Date(now))).toEqual(theWorld);
    const later = world(new Date('2027-03-31T23:59:00Z'));
    expect(later.companies[0]?.register?.filings[0]?.date).toBe('2027-03-05');
    expect(later.companies.map(({ key }) => key)).toEqual(companies.map(({ key }) => key));
  });

  it('gives each company, number, domain and board once', () => {
    const once = (values: readonly string[]) => expect(values).toEqual([...new Set(values)]);
    once(companies.map(({ key }) => key));
    once(registered.map(({ number }) => number));
    once([...sites.flatMap(({ domain, formerDomains }) => [domain, ...(formerDomains ?? [])])]);
    once(companies.flatMap(({ board }) => (board ? [`${board.system}/${board.token}`] : [])));
  });

  it('cannot be taken for the real one', () => {
    for (const domain of siteDomains) expect(domain).toMatch(/^[a-z0-9-]+\.example$/);
    // Far above the numbers given out so far (17 million, SC 880 thousand, NI 740 thousand, OC 460 thousand).
    for (const { number } of registered) expect(number).toMatch(/^(99|(SC|NI|OC)99)\d{4,6}$/);
    const serialized = JSON.stringify(hubspot);
    for (const [host] of serialized.matchAll(/[a-z0-9-]+\.(com|co\.uk|org|net|io)\b/g)) {
      expect(host).toBe('gmail.com');
    }
  });

  it.each([
    '2026-11-21T12:00:00Z',
    '2027-02-28T00:00:00Z',
    '2028-02-29T23:59:59Z',
    '2026-12-31T23:30:00Z',
    '2027-05-31T06:00:00Z',
  ])('has no future past and no past future at %s', (moment) => {
    const today = moment.slice(0, 10);
    for (const { register, board, site } of world(new Date(moment)).companies) {
      const past = {
        filings: register?.filings,
        board,
        news: site?.news,
        officers: register?.officers,
      };
      for (const [path, date] of datesOf(past)) expect(date <= today, `${path} ${date}`).toBe(true);
      if (!register) continue;
      for (const filing of register.filings) {
        expect(filing.date >= register.incorporatedOn).toBe(true);
        expect((filing.actionDate ?? filing.date) <= filing.date, JSON.stringify(filing)).toBe(
          true,
        );
      }
      const { accounts, confirmationStatement } = register;
      if (accounts) {
        expect(accounts.overdue).toBe(accounts.next.dueOn < today);
        expect((accounts.last.madeUpTo ?? '') < accounts.next.madeUpTo).toBe(true);
      }
      if (confirmationStatement) {
        expect(confirmationStatement.overdue).toBe(confirmationStatement.nextDueOn < today);
      }
    }
  });

  it.each(['2026-11-21T12:00:00Z', '2027-02-28T00:00:00Z', '2028-08-31T00:00:00Z'])(
    'is late with accounts exactly where it means to be at %s',
    (moment) => {
      const late = world(new Date(moment)).companies.filter(
        (one) => one.register?.accounts?.overdue,
      );
      expect(late.map(({ key }) => key)).toEqual(['gallowglass', 'peatmoss', 'larkspur']);
    },
  );

  it('states on websites the numbers that stand in the register', () => {
    for (const { register, site } of companies) {
      if (register && site?.footer) expect(site.footer).toContain(register.number);
    }
  });

  it('files last accounts of the type and period that the profile shows', () => {
    for (const { accounts, filings } of registered) {
      const [filed] = filings
        .filter(({ category }) => category === 'accounts')
        .toSorted((a, b) => b.date.localeCompare(a.date));
      if (!accounts?.last.madeUpTo) continue;
      expect(filed?.description).toBe(`accounts-with-accounts-type-${accounts.last.type}`);
      expect(filed?.values).toEqual({ made_up_date: accounts.last.madeUpTo });
    }
  });

  it('holds every situation it was made for', () => {
    expect(company('tidewright')?.board?.jobs.filter((job) => !job.prospectPost)).toHaveLength(14);
    expect(company('pennyroyal')?.board?.jobs).toEqual([]);
    expect(company('harbourlight')?.board).toBeNull();
    expect(company('gallowglass')?.register?.status).toBe('liquidation');
    expect(company('peatmoss')?.register?.statusDetail).toBe('active-proposal-to-strike-off');
    expect(company('kestrelworks')?.register?.previousNames).toHaveLength(1);
    expect(company('nordlys')?.register).toBeNull();
    const twins = ['starling-rook-york', 'starling-rook-truro'].map(
      (key) => company(key)?.register,
    );
    expect(twins.map((twin) => [twin?.status, twin?.office.locality])).toEqual([
      ['active', 'York'],
      ['dissolved', 'Truro'],
    ]);
  });
});

describe('the seeded portal', () => {
  /** Records that are there because their domain leads nowhere. */
  const leadsNowhere = new Set(['gmail.com', 'vanished-ventures.example']);

  it('leads from every e-mail and company domain to a website, save where that is the point', () => {
    const domains = [
      ...contacts.map(({ properties }) => properties.email?.split('@')[1]),
      ...crmCompanies.map(({ properties }) => properties.domain),
    ].flatMap((domain) => (domain && !leadsNowhere.has(domain) ? [domain] : []));
    const unknown = domains.filter((domain) => !siteDomains.has(domain));
    expect(unknown).toEqual(['not a domain 💥', 'http://169.254.169.254/latest/meta-data/']);
  });

  it('is accepted by an account that refuses what HubSpot refuses', async () => {
    const portal = await startHubSpotStandin({ seed: hubspot });
    try {
      expect(portal.records('contacts').map(({ id }) => id)).toEqual(contacts.map(({ id }) => id));
      expect(portal.get('companies', '2001')?.properties.hs_num_open_deals).toBe('0');
      expect(portal.get('deals', '3001')?.properties.hs_is_closed).toBe('false');
    } finally {
      await portal.close();
    }
  });

  it('refers only to records and owners it has, and uses each id once', () => {
    const ids = (records: readonly { id: string }[] | undefined) =>
      (records ?? []).map(({ id }) => id);
    const owners = ids(hubspot.owners);
    for (const list of [owners, ids(contacts), ids(crmCompanies), ids(hubspot.deals)]) {
      expect(list).toEqual([...new Set(list)]);
    }
    for (const { companyId } of contacts) {
      if (companyId) expect(ids(crmCompanies)).toContain(companyId);
    }
    for (const deal of hubspot.deals ?? []) {
      for (const id of deal.contactIds ?? []) expect(ids(contacts)).toContain(id);
      for (const id of deal.companyIds ?? []) expect(ids(crmCompanies)).toContain(id);
    }
    for (const { properties } of [...contacts, ...crmCompanies, ...(hubspot.deals ?? [])]) {
      if (properties.hubspot_owner_id) expect(owners).toContain(properties.hubspot_owner_id);
    }
    for (const id of worldSettings.suppression.recordIds) expect(ids(contacts)).toContain(id);
    for (const rule of worldSettings.assignment) {
      for (const id of rule.ownerIds) expect(owners).toContain(id);
    }
  });

  it('leaves blank on the hero what is to be filled, and dates what it did', () => {
    const hero = contacts.find(({ id }) => id === heroContactId);
    expect(hero?.companyId).toBe('2001');
    for (const name of ['country', 'city', 'industry', 'hubspot_owner_id']) {
      expect(hero?.properties[name]).toBeNull();
    }
    expect(hero?.properties).toMatchObject({
      hs_sales_email_last_replied: '2026-11-17T11:20:00.000Z',
      engagements_last_meeting_booked: '2026-11-15T13:00:00.000Z',
      hs_analytics_last_url: expect.stringContaining('/pricing'),
    });
    const dealt = (hubspot.deals ?? []).flatMap(({ contactIds }) => contactIds ?? []);
    expect(dealt).not.toContain(heroContactId);
    expect(dealt).toContain('1018');
  });

  it('never names a time that is still to come, save when a deal should close', () => {
    const limit = now.toISOString();
    for (const { properties } of [...contacts, ...crmCompanies]) {
      for (const value of Object.values(properties)) {
        if (/^\d{4}-\d\d-\d\dT/.test(value ?? '')) expect((value ?? '') < limit).toBe(true);
      }
    }
  });

  it('comes with settings that a tenant may have and records worth trying', () => {
    const settings = tenantSettings.parse(worldSettings);
    expect(settings.idealCustomer.countries).toEqual(['GB']);
    expect(settings.suppression.emailHashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(recordsToTry[0]).toMatchObject({ object: 'contact', id: heroContactId });
    const known: Record<string, readonly { id: string }[]> = {
      contact: contacts,
      company: crmCompanies,
    };
    for (const { object, id, shows } of recordsToTry) {
      expect(known[object]?.map((record) => record.id)).toContain(id);
      expect(shows).toMatch(/\.$/);
    }
  });

  it('holds records that are hard on any reader', () => {
    const names = crmCompanies.map(({ properties }) => properties.name ?? '');
    expect(names.some((name) => name.length === 10_000)).toBe(true);
    expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true);
    expect(names.some((name) => /\p{Extended_Pictographic}/u.test(name))).toBe(true);
    expect(
      contacts.some(({ properties }) => Object.values(properties).every((value) => value === null)),
    ).toBe(true);
  });
});
