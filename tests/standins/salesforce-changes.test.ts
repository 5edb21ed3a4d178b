import { describe, expect, it } from 'vitest';
import type { SalesforceStandin } from '../sandbox/salesforce/index.ts';
import { contract, contractsPresent } from '../support/contracts.ts';
import { clock } from './clock.ts';
import { standin } from './salesforce-api.ts';

type Told = Parameters<Parameters<SalesforceStandin['subscribe']>[2]>[0];

function listen(salesforce: SalesforceStandin, channel = '/data/ChangeEvents', replayId = -1) {
  const told: Told[] = [];
  const stop = salesforce.subscribe(channel, replayId, (event) => told.push(event));
  return { told, stop };
}

const header = ({ event }: Told) => event.ChangeEventHeader;

describe('change events', () => {
  it('tell of a record’s life, and of changed fields only', async () => {
    const { salesforce, api } = await standin({ now: clock().now });
    const { told } = listen(salesforce);
    const client = { 'Sforce-Call-Options': 'client=oppSpot' };
    const sent = { FirstName: 'Ann', LastName: 'Lee', Phone: '1' };
    const { body } = await api('POST', '/sobjects/Contact', sent, client);
    const change = { LastName: 'Roe', Phone: null, MailingCity: 'Leeds' };
    await api('PATCH', `/sobjects/Contact/${body.id}`, change);
    await api('DELETE', `/sobjects/Contact/${body.id}`);
    expect(told.map(header)).toMatchObject([
      {
        changeType: 'CREATE',
        entityName: 'Contact',
        recordIds: [body.id],
        changeOrigin: 'com/salesforce/api/rest/68.0;client=oppSpot',
        commitUser: salesforce.userId,
        commitTimestamp: Date.parse('2026-11-21T12:00:00Z'),
        changedFields: [],
      },
      {
        changeType: 'UPDATE',
        changedFields: ['Name.LastName', 'MailingAddress.City', 'Phone'],
        nulledFields: ['Phone'],
      },
      { changeType: 'DELETE' },
    ]);
    expect(told[0]?.event).toMatchObject({
      Name: { FirstName: 'Ann', LastName: 'Lee' },
      Phone: '1',
      Email: null,
    });
    expect(told[1]?.event).toEqual({
      ChangeEventHeader: expect.anything(),
      Name: { LastName: 'Roe' },
      MailingAddress: { City: 'Leeds' },
      Phone: null,
    });
  });

  it('of one transaction share its key and count on', async () => {
    const { salesforce, api } = await standin();
    const { told } = listen(salesforce);
    const records = ['A', 'B'].map((Name) => ({ attributes: { type: 'Account' }, Name }));
    await api('POST', '/composite/sobjects', { allOrNone: true, records });
    salesforce.create('Account', { Name: 'C' });
    const [a, b, c] = told.map(header);
    expect([a?.sequenceNumber, b?.sequenceNumber, c?.sequenceNumber]).toEqual([1, 2, 1]);
    expect(a?.transactionKey).toBe(b?.transactionKey);
    expect(c?.transactionKey).not.toBe(a?.transactionKey);
    expect(a?.commitNumber).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('come for chosen objects, on their own channels, until one stops listening', async () => {
    const { salesforce } = await standin({ org: { changeEvents: ['Account', 'Lead'] } });
    const accounts = listen(salesforce, '/data/AccountChangeEvent');
    const all = listen(salesforce);
    salesforce.create('Account', { Name: 'A' });
    salesforce.create('Lead', { LastName: 'Lee', Company: 'A' });
    salesforce.create('Contact', { LastName: 'Lee' });
    expect(accounts.told).toHaveLength(1);
    expect(all.told.map((event) => header(event).entityName)).toEqual(['Account', 'Lead']);
    all.stop();
    salesforce.create('Account', { Name: 'B' });
    expect(all.told).toHaveLength(2);
  });

  it('are replayed after the last one processed, and kept for 72 hours', async () => {
    const time = clock();
    const { salesforce } = await standin({ now: time.now });
    for (const Name of ['A', 'B', 'C']) salesforce.create('Account', { Name });
    const names = (replayId: number) =>
      listen(salesforce, undefined, replayId).told.map(({ event }) => event.Name);
    const [first] = listen(salesforce, undefined, -2).told;
    expect(names(-2)).toEqual(['A', 'B', 'C']);
    expect(names(first?.replayId ?? 0)).toEqual(['B', 'C']);
    expect(names(-1)).toEqual([]);
    time.advance(72 * 3_600_000);
    salesforce.create('Account', { Name: 'D' });
    expect(names(-2)).toEqual(['D']);
    expect(() => names(first?.replayId ?? 0)).toThrow('The Replay ID validation failed.');
  });

  it('are not told of what changes nothing', async () => {
    const { salesforce, api } = await standin({ now: clock().now });
    const { id } = salesforce.create('Account', {
      Name: 'A',
      LastModifiedDate: clock().now().toISOString(),
    });
    const { told } = listen(salesforce);
    await api('PATCH', `/sobjects/Account/${id}`, { Name: 'A' });
    expect(told).toEqual([]);
  });
});

describe.runIf(contractsPresent)('recorded change events', () => {
  type Recorded = { ChangeEventHeader: Record<string, unknown> } & Record<string, unknown>;
  const recorded = (name: string) =>
    contract<Recorded>(`amp-labs/salesforce/subscription/${name}.json`);

  it('have the same header and the same form of an account', async () => {
    const { salesforce } = await standin();
    const { told } = listen(salesforce);
    const Description = 'Sample account record.';
    salesforce.create('Account', { Name: 'Acme', Description });
    const genuine = recorded('new_account');
    const ours = told[0]?.event as Recorded | undefined;
    expect(Object.keys(ours?.ChangeEventHeader ?? {}).sort()).toEqual(
      Object.keys(genuine.ChangeEventHeader).sort(),
    );
    expect(ours).toMatchObject({
      Name: 'Acme',
      Description,
      Website: null,
      CreatedDate: expect.any(Number),
    });
  });

  it('name the parts of a compound field as ours do', async () => {
    const { salesforce, api } = await standin({ now: clock().now });
    const { id } = salesforce.create('Contact', { LastName: 'Lee' });
    const { told } = listen(salesforce);
    const parts = { LastName: 'Last22', MailingStreet: '2 Example Street', OtherPostalCode: '1' };
    await api('PATCH', `/sobjects/Contact/${id}`, parts);
    const ours = told.flatMap((event) => header(event).changedFields);
    const name = recorded('update_contact');
    const address = recorded('update_contact_compound_address');
    expect(told[0]?.event.Name).toEqual(name.Name);
    expect(told[0]?.event.MailingAddress).toEqual(address.MailingAddress);
    expect(name.ChangeEventHeader.changedFields).toEqual(expect.arrayContaining(['Name.LastName']));
    expect(ours).toEqual(['Name.LastName', 'OtherAddress.PostalCode', 'MailingAddress.Street']);
    expect(address.ChangeEventHeader.changedFields).toEqual(
      expect.arrayContaining(['MailingAddress.Street', 'OtherAddress.PostalCode']),
    );
  });
});
