/** A world of companies that nobody has asked about yet, all alike the sandbox's hero. */
import type { HubSpotSeedContact, HubSpotSeedDeal } from '../../sandbox/hubspot/seed.ts';
import { heroContactId, type World, world } from '../../sandbox/world/world.ts';

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
 * @param count of companies, at most 2,048
 * @param contactsEach at most 1,000, of them with a lost deal, so that a click has every kind of thing to read
 */
export function freshWorld(now: Date, count: number, contactsEach = 1): FreshWorld {
  const base = world(now);
  const hero = {
    company: base.companies.find(({ key }) => key === 'tidewright'),
    contact: base.hubspot.contacts?.find(({ id }) => id === heroContactId),
    record: base.hubspot.companies?.find(({ id }) => id === '2001'),
  };
  if (!hero.company || !hero.contact || !hero.record) throw new Error('the world has no hero');
  if (count > perMiddle * middles.length || contactsEach > mostContactsEach) {
    throw new RangeError('there are not that many names and ids');
  }
  const { company, contact, record } = hero;

  const companies: FreshCompany[] = [];
  const clones = [];
  const records = [];
  const contacts: HubSpotSeedContact[] = [];
  const deals: HubSpotSeedDeal[] = [];
  for (let index = 0; index < count; index += 1) {
    const brand = brandOf(index);
    const renamed = <T>(original: T): T => rewritten(original, brand, `9942${pad(index)}`);
    const companyId = String(50_000 + index);
    const contactIds: string[] = [];
    clones.push(renamed(company));
    records.push({ ...renamed(record), id: companyId });
    for (let person = 0; person < contactsEach; person += 1) {
      const id = String(1_000_000 + index * mostContactsEach + person);
      const email = `person${person}@${brand.toLowerCase()}.example`;
      const properties = { ...renamed(contact).properties, email };
      contactIds.push(id);
      contacts.push({ ...contact, id, companyId, properties });
      deals.push(
        lostDeal(String(5_000_000 + index * mostContactsEach + person), id, contact.createdAt),
      );
    }
    companies.push({ companyId, contactIds, domain: `${brand.toLowerCase()}.example` });
  }
  return {
    companies,
    world: {
      ...base,
      companies: [...base.companies, ...clones],
      hubspot: {
        ...base.hubspot,
        companies: [...(base.hubspot.companies ?? []), ...records],
        contacts: [...(base.hubspot.contacts ?? []), ...contacts],
        deals: [...(base.hubspot.deals ?? []), ...deals],
      },
    },
  };
}

/** Neighbours differ in both halves: similar names would be rivals in the register. */
function brandOf(index: number): string {
  const second = secondHalves[(index + Math.floor(index / 8)) % 8];
  return `${firstHalves[index % 8]}${middles[Math.floor(index / perMiddle)]}${second}`;
}

const pad = (index: number) => String(index).padStart(4, '0');

/** The same data under another name: brand, domain, e-mail addresses, board and register number. */
function rewritten<T>(original: T, brand: string, number: string): T {
  const json = JSON.stringify(original)
    .replaceAll('Tidewright', brand)
    .replaceAll('TIDEWRIGHT', brand.toUpperCase())
    .replaceAll('tidewright', brand.toLowerCase())
    .replaceAll('99410001', number);
  return JSON.parse(json) as T;
}

function lostDeal(id: string, contactId: string, createdAt: string | undefined): HubSpotSeedDeal {
  return {
    id,
    properties: { dealname: 'An earlier trial', pipeline: 'default', dealstage: 'closedlost' },
    createdAt,
    contactIds: [contactId],
    companyIds: [],
  };
}
