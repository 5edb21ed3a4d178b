/** A world of companies that nobody has asked about yet, made of those that the sandbox has. */
import type {
  HubSpotSeedContact,
  HubSpotSeedDeal,
  HubSpotSeedRecord,
} from '../../sandbox/hubspot/seed.ts';
import { calendar } from '../../sandbox/world/calendar.ts';
import { salesforceSeed } from '../../sandbox/world/crm/salesforce-seed.ts';
import { heroContactId, type World, type WorldCompany, world } from '../../sandbox/world/world.ts';

export interface FreshCompany {
  readonly companyId: string;
  readonly contactIds: readonly string[];
  readonly domain: string;
}

export interface FreshWorld {
  readonly world: World;
  readonly companies: readonly FreshCompany[];
}

const firstHalves = ['Alder', 'Bracken', 'Cinder', 'Dapple', 'Ember', 'Fallow', 'Gorse', 'Hollin'];
const secondHalves = ['croft', 'dene', 'fold', 'garth', 'hythe', 'mere', 'stead', 'wick'];
/** Between the halves from the 65th company on; any two of them differ in more than one letter. */
const middles = ['']
  .concat('bal', 'cor', 'dun', 'fen', 'gil', 'hox', 'jem', 'kest', 'lum', 'mist', 'nev', 'pol')
  .concat('quib', 'rath', 'sul', 'tib', 'uld', 'vex', 'wyn', 'yar', 'zet', 'brock', 'clun')
  .concat('drim', 'flax', 'gwyd', 'plas', 'skeg', 'thwai', 'umber', 'ville');
const perMiddle = firstHalves.length * secondHalves.length;
/** Ids of contacts, and of their deals, are counted from here; no company has more of them. */
const mostContactsEach = 1_000;

/**
 * `alike`: every company is the hero, and every person of it has a lost deal, so that a click has every
 * kind of thing to read. `mixed`: three of ten companies are the hero, the others a bakery that fits
 * nobody and whose people stay silent; a company has one lost deal, in which all its people took part.
 */
export type Mixture = 'alike' | 'mixed';

/**
 * In the portal and in the org.
 * @param count of companies, at most 2,048
 * @param contactsEach at most 1,000
 */
export function freshWorld(
  now: Date,
  count: number,
  contactsEach = 1,
  mixture: Mixture = 'alike',
): FreshWorld {
  const base = world(now);
  const hero = templateOf(base, 'Tidewright', heroContactId);
  const quiet = templateOf(base, 'Pennyroyal', '1004');
  if (count > perMiddle * middles.length || contactsEach > mostContactsEach) {
    throw new RangeError('there are not that many names and ids');
  }

  const companies: FreshCompany[] = [];
  const clones = [];
  const records = [];
  const contacts: HubSpotSeedContact[] = [];
  const deals: HubSpotSeedDeal[] = [];
  for (let index = 0; index < count; index += 1) {
    const template = mixture === 'alike' || index % 10 < 3 ? hero : quiet;
    const brand = brandOf(index);
    const renamed = <T>(original: T): T =>
      rewritten(original, template, brand, `9942${pad(index)}`);
    const companyId = String(50_000 + index);
    const record = renamed(template.record);
    const domain = String(record.properties.domain);
    const first = index * mostContactsEach;
    const contactIds = Array.from({ length: contactsEach }, (_, person) =>
      String(1_000_000 + first + person),
    );
    clones.push(renamed(template.company));
    records.push({ ...record, id: companyId });
    const { properties, createdAt } = renamed(template.contact);
    for (const [person, id] of contactIds.entries()) {
      const email = `person${person}@${domain}`;
      contacts.push({
        ...template.contact,
        id,
        companyId,
        properties: { ...properties, email },
      });
    }
    const inDeals = mixture === 'alike' ? contactIds.map((id) => [id]) : [contactIds];
    for (const [deal, people] of inDeals.entries()) {
      deals.push(lostDeal(String(5_000_000 + first + deal), people, createdAt));
    }
    companies.push({ companyId, contactIds, domain });
  }
  const hubspot = {
    ...base.hubspot,
    companies: [...base.hubspot.companies, ...records],
    contacts: [...base.hubspot.contacts, ...contacts],
    deals: [...base.hubspot.deals, ...deals],
  };
  return {
    companies,
    world: {
      ...base,
      companies: [...base.companies, ...clones],
      hubspot,
      salesforce: salesforceSeed(calendar(now), hubspot),
    },
  };
}

/** A company of the world that others are made of, with one of its people. */
interface Template {
  /** The word by which it is known everywhere. */
  readonly brand: string;
  readonly number: string;
  readonly company: WorldCompany;
  readonly contact: HubSpotSeedContact;
  readonly record: HubSpotSeedRecord;
}

function templateOf(base: World, brand: string, contactId: string): Template {
  const company = base.companies.find(({ key }) => key === brand.toLowerCase());
  const contact = base.hubspot.contacts.find(({ id }) => id === contactId);
  const record = base.hubspot.companies.find(({ id }) => id === contact?.companyId);
  if (!company?.register || !contact || !record) throw new Error(`the world has no ${brand}`);
  return { brand, number: company.register.number, company, contact, record };
}

/** Neighbours differ in both halves: similar names would be rivals in the register. */
function brandOf(index: number): string {
  const second = secondHalves[(index + Math.floor(index / 8)) % 8];
  return `${firstHalves[index % 8]}${middles[Math.floor(index / perMiddle)]}${second}`;
}

const pad = (index: number) => String(index).padStart(4, '0');

/** The same data under another name: brand, domain, e-mail addresses, board and register number. */
function rewritten<T>(original: T, template: Template, brand: string, number: string): T {
  const json = JSON.stringify(original)
    .replaceAll(template.brand, brand)
    .replaceAll(template.brand.toUpperCase(), brand.toUpperCase())
    .replaceAll(template.brand.toLowerCase(), brand.toLowerCase())
    .replaceAll(template.number, number);
  return JSON.parse(json) as T;
}

function lostDeal(
  id: string,
  contactIds: readonly string[],
  createdAt: string | undefined,
): HubSpotSeedDeal {
  return {
    id,
    properties: {
      dealname: 'An earlier trial',
      pipeline: 'default',
      dealstage: 'closedlost',
      closedate: createdAt ?? null,
    },
    createdAt,
    contactIds: [...contactIds],
    companyIds: [],
  };
}
