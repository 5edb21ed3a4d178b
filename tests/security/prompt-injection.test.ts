/** Orders to a model, wherever a website or a CRM user can put text, with a model that obeys. */
import { describe, expect, it } from 'vitest';
import type { Enrichment } from '../../shared/contract/v1.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { openSalesforceHouse } from '../support/salesforce-house.ts';
import { type HostileModel, startHostileModel } from './support/hostile-model.ts';
import { type HostileSites, startHostileSites } from './support/hostile-sites.ts';
import { canary, injections } from './support/injections.ts';

/** Only the other tenant knows it. */
const othersWord = 'Quillfeather';
const plain = 'Harbour Pumps';
/** Something to write a summary about. */
const visits = {
  num_conversion_events: '3',
  recent_conversion_date: '2026-11-01',
  recent_conversion_event_name: 'Contact form',
  hs_analytics_num_page_views: '7',
  hs_analytics_last_timestamp: '2026-11-02',
};

interface Scene {
  readonly model: HostileModel;
  readonly sites: HostileSites;
  readonly environment: Readonly<Record<string, string>>;
}

/** Sites `i<n>-…` say the n-th text. */
async function openScene(): Promise<Scene> {
  const [model, sites] = await Promise.all([
    startHostileModel(),
    startHostileSites(
      (host) => injections[Number(/^(?:www\.)?i(\d+)-/.exec(host)?.[1] ?? -1)] ?? null,
    ),
  ]);
  const environment = { ...model.environment, SANDBOX_SITE_ORIGIN: sites.origin };
  return { model, sites, environment };
}

interface Placed {
  readonly person: Record<string, string>;
  readonly company: Record<string, string>;
}

/** Where a text stands in a portal. */
const places: readonly [string, (text: string, index: number) => Placed][] = [
  [
    'a website',
    (_text, index) => ({
      person: { ...visits, firstname: 'Ada', lastname: 'Pump' },
      company: { name: plain, domain: `i${index}-pumps.example` },
    }),
  ],
  [
    'the fields of a contact and a company',
    (text, index) => ({
      person: {
        firstname: text,
        lastname: text,
        jobtitle: text,
        company: text,
        city: text,
        ...visits,
        recent_conversion_event_name: text,
        hs_analytics_last_url: `https://pumps.example/?${encodeURIComponent(text)}`,
      },
      company: { name: plain, domain: `f${index}-pumps.example`, city: text, description: text },
    }),
  ],
  [
    'the name of a company',
    (text, index) => ({
      person: { ...visits, firstname: 'Ada', lastname: 'Pump' },
      company: { name: text, domain: `n${index}-pumps.example` },
    }),
  ],
];

/** What a model is told does not depend on where it is kept. */
const [kind] = databases.toReversed();
if (!kind) throw new Error('There is no database.');

describe('a model that obeys', () => {
  const shared = sharedDatabase(kind);

  it.each(places)('gets nowhere with orders in %s', { timeout: 240_000 }, async (where, place) => {
    const scene = await openScene();
    const other = await openHouse(shared, { env: scene.environment });
    await enrichNew(other, {
      person: { ...visits, lastname: othersWord },
      company: { name: othersWord },
    });
    const house = await openHouse(shared, { env: scene.environment });

    const before = recordsOf(house);
    const control = await effectOf(house, place('Ordinary words', 9_000), scene);
    for (const [index, text] of injections.entries()) {
      const effect = await effectOf(house, place(text, index), scene);
      expect(effect, text).toEqual(control);
    }
    const after = recordsOf(house);
    expect(new Map([...after].filter(([id]) => before.has(id)))).toEqual(before);
    if (where === 'a website')
      expect(scene.sites.visited().size).toBeGreaterThan(injections.length);
    expect(scene.model.prompts().length).toBeGreaterThan(0);
    expect(scene.model.prompts().slice(1).join()).not.toContain(othersWord);
    expect(JSON.stringify(house.hubspot.records('tasks'))).not.toContain(othersWord);
    console.info(`Orders in ${where} that changed nothing: ${injections.length}`);
  });

  it('gets nowhere with orders in a lead and on its website', { timeout: 240_000 }, async () => {
    const scene = await openScene();
    const org = await openSalesforceHouse(shared, { env: scene.environment });
    const effect = async (text: string, index: number) => {
      const { salesforce } = org;
      const others = () =>
        JSON.stringify(
          ['Account', 'Contact', 'Lead', 'Opportunity'].map((type) => salesforce.records(type)),
        );
      const before = others();
      const lead = salesforce.create('Lead', {
        FirstName: text.slice(0, 40),
        LastName: text.slice(0, 80),
        Title: text.slice(0, 128),
        Company: text.slice(0, 255),
        City: text.slice(0, 40),
        Description: text,
        Website: `i${index}-pumps.example`,
      });
      const enrichment = await org.enrich({ object: 'lead', recordId: lead.id });
      expectClean(enrichment);
      const { OwnerId, Status, IsConverted } = salesforce.get('Lead', lead.id)?.values ?? {};
      salesforce.delete('Lead', lead.id);
      expect(others()).toEqual(before);
      return { status: enrichment.status, OwnerId, Status, IsConverted };
    };
    const control = await effect('Ordinary words', 9_000);
    for (const [index, text] of injections.entries()) {
      expect(await effect(text, index), text).toEqual(control);
    }
    expect(scene.model.prompts().length).toBeGreaterThan(0);
    console.info(`Orders in a lead that changed nothing: ${injections.length}`);
  });
});

/** What one enrichment did, apart from its own findings. */
async function effectOf(house: House, placed: Placed, scene: Scene) {
  const { hubspot } = house;
  const { enrichment, contact } = await enrichNew(house, placed);
  expectClean(enrichment);
  const own = hubspot.get('contacts', contact)?.properties ?? {};
  expect(String(own.oppspot_summary)).not.toContain(canary);
  const of = (type: 'tasks' | 'deals') =>
    hubspot.associated({ type: 'contacts', id: contact }, type).map((id) => hubspot.get(type, id));
  return {
    status: enrichment.status,
    isPrompted: scene.model.prompts().length > 0,
    changed: Object.entries(own)
      .filter(([name, value]) => !name.startsWith('oppspot_') && value !== placed.person[name])
      .filter(([name]) => /^(hubspot_owner_id|lifecycle|hs_lead|email|phone)/.test(name)),
    taskOwners: of('tasks').map((task) => task?.properties.hubspot_owner_id ?? null),
    amounts: of('deals').map((deal) => deal?.properties.amount ?? null),
  };
}

function expectClean({ summary }: Enrichment): void {
  expect(JSON.stringify(summary)).not.toContain(canary);
  expect(JSON.stringify(summary)).not.toContain(othersWord);
}

/** Every contact, company and deal of the portal, by id. */
function recordsOf({ hubspot }: House): ReadonlyMap<string, unknown> {
  const types = ['contacts', 'companies', 'deals'] as const;
  return new Map(
    types.flatMap((type) =>
      hubspot.records(type).map(({ id, properties }): [string, unknown] => [id, properties]),
    ),
  );
}

async function enrichNew(house: House, { person, company }: Placed) {
  const { hubspot } = house;
  const firm = hubspot.createCompany(company);
  const contact = hubspot.createContact({ ...person, associatedcompanyid: firm.id });
  hubspot.associate({ type: 'contacts', id: contact.id }, { type: 'companies', id: firm.id });
  const enrichment = await house.enrich({ object: 'contact', recordId: contact.id });
  return { enrichment, contact: contact.id };
}
