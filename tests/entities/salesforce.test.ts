import { describe, expect, it } from 'vitest';
import type { SyncEntity, SyncResult } from '../../shared/contract/integrations.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openSalesforceHouse, type SalesforceHouseOptions } from '../support/salesforce-house.ts';
import {
  company,
  contact,
  forgetEntities,
  hundredContacts,
  integrator,
} from './support/entities.ts';

async function open(kind: TestDatabaseKind, options: SalesforceHouseOptions = {}) {
  const org = await openSalesforceHouse(kind, options);
  const sync = (...entities: SyncEntity[]): Promise<SyncResult[]> =>
    org.house.services.entities.sync(org.tenant, integrator, entities);
  const one = async (entity: SyncEntity): Promise<SyncResult> => {
    const [result] = await sync(entity);
    if (!result) throw new Error('There is no result.');
    return result;
  };
  const valuesOf = (type: string, id: string | null) => org.salesforce.get(type, id ?? '')?.values;
  return { ...org, sync, one, valuesOf };
}

const ada = { email: 'Ada@Loomworks.example', firstName: 'Ada', lastName: 'Weaver' };

describe.each(databases)('entities in Salesforce, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('creates a contact with its account, and links to the record', async () => {
    const org = await open(database);
    const result = await org.one(
      contact('c-1', {
        ...ada,
        jobTitle: 'Head of Looms',
        company: { name: 'Loomworks', city: 'Leeds', employees: 40 },
      }),
    );
    expect(result).toMatchObject({ status: 'created', object: 'contact', error: null });
    expect(result.warnings).toEqual([]);
    expect(result.url).toContain(`/lightning/r/Contact/${result.recordId}/view`);
    const values = org.valuesOf('Contact', result.recordId);
    expect(values).toMatchObject({
      Email: 'ada@loomworks.example',
      LastName: 'Weaver',
      Title: 'Head of Looms',
    });
    expect(org.valuesOf('Account', String(values?.AccountId))).toMatchObject({
      Name: 'Loomworks',
      Website: 'loomworks.example',
      BillingCity: 'Leeds',
      NumberOfEmployees: 40,
    });
  });

  it('corrects what it sent before, and never what a rep entered', async () => {
    const org = await open(database);
    const { recordId } = await org.one(contact('c-1', { ...ada, jobTitle: 'Weaver' }));
    const again = await org.one(contact('c-1', { ...ada, jobTitle: 'Weaver' }));
    expect(again).toMatchObject({ status: 'unchanged', recordId, warnings: [] });
    const corrected = await org.one(contact('c-1', { ...ada, jobTitle: 'Master weaver' }));
    expect(corrected).toMatchObject({ status: 'updated', warnings: [] });
    org.salesforce.update('Contact', recordId ?? '', { Title: 'Owner' });
    const left = await org.one(contact('c-1', { ...ada, jobTitle: 'Apprentice', phone: '1' }));
    expect(left.warnings).toEqual([
      'Job title was left as it is. Somebody changed the value after oppSpot wrote it.',
    ]);
    expect(org.valuesOf('Contact', recordId)).toMatchObject({ Title: 'Owner', Phone: '1' });
  });

  it('finds an account by its website, however it is spelt, or by its name', async () => {
    const org = await open(database);
    const site = org.salesforce.create('Account', {
      Name: 'Warpfield Ltd',
      Website: 'http://WWW.warpfield.example/about',
    });
    org.salesforce.create('Account', { Name: 'Not it', Website: 'notwarpfield.example' });
    const named = org.salesforce.create('Account', { Name: 'Nightjar & Söhne' });
    const results = await org.sync(
      company('a', { domain: 'warpfield.example', city: 'York' }),
      company('b', { name: 'NIGHTJAR & söhne', website: 'https://nightjar.example' }),
    );
    expect(results).toMatchObject([
      { status: 'updated', recordId: site.id, warnings: [] },
      { status: 'updated', recordId: named.id },
    ]);
    expect(org.valuesOf('Account', named.id)).toMatchObject({
      Website: 'https://nightjar.example',
    });
  });

  it('keeps what a sender types inside its query', async () => {
    const org = await open(database);
    const before = org.salesforce.records('Account').length;
    const name = String.raw`O'Brien\' OR Name != '" %_`;
    const [first, second] = await org.sync(company('a', { name }), company('b', { name }));
    expect(first).toMatchObject({ status: 'created' });
    expect(second).toMatchObject({ status: 'unchanged', recordId: first?.recordId });
    expect(org.salesforce.records('Account')).toHaveLength(before + 1);
    const again = await org.one(company('c', { name }));
    expect(again.recordId).toBe(first?.recordId);
  });

  it('does not guess between two contacts', async () => {
    const org = await open(database);
    org.salesforce.create('Contact', { LastName: 'Weaver', Email: 'ada@loomworks.example' });
    org.salesforce.create('Contact', { LastName: 'Weber', Email: 'ADA@loomworks.example' });
    const result = await org.one(contact('c-1', ada));
    expect(result).toMatchObject({ status: 'failed', error: { code: 'ambiguous' } });
    expect(result.error?.message).toMatch(/2 contacts with this e-mail address.*Merge them/);
  });

  it('answers a duplicate rule with a sentence, and goes on with the others', async () => {
    const org = await open(database);
    org.salesforce.create('Contact', { LastName: 'Weaver', Phone: '0113' });
    org.salesforce.addDuplicateRule({
      object: 'Contact',
      name: 'Same_Phone',
      matchOn: ['Phone'],
      allowSave: true,
    });
    const [refused, made] = await org.sync(
      contact('c-1', { ...ada, phone: '0113' }),
      contact('c-2', { email: 'bo@loomworks.example', lastName: 'Bobbin' }),
    );
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'crm_conflict' } });
    expect(refused?.error?.message).toMatch(
      /^A duplicate rule of the Salesforce org found a record like this/,
    );
    expect(made).toMatchObject({ status: 'created' });
  });

  it('says which value Salesforce cannot do without', async () => {
    const org = await open(database);
    const result = await org.one(contact('c-1', { email: ada.email }));
    expect(result).toMatchObject({ status: 'failed', error: { code: 'crm_validation' } });
    expect(result.error?.message).toContain('LastName');
  });

  it('finds what an attempt created that died before it was kept', async () => {
    const org = await open(database);
    const entities = [
      contact('c-1', { ...ada, company: { name: 'Loomworks' } }),
      company('w-1', { name: 'Warpfield', domain: 'warpfield.example' }),
    ];
    const first = await org.sync(...entities);
    const counts = () => [
      org.salesforce.records('Contact').length,
      org.salesforce.records('Account').length,
    ];
    const before = counts();
    await forgetEntities(org.house.database);
    const again = await org.sync(...entities);
    expect(again.map(({ recordId }) => recordId)).toEqual(first.map(({ recordId }) => recordId));
    expect(counts()).toEqual(before);
  });

  it('makes a deleted record anew, and says that it is another', async () => {
    const org = await open(database);
    const first = await org.one(contact('c-1', ada));
    org.salesforce.delete('Contact', first.recordId ?? '');
    const anew = await org.one(contact('c-1', ada));
    expect(anew.status).toBe('created');
    expect(anew.recordId).not.toBe(first.recordId);
    expect(anew.warnings[0]).toContain(first.recordId);
  });

  it('leaves out fields that the connected user may not write', async () => {
    const org = await open(database, { described: false });
    org.salesforce.setPermissions({ readOnlyFields: ['Contact.Title'] });
    const result = await org.one(contact('c-1', { ...ada, jobTitle: 'Weaver' }));
    expect(result.status).toBe('created');
    expect(result.warnings.join()).toContain('Title');
    expect(org.valuesOf('Contact', result.recordId)?.Title ?? null).toBeNull();
  });

  it('sends a hundred contacts of ten accounts in few calls', async () => {
    const org = await open(database);
    const hundred = hundredContacts();
    const created = await org.sync(...hundred);
    expect(created.map(({ error }) => error).filter((error) => error !== null)).toEqual([]);
    // Contacts, accounts, new accounts, new contacts.
    expect(org.calls()).toHaveLength(4);
    org.salesforce.clearRequests();
    const again = await org.sync(...hundred);
    expect(again.every(({ status }) => status === 'unchanged')).toBe(true);
    expect(org.calls()).toHaveLength(2);
  });

  it('makes one record of twenty simultaneous requests in two processes', async () => {
    const org = await open(database);
    const other = await org.house.another();
    const entity = contact('c-1', { ...ada, company: { name: 'Loomworks' } });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? other : org.house).services.entities.sync(org.tenant, integrator, [entity]),
      ),
    );
    expect(new Set(results.flat().map(({ recordId }) => recordId)).size).toBe(1);
    const people = org.salesforce
      .records('Contact')
      .filter(({ values }) => values.Email === 'ada@loomworks.example');
    expect(people).toHaveLength(1);
    const firms = org.salesforce
      .records('Account')
      .filter(({ values }) => values.Name === 'Loomworks');
    expect(firms).toHaveLength(1);
  });
});
