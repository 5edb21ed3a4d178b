/** What an org itself knows of people's interest: campaign responses and captured activity. */
import { describe, expect, it } from 'vitest';
import { crmEvidence } from '../../server/research/providers/crm-engagement.ts';
import {
  activityMetricObject,
  campaignObjects,
  mailObjects,
} from '../sandbox/salesforce/catalogue/optional.ts';
import type { SalesforceStandinOptions } from '../sandbox/salesforce/options.ts';
import { composite, ids, openOrg, recordOf, today } from './org.ts';

const daysFromToday = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString();
const dayFromToday = (days: number) => daysFromToday(days).slice(0, 10);

async function campaignOrg(options: SalesforceStandinOptions = {}) {
  const org = await openOrg({ objects: [...mailObjects, ...campaignObjects], ...options });
  const { salesforce } = org;
  const campaign = (Name: string) => salesforce.create('Campaign', { Name }).id;
  /** @param on The first day of a responded status; absent: the person was only sent it. */
  function member(CampaignId: string, of: { ContactId?: string; LeadId?: string }, on?: string) {
    const Status = on === undefined ? 'Sent' : 'Responded';
    salesforce.create('CampaignMember', {
      CampaignId,
      Status,
      ...of,
      ...(on !== undefined && { FirstRespondedDate: on }),
    });
  }
  return { ...org, campaign, member };
}

const none = { campaign: null, observed: false };

describe('responses to campaigns', () => {
  it('tell of the latest campaign, its day, and how many there were, in the same one call', async () => {
    const { connector, calls, campaign, member } = await campaignOrg();
    member(campaign('Spring webinar'), { ContactId: ids.ada }, dayFromToday(-200));
    member(campaign('Factory tour'), { ContactId: ids.ada }, dayFromToday(-4));
    member(campaign('Newsletter'), { ContactId: ids.ada });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement).toMatchObject({
      campaign: { lastAt: `${dayFromToday(-4)}T00:00:00.000Z`, name: 'Factory tour', count: 2 },
      observed: true,
      lastContactedAt: null,
    });
    expect(calls()).toEqual([composite]);
  });

  it('become evidence with their day and the org as the source', async () => {
    const { salesforce, connector, campaign, member } = await campaignOrg();
    member(campaign('Factory tour'), { ContactId: ids.ada }, dayFromToday(-4));
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    const evidence = crmEvidence(one, 'salesforce', today.toISOString(), { intentPages: [] });
    expect(evidence.filter(({ kind }) => kind.includes('engagement'))).toMatchObject([
      {
        kind: 'engagement',
        value: { event: 'campaign', count: 1, detail: 'Factory tour' },
        observedAt: `${dayFromToday(-4)}T00:00:00.000Z`,
        source: {
          type: 'crm',
          provider: 'salesforce',
          url: `${salesforce.url}/lightning/r/Contact/${ids.ada}/view`,
        },
        text: `Responded to the campaign “Factory tour” on ${dayFromToday(-4)}, 1 campaign response in all (Salesforce).`,
      },
    ]);
  });

  it('are a lead’s too', async () => {
    const { connector, calls, campaign, member } = await campaignOrg();
    member(campaign('Factory tour'), { LeadId: ids.lena }, dayFromToday(-4));
    const one = recordOf(await connector.readRecords('lead', [ids.lena]), ids.lena);
    expect(one.engagement.campaign).toMatchObject({ name: 'Factory tour', count: 1 });
    expect(calls()).toEqual([composite]);
  });

  it('of a company are those of its people, and nobody else’s', async () => {
    const { connector, calls, campaign, member } = await campaignOrg();
    const tour = campaign('Factory tour');
    member(tour, { ContactId: ids.ada }, dayFromToday(-4));
    member(campaign('Spring webinar'), { ContactId: ids.ada }, dayFromToday(-90));
    member(tour, { ContactId: ids.bob }, dayFromToday(-1));
    const read = await connector.readRecords('company', [ids.acme, ids.other]);
    expect(recordOf(read, ids.acme).engagement).toMatchObject({
      campaign: { lastAt: `${dayFromToday(-4)}T00:00:00.000Z`, name: null, count: 2 },
      observed: true,
    });
    expect(recordOf(read, ids.other).engagement).toMatchObject(none);
    expect(calls()).toEqual([composite]);
  });

  it.each([
    ['who was only sent one', undefined],
    ['whose day lies ahead', dayFromToday(2)],
  ])('say nothing of somebody %s', async (_, on) => {
    const { connector, campaign, member } = await campaignOrg();
    member(campaign('Factory tour'), { ContactId: ids.ada }, on);
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement).toMatchObject(none);
  });

  it('count without an end that is not known: of twenty and more only the latest is told', async () => {
    const { connector, campaign, member } = await campaignOrg();
    for (let n = 1; n <= 25; n += 1) {
      member(campaign(`Mailing ${n}`), { ContactId: ids.ada }, dayFromToday(-n));
    }
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement.campaign).toMatchObject({ name: 'Mailing 1', count: null });
  });

  it.each(['Campaign', 'CampaignMember'])(
    'of an org whose user may not see %s are not there, which is no error',
    async (object) => {
      const { salesforce, connector, campaign, member } = await campaignOrg();
      member(campaign('Factory tour'), { ContactId: ids.ada }, dayFromToday(-4));
      salesforce.setPermissions({ objects: { [object]: [] } });
      // The right was there when the org was described: it is described again.
      const read = await connector.readRecords('contact', [ids.ada]);
      const { campaign: found } = recordOf(read, ids.ada).engagement;
      expect(found ?? null).toEqual(
        object === 'Campaign' ? expect.objectContaining({ name: null, count: 1 }) : null,
      );
    },
  );

  it.each(['CampaignMember.FirstRespondedDate', 'CampaignMember.HasResponded'])(
    'are left out where field-level security hides %s, and nothing else is lost',
    async (hidden) => {
      const { salesforce, connector, campaign, member } = await campaignOrg();
      member(campaign('Factory tour'), { ContactId: ids.ada }, dayFromToday(-4));
      salesforce.setPermissions({ hiddenFields: [hidden] });
      for (const [object, id] of [
        ['contact', ids.ada],
        ['company', ids.acme],
      ] as const) {
        const one = recordOf(await connector.readRecords(object, [id]), id);
        expect(one.engagement).toMatchObject(none);
        expect(one.company?.name).toBe('Acme');
      }
    },
  );

  it('of 1,000 contacts cost no call more than the contacts do', async () => {
    const { salesforce, connector, calls } = await campaignOrg();
    const many = Array.from({ length: 1_000 }, (_, n) => {
      return salesforce.create('Contact', { LastName: `L${n}`, AccountId: ids.acme }).id;
    });
    await connector.readRecords('contact', many);
    expect(calls()).toEqual([composite, composite]);
  });
});

describe('captured activity, where the org has it', () => {
  const objects = [...mailObjects, ...campaignObjects, activityMetricObject];

  it.each([
    ['mail that came in is a reply', 'LastEmailReceivedDateTime', 'lastReplyAt'],
    ['an event is a meeting', 'LastEventDateTime', 'lastMeetingAt'],
    ['mail that went out is contact, and no reaction', 'LastEmailSentDateTime', 'lastContactedAt'],
    ['a call is contact, and no reaction', 'LastCallDateTime', 'lastContactedAt'],
  ] as const)('%s', async (_, field, told) => {
    const { salesforce, connector } = await campaignOrg({ objects });
    const at = daysFromToday(-2);
    salesforce.create('ActivityMetric', { BaseId: ids.ada, [field]: at });
    const { engagement } = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    const nothing = { lastReplyAt: null, lastMeetingAt: null };
    expect(engagement).toMatchObject({
      ...nothing,
      lastContactedAt: at,
      [told]: at,
      observed: true,
    });
  });

  it('tells nothing of a day ahead, of a task, which may be ours, and of another record', async () => {
    const { salesforce, connector } = await campaignOrg({ objects });
    salesforce.create('ActivityMetric', {
      BaseId: ids.ada,
      LastEventDateTime: daysFromToday(3),
      LastTaskDateTime: daysFromToday(-1),
      LastActivityDateTime: daysFromToday(-1),
    });
    salesforce.create('ActivityMetric', {
      BaseId: ids.bob,
      LastEmailReceivedDateTime: daysFromToday(-1),
    });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement).toMatchObject({ observed: false, lastMeetingAt: null });
  });

  it('costs one call more for 500 records, and only there', async () => {
    const { salesforce, connector, calls } = await campaignOrg({ objects });
    const many = Array.from({ length: 500 }, (_, n) => {
      return salesforce.create('Contact', { LastName: `L${n}`, AccountId: ids.acme }).id;
    });
    await connector.readRecords('contact', many);
    expect(calls()).toEqual([composite, composite]);
  });

  it('of an org that closes it is not there, which is no error', async () => {
    const { salesforce, connector } = await campaignOrg({ objects });
    salesforce.create('ActivityMetric', {
      BaseId: ids.ada,
      LastEmailReceivedDateTime: daysFromToday(-1),
    });
    salesforce.setPermissions({ objects: { ActivityMetric: [] } });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one).toMatchObject({ name: 'Ada Byron', engagement: { lastReplyAt: null } });
  });
});

it('opened mail is no reaction: gateways and privacy proxies open mail', async () => {
  const { salesforce, connector } = await campaignOrg();
  const message = salesforce.create('EmailMessage', {
    Subject: 'Hi',
    Incoming: false,
    MessageDate: daysFromToday(-2),
    IsTracked: true,
    IsOpened: true,
    LastOpenedDate: daysFromToday(-1),
  });
  salesforce.create('EmailMessageRelation', {
    EmailMessageId: message.id,
    RelationId: ids.ada,
    RelationType: 'ToAddress',
  });
  const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
  expect(one.engagement).toMatchObject({ ...none, lastReplyAt: null });
});
