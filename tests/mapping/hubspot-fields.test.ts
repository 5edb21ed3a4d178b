import { describe, expect, it, onTestFinished } from 'vitest';
import type { CrmFieldInfo } from '../../server/crm/connector.ts';
import { createHubSpotAgent, createHubSpotConnector } from '../../server/crm/hubspot/index.ts';
import { startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { testBudget } from '../support/limits.ts';
import { addTenantProperties } from './support/tenant-fields.ts';

async function account(scopes: readonly string[] | 'all' = 'all') {
  const standin = await startHubSpotStandin({
    accessTokens: [{ token: 'token-1', scopes }],
    seed: {
      owners: [
        { id: '42', email: 'rep@vendor.example', firstName: 'Rae', lastName: 'Rep', userId: 7 },
      ],
      contacts: [{ id: '1001', properties: { email: 'ada@acme.example' } }],
    },
  });
  onTestFinished(() => standin.close());
  const agent = createHubSpotAgent(standin.url, 1_000);
  onTestFinished(() => agent.destroy());
  const connector = createHubSpotConnector({
    accessToken: async () => 'token-1',
    baseUrl: standin.url,
    portalId: null,
    budget: testBudget('hubspot'),
    runtime: { random: () => 0.5 },
    agent,
    sleep: async () => undefined,
  });
  addTenantProperties(standin);
  standin.clearRequests();
  return { standin, connector };
}

function named(fields: readonly CrmFieldInfo[], name: string): CrmFieldInfo | undefined {
  return fields.find((field) => field.name === name);
}

describe('the fields of a HubSpot account', () => {
  it('come in one call, with what may be written into each', async () => {
    const { standin, connector } = await account();
    const fields = await connector.fields('contact');
    expect(standin.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /crm/properties/2026-09/contacts',
    ]);
    const ofHouse = fields.filter(({ label }) => label.startsWith('House '));
    expect(
      Object.fromEntries(ofHouse.map(({ name, type, writable }) => [name, `${type} ${writable}`])),
    ).toEqual({
      words: 'text true',
      prose: 'long-text true',
      line: 'text true',
      count: 'number true',
      flag: 'boolean true',
      day: 'date true',
      moment: 'datetime true',
      grade: 'choice true',
      grades: 'multi-choice true',
      buddy: 'reference true',
      page: 'other true',
      sum: 'number false',
      serial: 'text false',
    });
    expect(named(fields, 'grade')).toEqual({
      name: 'grade',
      label: 'House grade',
      type: 'choice',
      maxLength: null,
      options: [
        { value: 'A', label: 'Grade A' },
        { value: 'B', label: 'Grade B' },
        { value: 'C', label: 'Grade C' },
      ],
      writable: true,
      isOwn: false,
    });
    expect(named(fields, 'words')).toMatchObject({ maxLength: 65_536, options: null });
    expect(named(fields, 'hubspot_owner_id')).toMatchObject({ type: 'reference' });
  });

  it('tell which are ours, and are in the order of their labels', async () => {
    const { connector } = await account();
    await connector.provision();
    const fields = await connector.fields('company');
    expect(named(fields, 'oppspot_score')).toMatchObject({ isOwn: true, type: 'number' });
    expect(named(fields, 'name')).toMatchObject({ isOwn: false, type: 'text' });
    const labels = fields.map(({ label }) => label);
    expect(labels).toEqual(labels.toSorted(new Intl.Collator('en', { numeric: true }).compare));
  });

  it('are all of them, however many the account has', async () => {
    const { standin, connector } = await account();
    const { properties } = standin.portal();
    const words = properties.require('contacts', 'words');
    for (let index = 0; index < 900; index += 1) {
      properties.create('contacts', { ...words, name: `many_${index}` }, 0);
    }
    const fields = await connector.fields('contact');
    expect(fields.filter(({ name }) => name.startsWith('many_'))).toHaveLength(900);
  });

  it('are none of leads, which HubSpot does not have', async () => {
    const { standin, connector } = await account();
    expect(await connector.fields('lead')).toEqual([]);
    expect(standin.requests()).toEqual([]);
  });

  it('are not told without the permission to read them', async () => {
    const { connector } = await account(['crm.objects.contacts.read']);
    await expect(connector.fields('contact')).rejects.toMatchObject({ kind: 'missing_scope' });
  });
});

describe('a value for a tenant’s own HubSpot field', () => {
  it.each([
    ['words', ' Bristol ', 'Bristol'],
    ['line', '+44 117', '+44 117'],
    ['count', 72.5, '72.5'],
    ['count', '7e2', '700'],
    ['flag', 'TRUE', 'true'],
    ['day', '2026-11-21T23:30:00-02:00', '2026-11-22'],
    ['day', 1998, '1998-01-01'],
    ['moment', '2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['grade', 'grade b', 'B'],
    ['grades', 'C; a;C', 'A;C'],
    ['buddy', '42', '42'],
    ['words', '', null],
  ])(
    'is spelt so that HubSpot takes it and gives it back: %s = %j',
    async (name, value, expected) => {
      const { connector } = await account();
      const shape = named(await connector.fields('contact'), name);
      const encoded = connector.encode('contact', name, value, shape);
      expect(encoded).toEqual({ ok: true, value: expected });
      if (!encoded.ok) return;
      const record = { object: 'contact', id: '1001' } as const;
      const operation = {
        kind: 'update',
        key: 'u',
        record,
        values: { [name]: encoded.value },
      } as const;
      const outcomes = await connector.write([operation]);
      expect(outcomes.get('u')).toMatchObject({ status: 'applied', rejected: [] });
      const read = (await connector.readRecords('contact', ['1001'], [name])).get('1001');
      expect(read).toMatchObject({ ok: true, record: { values: { [name]: expected } } });
      const pending = { operation, before: { [name]: null } };
      expect((await connector.reconcile([pending])).get('u')).toMatchObject({ state: 'applied' });
    },
  );

  it.each([
    ['count', 'many', 'The value is not a number.'],
    ['flag', 'perhaps', 'The value is neither true nor false.'],
    ['day', '72', 'The value is not a date.'],
    ['grade', 'Z', "“Z” is not one of the field's options."],
    ['grades', 'A;Z', "“Z” is not one of the field's options."],
    ['buddy', 'Rae', 'The value is not the id of a HubSpot record.'],
    ['page', '<b>x</b>', 'oppSpot does not write fields of this type.'],
  ])(
    'is refused with a reason where the field cannot hold it: %s = %j',
    async (name, value, reason) => {
      const { connector } = await account();
      const shape = named(await connector.fields('contact'), name);
      expect(connector.encode('contact', name, value, shape)).toEqual({ ok: false, reason });
    },
  );
});
