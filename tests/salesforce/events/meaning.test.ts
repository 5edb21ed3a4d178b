/** What a change in an org means for oppSpot. */
import { describe, expect, it } from 'vitest';
import type { ChangeHeader } from '../../../server/crm/salesforce/events/change-event.ts';
import { feeds, meaningOf } from '../../../server/crm/salesforce/events/record-events.ts';

const ids = ['003Op0000000001IAA', '003Op0000000002IAA'];

const header: ChangeHeader = {
  entityName: 'Contact',
  recordIds: ids,
  changeType: 'CREATE',
  changeOrigin: 'com/salesforce/ui',
  transactionKey: 'key',
  sequenceNumber: 2,
  commitTimestamp: Date.parse('2026-11-21T12:00:00Z'),
  changedFields: [],
};

function meaning(changed: Partial<ChangeHeader>, object = 'contact') {
  const feed = feeds.find((one) => one.object === object);
  if (!feed) throw new Error(`Nobody listens to ${object}.`);
  return meaningOf({ ...header, ...changed }, feed);
}

describe('a change', () => {
  it('of several records is one event for each', () => {
    expect(meaning({})).toEqual({
      state: 'told',
      events: ids.map((id) => ({
        kind: 'created',
        record: { object: 'contact', id },
        absorbedIds: [],
        eventId: 'key/2',
        subscriptionType: '/data/ContactChangeEvent',
        occurredAt: new Date('2026-11-21T12:00:00Z'),
      })),
    });
  });

  it.each([
    ['CREATE', 'created'],
    ['GAP_CREATE', 'created'],
    ['GAP_UPDATE', 'changed'],
    ['DELETE', 'deleted'],
    ['GAP_DELETE', 'deleted'],
    ['UNDELETE', 'restored'],
    ['GAP_UNDELETE', 'restored'],
  ])('%s is %s', (changeType, kind) => {
    expect(meaning({ changeType })).toMatchObject({ events: [{ kind }, { kind }] });
  });

  it.each(['SNAPSHOT', 'constructor', ''])(
    'of a kind that we do not know (%s) is nothing',
    (changeType) => {
      expect(meaning({ changeType })).toEqual({ state: 'ignored' });
    },
  );

  it('of too many records at once is an overflow', () => {
    const overflow = { changeType: 'GAP_OVERFLOW', recordIds: ['000000000000000AAA'] };
    expect(meaning(overflow)).toEqual({ state: 'overflow' });
  });

  it('of no record, or of all that begin alike, is nothing', () => {
    const recordIds = ['000000000000000AAA', '003*', ''];
    expect(meaning({ recordIds })).toEqual({ state: 'ignored' });
  });

  it.each<[string, string[]]>([
    ['contact', ['Email']],
    ['contact', ['Phone', 'AccountId']],
    ['lead', ['Company']],
    ['lead', ['Address.City']],
    ['lead', ['Address']],
    ['company', ['Website']],
    ['company', ['Name.LastName']],
    ['company', ['BillingAddress.PostalCode']],
  ])('of a %s’s %j is told', (object, changedFields) => {
    expect(meaning({ changeType: 'UPDATE', changedFields }, object).state).toBe('told');
  });

  it.each<[string, string[]]>([
    ['contact', []],
    ['contact', ['Phone', 'Name.LastName', 'MailingAddress.City']],
    ['contact', ['oppspot__Score__c', 'oppspot__Stage__c', 'LastModifiedDate', 'LastModifiedById']],
    ['lead', ['Address.Street', 'Status']],
    ['company', ['ShippingAddress.City', 'Industry']],
  ])('of a %s’s %j decides nothing', (object, changedFields) => {
    expect(meaning({ changeType: 'UPDATE', changedFields }, object).state).toBe('ignored');
  });
});

describe('an echo of our own writes', () => {
  const own = 'com/salesforce/api/rest/68.0;client=oppSpot';

  it.each([own, 'com/salesforce/api/soap/68.0;client=oppSpot/'])(
    'from %s is nothing',
    (changeOrigin) => {
      const email = { changeType: 'UPDATE', changedFields: ['Email'] };
      expect(meaning({ changeOrigin })).toEqual({ state: 'ignored' });
      expect(meaning({ changeOrigin, ...email })).toEqual({ state: 'ignored' });
    },
  );

  it.each([
    'com/salesforce/api/rest/68.0;client=oppSpotter',
    'com/salesforce/api/rest/68.0;client=',
    'com/salesforce/api/rest/68.0',
    'oppSpot',
    '',
  ])('is not what comes from “%s”', (changeOrigin) => {
    expect(meaning({ changeOrigin }).state).toBe('told');
  });

  it('is no deletion: oppSpot deletes no contacts, leads and accounts', () => {
    expect(meaning({ changeOrigin: own, changeType: 'DELETE' }).state).toBe('told');
  });
});
