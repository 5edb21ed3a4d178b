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

/**
 * @param count of companies, at most 64
 * @param contactsEach of them with a lost deal, so that a click has every kind of thing to read
 */
export function freshWorld(now: Date, count: number, contactsEach = 1): FreshWorld {
  const base = world(now);
  const hero = {
    company: base.companies.find(({ key }) => key === 'tidewright'),
    contact: base.hubspot.contacts?.find(({ id }) => id === heroContactId),
    record: base.hubspot.companies?.find(({ id }) => id === '2001'),
  };
  if (!hero.company || !hero.contact || !hero.record) throw new Error('the world has no hero');
  const { company, contact, record } = hero;

  const companies: FreshCompany[] = [];
  const clones = [];
  const records = [];
  const contacts: HubSpotSeedContact[] = [];
  const deals: HubSpotSeedDeal[] = [];
  for (let index = 0; index < count; index += 1) {
    // Neighbours differ in both halves: similar names would be rivals in the register.
    const brand = `${firstHalves[index % 8]}${secondHalves[(index + Math.floor(index / 8)) % 8]}`;
    const renamed = <T>(original: T): T => rewritten(original, brand, `9942${pad(index)}`);
    const companyId = String(50_000 + index);
    const contactIds: string[] = [];
    clones.push(renamed(company));
    records.push({ ...renamed(record), id: companyId });
    for (let person = 0; person < contactsEach; person += 1) {
      const id = String(60_000 + index * 100 + person);
      const email = `person${person}@${brand.toLowerCase()}.example`;
      const properties = { ...renamed(contact).properties, email };
      contactIds.push(id);
      contacts.push({ ...contact, id, companyId, properties });
      deals.push(lostDeal(String(70_000 + index * 100 + person), id, contact.createdAt));
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
