import { describe, expect, it } from 'vitest';
import { flag, reference } from '../sandbox/salesforce/catalogue/common.ts';
import { defineField } from '../sandbox/salesforce/catalogue/definition.ts';
import {
  individualObject,
  mailObjects,
  permissionObjects,
} from '../sandbox/salesforce/catalogue/optional.ts';
import { failureOf, ids, newOrg, recordOf, today } from './org.ts';

describe('owners', () => {
  it('are the active users by name; the id is the user’s own', async () => {
    const { salesforce, connector, calls } = await newOrg();
    salesforce.create('User', {
      Username: 'gone@vendor.example',
      LastName: 'Gone',
      Email: 'gone@vendor.example',
      IsActive: false,
      UserType: 'Standard',
    });
    expect(await connector.owners()).toEqual([
      {
        id: salesforce.userId,
        userId: salesforce.userId,
        name: 'Ada Admin',
        email: 'ada.admin@example.com',
      },
      { id: ids.rep, userId: ids.rep, name: 'Rae Rep', email: 'rae@vendor.example' },
    ]);
    expect(calls()).toHaveLength(1);
  });

  it('are read to the last page', async () => {
    const { salesforce, connector } = await newOrg({ limits: { queryBatchSize: 200 } });
    for (let n = 0; n < 450; n += 1) {
      const Username = `u${n}@vendor.example`;
      salesforce.create('User', {
        Username,
        LastName: `U${n}`,
        Email: Username,
        IsActive: true,
        UserType: 'Standard',
      });
    }
    expect(await connector.owners()).toHaveLength(452);
  });

  it('cannot be read without permission', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.setPermissions({ objects: { User: [] } });
    expect((await failureOf(connector.owners())).kind).toBe('missing_scope');
  });
});

describe('an administrator', () => {
  async function assigned(rights: boolean) {
    const org = await newOrg({ objects: permissionObjects });
    const set = org.salesforce.create('PermissionSet', {
      Name: 'X',
      PermissionsCustomizeApplication: rights,
    });
    org.salesforce.create('PermissionSetAssignment', {
      AssigneeId: ids.rep,
      PermissionSetId: set.id,
    });
    return org;
  }

  it.each([true, false])('is who may change the set-up: %s', async (rights) => {
    const { connector } = await assigned(rights);
    expect(await connector.isAdministrator(ids.rep)).toBe(rights);
    expect(await connector.isAdministrator(ids.rep.slice(0, 15))).toBe(rights);
  });

  it('is nobody without an assignment, or who has left', async () => {
    const { salesforce, connector } = await assigned(true);
    expect(await connector.isAdministrator(salesforce.userId)).toBe(false);
    salesforce.update('User', ids.rep, { IsActive: false });
    expect(await connector.isAdministrator(ids.rep)).toBe(false);
  });

  it('is unknown where nobody may ask, and for what is no user', async () => {
    const { connector } = await newOrg();
    expect(await connector.isAdministrator(ids.rep)).toBeNull();
    expect(await connector.isAdministrator("' OR Id != '")).toBeNull();
  });

  it('is an error while Salesforce cannot say', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    expect((await failureOf(connector.isAdministrator(ids.rep))).kind).toBe('transient');
  });
});

describe('replies, where the org keeps mail', () => {
  it.each([
    ['a message from the person is one', true, 'FromAddress', -1, true],
    ['a message of ours is none', false, 'ToAddress', -1, false],
    ['a copy is none', true, 'CcAddress', -1, false],
    ['a message of tomorrow is none', true, 'FromAddress', 1, false],
  ])('%s', async (_, Incoming, RelationType, days, isReply) => {
    const { salesforce, connector, calls } = await newOrg({ objects: mailObjects });
    const MessageDate = new Date(today.getTime() + days * 86_400_000).toISOString();
    const message = salesforce.create('EmailMessage', { Subject: 'Hi', Incoming, MessageDate });
    salesforce.create('EmailMessageRelation', {
      EmailMessageId: message.id,
      RelationId: ids.ada,
      RelationType,
    });
    await connector.provision();
    salesforce.clearRequests();
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement.lastReplyAt).toBe(isReply ? MessageDate : null);
    expect(calls()).toHaveLength(1);
  });
});

describe('an objection', () => {
  it.each(['HasOptedOutProcessing', 'HasOptedOutProfiling', 'ShouldForget'])(
    'stands in %s of the person’s individual',
    async (field) => {
      const lookup = defineField(reference('IndividualId', 'Individual ID', ['Individual']));
      const { salesforce, connector } = await newOrg({
        objects: [individualObject],
        fields: { Contact: [lookup] },
        describes: 'own',
      });
      const person = salesforce.create('Individual', { LastName: 'Byron', [field]: true });
      salesforce.update('Contact', ids.ada, { IndividualId: person.id });
      const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
      expect(one.person?.optedOut).toBe(true);
      const other = recordOf(await connector.readRecords('contact', [ids.bob]), ids.bob);
      expect(other.person?.optedOut).toBe(false);
    },
  );

  it('stands in a checkbox an administrator has added', async () => {
    const box = defineField(flag('oppSpot_Opt_Out__c', 'Opt out'));
    const { salesforce, connector } = await newOrg({ fields: { Contact: [box] } });
    salesforce.update('Contact', ids.ada, { oppSpot_Opt_Out__c: true });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.person?.optedOut).toBe(true);
  });
});
