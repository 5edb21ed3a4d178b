import { describe, expect, it } from 'vitest';
import type { SyncEntity, SyncResult } from '../../shared/contract/integrations.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import {
  company,
  contact,
  forgetEntities,
  hundredContacts,
  integrator,
} from './support/entities.ts';

async function open(kind: TestDatabaseKind, options: Parameters<typeof openHouse>[1] = {}) {
  const house = await openHouse(kind, options);
  const sync = (...entities: SyncEntity[]): Promise<SyncResult[]> =>
    house.services.entities.sync(house.tenant, integrator, entities);
  const one = async (entity: SyncEntity): Promise<SyncResult> => {
    const [result] = await sync(entity);
    if (!result) throw new Error('There is no result.');
    return result;
  };
  return { ...house, sync, one };
}

const calls = ({ hubspot }: House) =>
  hubspot.requests().map(({ method, path }) => `${method} ${path}`);

function propertiesOf(house: House, type: 'contacts' | 'companies', id: string | null) {
  const record = house.hubspot.get(type, id ?? '');
  if (!record) throw new Error(`HubSpot has no ${type} ${id}.`);
  return record.properties;
}

/** Search sees at once what a rep has just made. */
const indexed = { limits: { searchIndexLagMs: 0 } };

const ada = { email: 'Ada@Loomworks.example', firstName: 'Ada', lastName: 'Weaver' };

describe.each(databases)('entities in HubSpot, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('creates a contact with its company, and links to the record', async () => {
    const house = await open(database);
    const result = await house.one(
      contact('c-1', {
        ...ada,
        jobTitle: 'Head of Looms',
        phone: '+44 20 7946 0000',
        company: { name: 'Loomworks', city: 'Leeds', employees: 40 },
      }),
    );
    expect(result).toMatchObject({ status: 'created', object: 'contact', error: null });
    expect(result.warnings).toEqual([]);
    expect(result.url).toContain(`/record/0-1/${result.recordId}`);
    expect(propertiesOf(house, 'contacts', result.recordId)).toMatchObject({
      email: 'ada@loomworks.example',
      firstname: 'Ada',
      lastname: 'Weaver',
      jobtitle: 'Head of Looms',
      company: 'Loomworks',
    });
    const reference = { type: 'contacts', id: result.recordId ?? '' } as const;
    const [companyId] = house.hubspot.associated(reference, 'companies');
    expect(propertiesOf(house, 'companies', companyId ?? null)).toMatchObject({
      name: 'Loomworks',
      domain: 'loomworks.example',
      city: 'Leeds',
      numberofemployees: '40',
    });
  });

  it('changes nothing when nothing differs, and writes only what does', async () => {
    const house = await open(database);
    const first = await house.one(contact('c-1', ada));
    house.hubspot.clearRequests();
    const again = await house.one(contact('c-1', ada));
    expect(again).toMatchObject({ status: 'unchanged', recordId: first.recordId, warnings: [] });
    expect(calls(house)).toEqual(['POST /crm/objects/2026-09/contacts/batch/read']);
    const changed = await house.one(contact('c-1', { ...ada, jobTitle: 'Director' }));
    expect(changed).toMatchObject({ status: 'updated', recordId: first.recordId });
    const update = house.hubspot.requests().find(({ path }) => path.endsWith('/update'));
    expect(update?.body).toMatchObject({ inputs: [{ properties: { jobtitle: 'Director' } }] });
  });

  it('corrects what it sent before, and never what a rep entered', async () => {
    const house = await open(database);
    const { recordId } = await house.one(contact('c-1', { ...ada, jobTitle: 'Weaver' }));
    const corrected = await house.one(contact('c-1', { ...ada, jobTitle: 'Master weaver' }));
    expect(corrected).toMatchObject({ status: 'updated', warnings: [] });
    house.hubspot.update('contacts', recordId ?? '', { jobtitle: 'Owner' });
    const left = await house.one(contact('c-1', { ...ada, jobTitle: 'Apprentice', phone: '1' }));
    expect(left.warnings).toEqual([
      'Job title was left as it is. Somebody changed the value after oppSpot wrote it.',
    ]);
    expect(propertiesOf(house, 'contacts', recordId)).toMatchObject({
      jobtitle: 'Owner',
      phone: '1',
    });
  });

  it('fills the blanks of a contact that a rep made, and never doubles it', async () => {
    const house = await open(database);
    const made = house.hubspot.createContact({ email: 'ada@loomworks.example', firstname: 'A.' });
    const result = await house.one(contact('c-1', ada));
    expect(result).toMatchObject({ status: 'updated', recordId: made.id });
    expect(result.warnings).toEqual([
      'First name was left as it is. oppSpot did not write the value that stands here.',
    ]);
    expect(propertiesOf(house, 'contacts', made.id)).toMatchObject({
      firstname: 'A.',
      lastname: 'Weaver',
    });
  });

  it('lets a contact stay with the company that somebody put it to', async () => {
    const house = await open(database);
    const made = house.hubspot.createContact({ email: 'ada@loomworks.example' });
    const other = house.hubspot.createCompany({ name: 'Spindle & Co', domain: 'spindle.example' });
    house.hubspot.associate({ type: 'contacts', id: made.id }, { type: 'companies', id: other.id });
    const before = house.hubspot.records('companies').length;
    const result = await house.one(contact('c-1', { ...ada, company: { name: 'Loomworks' } }));
    expect(result.warnings).toContain(
      'Company was left as it is. The contact belongs to another company in the CRM.',
    );
    expect(house.hubspot.records('companies')).toHaveLength(before);
    const links = house.hubspot.associated({ type: 'contacts', id: made.id }, 'companies');
    expect(links).toEqual([other.id]);
  });

  it('ties a contact without a company to the one that is sent with it', async () => {
    const house = await open(database, indexed);
    const made = house.hubspot.createContact({ email: 'ada@loomworks.example' });
    const known = house.hubspot.createCompany({ name: 'Loomworks', domain: 'loomworks.example' });
    const result = await house.one(
      contact('c-1', { email: ada.email, company: { domain: 'www.loomworks.example' } }),
    );
    expect(result.status).toBe('updated');
    const links = house.hubspot.associated({ type: 'contacts', id: made.id }, 'companies');
    expect(links).toEqual([known.id]);
  });

  it('finds a company by its domain, however it is typed, and by its name when it has none', async () => {
    const house = await open(database, indexed);
    const byDomain = await house.one(
      company('a', { website: 'https://www.Tidewright.example/en' }),
    );
    expect(byDomain.recordId).toBe('2001');
    const named = house.hubspot.createCompany({ name: 'Nightjar Textiles' });
    const byName = await house.one(
      company('b', { name: 'nightjar textiles', domain: 'nightjar.example' }),
    );
    expect(byName).toMatchObject({ status: 'updated', recordId: named.id });
    expect(byName.warnings).toContain('The record was recognised by its name alone.');
    expect(propertiesOf(house, 'companies', named.id)).toMatchObject({
      domain: 'nightjar.example',
    });
  });

  it('does not guess between two companies', async () => {
    const house = await open(database, indexed);
    house.hubspot.createCompany({ name: 'Teasel North', domain: 'teasel.example' });
    house.hubspot.createCompany({ name: 'Teasel South', domain: 'teasel.example' });
    const before = house.hubspot.records('companies').length;
    const result = await house.one(company('t', { domain: 'teasel.example', city: 'York' }));
    expect(result).toMatchObject({
      status: 'failed',
      recordId: null,
      error: { code: 'ambiguous', message: expect.stringMatching(/^The CRM has 2 companies/) },
    });
    expect(house.hubspot.records('companies')).toHaveLength(before);
    const contacts = await house.one(
      contact('p', { ...ada, company: { domain: 'teasel.example' } }),
    );
    expect(contacts.status).toBe('created');
    expect(contacts.warnings).toEqual([
      expect.stringMatching(/^The company was not created or updated: The CRM has 2 companies/),
    ]);
  });

  it('takes no mail service for a company', async () => {
    const house = await open(database);
    const before = house.hubspot.records('companies').length;
    const person = await house.one(
      contact('g', { email: 'ada@gmail.com', company: { domain: 'gmail.com', city: 'Leeds' } }),
    );
    expect(person.status).toBe('created');
    expect(person.warnings).toEqual([
      'gmail.com is a mail service that anybody can use, so it was not taken for the company’s domain.',
    ]);
    const firm = await house.one(company('h', { domain: 'gmail.com' }));
    expect(firm).toMatchObject({ status: 'failed', error: { code: 'unidentified' } });
    expect(house.hubspot.records('companies')).toHaveLength(before);
  });

  it('makes one company of what arrives within the lag of HubSpot’s search', async () => {
    const house = await open(database);
    const first = await house.one(company('a', { name: 'Warpfield', domain: 'warpfield.example' }));
    const second = await house.one(company('b', { domain: 'https://warpfield.example' }));
    expect(first.status).toBe('created');
    expect(second).toMatchObject({ status: 'unchanged', recordId: first.recordId });
    expect(second.warnings).toEqual(['The entity “a” is the same record.']);
  });

  it('finds what an attempt created that died before it was kept', async () => {
    const house = await open(database);
    const entities = [
      contact('c-1', { ...ada, company: { name: 'Loomworks' } }),
      company('w-1', { name: 'Warpfield', domain: 'warpfield.example' }),
      company('n-1', { name: 'Nameless Domainless' }),
    ];
    const first = await house.sync(...entities);
    const counts = [
      house.hubspot.records('contacts').length,
      house.hubspot.records('companies').length,
    ];
    await forgetEntities(house.database);
    const again = await house.sync(...entities);
    expect(again.map(({ recordId }) => recordId)).toEqual(first.map(({ recordId }) => recordId));
    expect([
      house.hubspot.records('contacts').length,
      house.hubspot.records('companies').length,
    ]).toEqual(counts);
  });

  it('says so when HubSpot’s answer is lost, and finds the record the next time', async () => {
    const house = await open(database);
    house.hubspot.fail({
      path: '/contacts/batch/create',
      action: { kind: 'drop', when: 'after' },
    });
    const lost = await house.one(contact('c-1', ada));
    expect(lost).toMatchObject({ status: 'failed', error: { code: 'outcome_unknown' } });
    const found = await house.one(contact('c-1', ada));
    expect(found.status).toBe('unchanged');
    const holders = house.hubspot
      .records('contacts')
      .filter(({ properties }) => properties.email === 'ada@loomworks.example');
    expect(holders).toHaveLength(1);
  });

  it('keeps an entity on its record when the address changes, and makes it anew when the record is gone', async () => {
    const house = await open(database);
    const first = await house.one(contact('c-1', ada));
    const moved = await house.one(contact('c-1', { ...ada, email: 'ada@spindle.example' }));
    expect(moved).toMatchObject({ status: 'updated', recordId: first.recordId });
    house.hubspot.archive('contacts', first.recordId ?? '');
    const anew = await house.one(contact('c-1', { ...ada, email: 'ada@spindle.example' }));
    expect(anew.status).toBe('created');
    expect(anew.recordId).not.toBe(first.recordId);
    expect(anew.warnings).toEqual([
      `The record it was before (${first.recordId}) is gone from the CRM; it is another now.`,
    ]);
  });

  it('follows a merge', async () => {
    const house = await open(database);
    const first = await house.one(contact('c-1', ada));
    const other = house.hubspot.createContact({ email: 'ada.weaver@loomworks.example' });
    house.hubspot.merge('contacts', other.id, [first.recordId ?? '']);
    const result = await house.one(contact('c-1', ada));
    expect(result.recordId).toBe(other.id);
  });

  it('gives two entities of one address one record, and says so', async () => {
    const house = await open(database);
    const [a, b] = await house.sync(
      contact('a', ada),
      contact('b', { ...ada, phone: '+44 113 496 0000' }),
    );
    expect(a).toMatchObject({ status: 'created' });
    expect(b).toMatchObject({ status: 'updated', recordId: a?.recordId });
    expect(b?.warnings).toEqual(['The entity “a” is the same record.']);
  });

  it('needs something to recognise a contact by', async () => {
    const house = await open(database);
    const result = await house.one(contact('x', { firstName: 'Ada', lastName: 'Weaver' }));
    expect(result).toMatchObject({ status: 'failed', error: { code: 'unidentified' } });
    expect(calls(house)).toEqual([]);
  });

  it('leaves out what HubSpot refuses, and writes the rest', async () => {
    const house = await open(database);
    const result = await house.one(
      company('i', { domain: 'warpfield.example', name: 'Warpfield', industry: 'Basket weaving' }),
    );
    expect(result.status).toBe('created');
    expect(result.warnings).toEqual([
      expect.stringContaining('HubSpot has no industry that certainly means “Basket weaving”.'),
    ]);
  });

  it('works without the right to make its own property', async () => {
    const scopes = [
      ...['contacts', 'companies'].flatMap((type) => [
        `crm.objects.${type}.read`,
        `crm.objects.${type}.write`,
      ]),
      'oauth',
      'crm.objects.owners.read',
    ];
    const house = await open(database, { scopes, provisioned: false });
    const first = await house.one(company('a', { name: 'Warpfield', domain: 'warpfield.example' }));
    expect(first.status).toBe('created');
    const again = await house.one(company('a', { name: 'Warpfield', domain: 'warpfield.example' }));
    expect(again).toMatchObject({ status: 'unchanged', recordId: first.recordId });
  });

  it('sends a hundred contacts of ten companies in few calls', async () => {
    const house = await open(database);
    const hundred = hundredContacts();
    await house.one(company('first', { domain: 'warpfield.example' }));
    house.hubspot.clearRequests();
    const created = await house.sync(...hundred);
    expect(created.every(({ status }) => status === 'created')).toBe(true);
    expect(calls(house).sort()).toEqual([
      'POST /crm/objects/2026-09/companies/batch/create',
      'POST /crm/objects/2026-09/companies/batch/read',
      'POST /crm/objects/2026-09/companies/search',
      'POST /crm/objects/2026-09/companies/search',
      'POST /crm/objects/2026-09/contacts/batch/create',
      'POST /crm/objects/2026-09/contacts/batch/read',
    ]);
    house.hubspot.clearRequests();
    const again = await house.sync(...hundred);
    expect(again.every(({ status }) => status === 'unchanged')).toBe(true);
    expect(calls(house)).toHaveLength(2);
  });

  it('makes one record of twenty simultaneous requests in two processes', async () => {
    const house = await open(database);
    const other = await house.another();
    const entity = contact('c-1', { ...ada, company: { name: 'Loomworks' } });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? other : house).services.entities.sync(house.tenant, integrator, [entity]),
      ),
    );
    const ids = new Set(results.flat().map(({ recordId }) => recordId));
    expect(ids.size).toBe(1);
    expect(results.flat().filter(({ status }) => status === 'created')).toHaveLength(1);
    const named = house.hubspot
      .records('companies')
      .filter(({ properties }) => properties.domain === 'loomworks.example');
    expect(named).toHaveLength(1);
    // Whoever waits goes together with those who came at the same time.
    expect(calls(house).length).toBeLessThan(25);
  });
});
