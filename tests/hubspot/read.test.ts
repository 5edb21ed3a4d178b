import { describe, expect, it } from 'vitest';
import type { CrmRecord, ReadResult } from '../../server/crm/connector.ts';
import { batch, connectTo, objects, record, scriptedHubSpot } from './scripted-hubspot.ts';

const contact = `${objects}/contacts/1001`;
const company = `${objects}/companies/2001`;
const readCompanies = `${objects}/companies/batch/read`;
const readDeals = `${objects}/deals/batch/read`;
const contactDeals = '/crm/associations/2026-09/contacts/deals/batch/read';

const withDeals = (...ids: string[]) => ({
  deals: { results: ids.map((id) => ({ id, type: 'contact_to_deal' })) },
});
const forbidden = { status: 403, body: { category: 'MISSING_SCOPES', message: 'scopes' } };

function recordOf(results: ReadonlyMap<string, ReadResult>, id: string): CrmRecord {
  const result = results.get(id);
  if (!result?.ok) throw new Error(`${id} was not read`);
  return result.record;
}

describe('reading one contact', () => {
  it('takes three calls: contact with deal ids, then company and deals', async () => {
    const script = await scriptedHubSpot();
    script
      .on('GET', contact, (seen) => ({
        body: {
          ...record('1001', { firstname: 'Ada', lastname: 'Byron', associatedcompanyid: '2001' }),
          associations: seen.query.get('associations') === 'deals' ? withDeals('3001', '3001') : {},
        },
      }))
      .on('POST', readCompanies, {
        body: batch([
          record('2001', { name: 'Acme', domain: 'acme.example', numberofemployees: '42' }),
        ]),
      })
      .on('POST', readDeals, {
        body: batch([record('3001', { dealname: 'Big one', hs_is_closed: 'false' })]),
      });
    const read = await connectTo(script).connector.readRecords('contact', ['1001']);
    expect(script.requests).toHaveLength(3);
    expect(script.unexpected).toEqual([]);
    expect(script.requests.find((one) => one.path === readDeals)?.body.inputs).toEqual([
      { id: '3001' },
    ]);
    expect(recordOf(read, '1001')).toMatchObject({
      ref: { object: 'contact', id: '1001' },
      name: 'Ada Byron',
      url: 'https://app.hubspot.com/contacts/4711/record/0-1/1001',
      updatedAt: '2026-11-21T09:00:00.000Z',
      company: { id: '2001', name: 'Acme', domain: 'acme.example', employees: 42 },
      deals: [{ id: '3001', name: 'Big one', isOpen: true, isWon: false, ownKey: null }],
      stage: 'opportunity',
    });
  });

  it('takes one call when there is neither company nor deal', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { body: record('1001', { email: 'ada@acme.example' }) });
    const one = recordOf(
      await connectTo(script).connector.readRecords('contact', ['1001']),
      '1001',
    );
    expect(script.requests).toHaveLength(1);
    expect(one).toMatchObject({ name: 'ada@acme.example', company: null, deals: [], stage: null });
  });

  it('asks for our own, the engagement and the extra properties, and gives all of them back', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, {
      body: record('1001', { oppspot_score: '72', custom_a: 'x', city: '' }),
    });
    const { connector } = connectTo(script);
    const one = recordOf(await connector.readRecords('contact', ['1001'], ['custom_a']), '1001');
    const asked = script.requests[0]?.query.getAll('properties') ?? [];
    expect(asked).toEqual(
      expect.arrayContaining(['oppspot_score', 'hs_analytics_last_url', 'custom_a']),
    );
    expect(new Set(asked).size).toBe(asked.length);
    expect(Object.keys(one.values).sort()).toEqual([...asked].sort());
    expect(one.values).toMatchObject({ oppspot_score: '72', custom_a: 'x', city: null, zip: null });
    expect(asked.filter((name) => /open/.test(name))).toEqual([]);
  });

  it('takes the company from the person’s own fields when there is no company record', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, {
      body: record('1001', { company: 'Acme', website: 'acme.example', numemployees: '25-50' }),
    });
    const one = recordOf(
      await connectTo(script).connector.readRecords('contact', ['1001']),
      '1001',
    );
    expect(one.company).toMatchObject({
      id: null,
      name: 'Acme',
      domain: 'acme.example',
      employees: null,
    });
  });

  it('says that a missing record is missing', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { status: 404, body: { category: 'OBJECT_NOT_FOUND' } });
    const read = await connectTo(script).connector.readRecords('contact', ['1001']);
    expect(read.get('1001')).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });

  it.each(['../companies/1', '12a', '', '1'.repeat(21)])('never sends the id %o', async (id) => {
    const script = await scriptedHubSpot();
    const read = await connectTo(script).connector.readRecords('contact', [id]);
    expect(read.get(id)).toMatchObject({ ok: false, error: { kind: 'not_found' } });
    expect(script.requests).toEqual([]);
  });

  it('finds the surviving record of a merge under the old id', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { body: record('1777', { hs_merged_object_ids: '1001;1002' }) });
    const one = recordOf(
      await connectTo(script).connector.readRecords('contact', ['1001']),
      '1001',
    );
    expect(one.ref.id).toBe('1777');
  });

  it('does without deals when the connection may not see them, and asks only once', async () => {
    const script = await scriptedHubSpot();
    script.on(
      'GET',
      contact,
      (seen) => (seen.query.has('associations') ? forbidden : { body: record('1001') }),
      9,
    );
    const { connector } = connectTo(script);
    expect(recordOf(await connector.readRecords('contact', ['1001']), '1001').deals).toEqual([]);
    await connector.readRecords('contact', ['1001']);
    expect(script.requests.filter((one) => one.query.has('associations'))).toHaveLength(1);
  });

  it('fails as a whole when the company cannot be read for a moment: half a record is worse', async () => {
    const script = await scriptedHubSpot();
    script
      .on('GET', contact, { body: record('1001', { associatedcompanyid: '2001' }) })
      .on('POST', readCompanies, { status: 503 }, 9);
    await expect(
      connectTo(script).connector.readRecords('contact', ['1001']),
    ).rejects.toMatchObject({ kind: 'transient' });
  });

  it('reads every deal of a contact with more than one page of them', async () => {
    const script = await scriptedHubSpot();
    const page = (ids: string[], after?: string) => ({
      body: batch([
        {
          from: { id: '1001' },
          to: ids.map((id) => ({ toObjectId: Number(id), associationTypes: [] })),
          ...(after && { paging: { next: { after } } }),
        },
      ]),
    });
    script
      .on('GET', contact, {
        body: {
          ...record('1001'),
          associations: {
            deals: { results: [{ id: '1', type: 'x' }], paging: { next: { after: 'b' } } },
          },
        },
      })
      .on('POST', contactDeals, page(['1', '2'], 'c'))
      .on('POST', contactDeals, page(['3']))
      .on('POST', readDeals, (seen) => ({
        body: batch(seen.body.inputs.map(({ id }: { id: string }) => record(id, { dealname: id }))),
      }));
    const one = recordOf(
      await connectTo(script).connector.readRecords('contact', ['1001']),
      '1001',
    );
    expect(one.deals.map((deal) => deal.id)).toEqual(['1', '2', '3']);
    expect(script.requests[2]?.body.inputs).toEqual([{ id: '1001', after: 'c' }]);
  });
});

describe('reading one company', () => {
  it('takes two calls with deals and gives its own facts', async () => {
    const script = await scriptedHubSpot();
    script
      .on('GET', company, {
        body: {
          ...record('2001', {
            name: 'Acme Ltd',
            domain: 'ACME.example',
            industry: 'COMPUTER_SOFTWARE',
            numberofemployees: '0',
            annualrevenue: 'n/a',
            hubspot_owner_id: '42',
          }),
          associations: withDeals('3001'),
        },
      })
      .on('POST', readDeals, {
        body: batch([record('3001', { hs_is_closed: 'true', hs_is_closed_won: 'true' })]),
      });
    const { connector } = connectTo(script, { uiDomain: 'app-eu1.hubspot.com' });
    const one = recordOf(await connector.readRecords('company', ['2001']), '2001');
    expect(script.requests).toHaveLength(2);
    expect(one).toMatchObject({
      person: null,
      ownerId: '42',
      url: 'https://app-eu1.hubspot.com/contacts/4711/record/0-2/2001',
      company: { id: '2001', industry: 'Computer Software', employees: 0, annualRevenue: null },
      deals: [{ name: 'Deal 3001', isOpen: false, isWon: true }],
      isCustomer: true,
      stage: 'customer',
    });
  });

  it('has no lead to read', async () => {
    const script = await scriptedHubSpot();
    await expect(connectTo(script).connector.readRecords('lead', ['1'])).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});

describe('reading many contacts', () => {
  it('takes four calls for a hundred of them, each company once', async () => {
    const script = await scriptedHubSpot();
    const ids = Array.from({ length: 100 }, (_, index) => String(5000 + index));
    script
      .on('POST', `${objects}/contacts/batch/read`, (seen) => ({
        body: batch(
          seen.body.inputs.map(({ id }: { id: string }) =>
            record(id, { associatedcompanyid: Number(id) % 2 ? '2001' : '2002' }),
          ),
        ),
      }))
      .on('POST', contactDeals, {
        body: batch([
          { from: { id: '5001' }, to: [{ toObjectId: 3001, associationTypes: [] }] },
          { from: { id: '5002' }, to: [{ toObjectId: 3001, associationTypes: [] }] },
        ]),
      })
      .on('POST', readCompanies, {
        body: batch([record('2001', { name: 'Odd' }), record('2002', { name: 'Even' })]),
      })
      .on('POST', readDeals, { body: batch([record('3001', { oppspot_external_id: 'k' })]) });
    const read = await connectTo(script).connector.readRecords('contact', ids);
    expect(script.requests).toHaveLength(4);
    expect(script.requests.find((one) => one.path === readCompanies)?.body.inputs).toHaveLength(2);
    expect(recordOf(read, '5001')).toMatchObject({
      company: { name: 'Odd' },
      deals: [{ ownKey: 'k' }],
    });
    expect(recordOf(read, '5002').deals).toHaveLength(1);
    expect(recordOf(read, '5003').deals).toEqual([]);
    expect(read.size).toBe(100);
  });

  it('gives an error for each that is missing and keeps the others', async () => {
    const script = await scriptedHubSpot();
    const missing = {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some objects',
      context: { ids: ['2'] },
    };
    script
      .on('POST', `${objects}/contacts/batch/read`, {
        status: 207,
        body: batch([record('1')], [missing]),
      })
      .on('POST', contactDeals, { body: batch([]) });
    const read = await connectTo(script).connector.readRecords('contact', ['1', '2', 'x', '1']);
    expect([...read.keys()].sort()).toEqual(['1', '2', 'x']);
    expect(read.get('1')?.ok).toBe(true);
    expect(read.get('2')).toMatchObject({ ok: false, error: { kind: 'not_found' } });
    expect(read.get('x')).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });

  it('asks for a hundred records at once, and for the deals of all in one call', async () => {
    const script = await scriptedHubSpot();
    const ids = Array.from({ length: 250 }, (_, index) => String(index + 1));
    script
      .on('POST', `${objects}/contacts/batch/read`, { body: batch([]) }, 9)
      .on('POST', contactDeals, { body: batch([]) }, 9);
    await connectTo(script).connector.readRecords('contact', ids);
    expect(script.requests).toHaveLength(4);
    expect(script.requests.map(({ path, body }) => [path, body.inputs.length])).toEqual(
      expect.arrayContaining([[contactDeals, ids.length]]),
    );
    for (const { path, body } of script.requests) {
      if (path !== contactDeals) expect(body.inputs.length).toBeLessThanOrEqual(100);
    }
  });
});

describe('what HubSpot knows of a person', () => {
  async function read(properties: Record<string, string>) {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { body: record('1001', properties) });
    return recordOf(await connectTo(script).connector.readRecords('contact', ['1001']), '1001');
  }

  it('is engagement with dates, never e-mail opens', async () => {
    const { engagement } = await read({
      createdate: '2025-01-01T00:00:00Z',
      hs_analytics_source: 'ORGANIC_SEARCH',
      hs_analytics_first_timestamp: '2026-01-05T00:00:00Z',
      hs_analytics_num_page_views: '12',
      hs_analytics_last_timestamp: '2026-11-20T08:00:00Z',
      hs_analytics_last_visit_timestamp: '1763622000000',
      hs_analytics_last_url: 'www.vendor.example/pricing?email=ada@acme.example#top',
      num_conversion_events: '2',
      recent_conversion_date: '2026-10-01T00:00:00.000Z',
      recent_conversion_event_name: 'Demo request',
      hs_sales_email_last_replied: '2026-11-01T00:00:00Z',
      hs_email_last_reply_date: '2026-11-02T00:00:00Z',
      hs_email_last_open_date: '2026-11-19T00:00:00Z',
      hs_email_last_click_date: '2026-09-01T00:00:00Z',
      engagements_last_meeting_booked: '2026-11-10T00:00:00Z',
      notes_last_contacted: '2026-11-11T00:00:00Z',
    });
    expect(engagement).toEqual({
      lastReplyAt: '2026-11-02T00:00:00.000Z',
      lastMeetingAt: '2026-11-10T00:00:00.000Z',
      formSubmissions: 2,
      lastFormAt: '2026-10-01T00:00:00.000Z',
      lastFormName: 'Demo request',
      lastClickAt: '2026-09-01T00:00:00.000Z',
      pageViews: 12,
      lastVisitAt: '2026-11-20T08:00:00.000Z',
      lastPagePath: '/pricing',
      lastContactedAt: '2026-11-11T00:00:00.000Z',
      observed: true,
      observedSince: '2026-01-05T00:00:00.000Z',
    });
  });

  it('is unknown, not zero, for somebody who was only imported', async () => {
    const { engagement } = await read({
      createdate: '2025-01-01T00:00:00Z',
      hs_analytics_source: 'OFFLINE',
      hs_analytics_first_timestamp: '2025-01-01T00:00:00Z',
      hs_analytics_last_timestamp: '2025-01-01T00:00:00Z',
      hs_analytics_num_page_views: '0',
      num_conversion_events: '0',
    });
    expect(engagement).toMatchObject({
      observed: false,
      observedSince: null,
      pageViews: null,
      formSubmissions: null,
      lastVisitAt: null,
    });
  });

  it('is a true zero for somebody the website knows', async () => {
    const { engagement } = await read({
      hs_analytics_source: 'DIRECT_TRAFFIC',
      num_conversion_events: '0',
    });
    expect(engagement).toMatchObject({ observed: true, formSubmissions: 0 });
  });

  it.each([
    ['subscriber', 'prospect', false],
    ['lead', 'lead', false],
    ['marketingqualifiedlead', 'lead', false],
    ['salesqualifiedlead', 'qualified', false],
    ['opportunity', 'opportunity', false],
    ['customer', 'customer', true],
    ['evangelist', 'customer', true],
    ['other', null, false],
    ['8412345', null, false],
  ])('lifecycle stage %s is %s', async (lifecyclestage, stage, isCustomer) => {
    expect(await read({ lifecyclestage })).toMatchObject({ stage, isCustomer });
  });

  it('is an objection to profiling only when an account says so; not the marketing opt-out', async () => {
    expect((await read({ hs_email_optout: 'true' })).person?.optedOut).toBe(false);
    expect((await read({ oppspot_opt_out: 'true' })).person?.optedOut).toBe(true);
  });
});

describe('what HubSpot knows of a company', () => {
  it('is unknown, not zero, while it has no contacts to roll up', async () => {
    const script = await scriptedHubSpot();
    const visited = { hs_analytics_source: 'DIRECT_TRAFFIC', hs_analytics_num_page_views: '0' };
    script
      .on('GET', company, { body: record('2001', { ...visited, num_associated_contacts: '0' }) })
      .on('GET', company, { body: record('2001', { ...visited, num_associated_contacts: '3' }) });
    const { connector } = connectTo(script);
    const alone = recordOf(await connector.readRecords('company', ['2001']), '2001');
    const peopled = recordOf(await connector.readRecords('company', ['2001']), '2001');
    expect(alone.engagement).toMatchObject({ observed: false, pageViews: null });
    expect(peopled.engagement).toMatchObject({ observed: true, pageViews: 0 });
  });
});

describe('HubSpot’s own knowledge of a company', () => {
  const read = async (properties: Record<string, string | null>) => {
    const script = await scriptedHubSpot();
    script.on('GET', company, { body: record('2001', { name: 'Acme', ...properties }) });
    const read = await connectTo(script).connector.readRecords('company', ['2001']);
    expect(script.requests).toHaveLength(1);
    return recordOf(read, '2001');
  };

  it('is read with the record, in no call of its own', async () => {
    expect(
      await read({
        hs_intent_visitors_last_30_days: '3',
        hs_intent_page_views_last_30_days: '11',
        hs_count_intent_signals_created_last_30_days: '0',
        hs_latest_intent_signal_timestamp: '2026-11-18T10:00:00Z',
        web_technologies: 'google_tag_manager;HubSpot',
      }),
    ).toMatchObject({
      interest: {
        days: 30,
        visitors: 3,
        pageViews: 11,
        signals: null,
        latestSignalAt: '2026-11-18T10:00:00.000Z',
      },
      webTechnologies: ['google_tag_manager', 'HubSpot'],
    });
  });

  it('is nothing in an account without that data: a zero says nothing there', async () => {
    expect(await read({})).toMatchObject({ interest: null, webTechnologies: [] });
    expect(await read({ hs_intent_visitors_last_30_days: '0' })).toMatchObject({ interest: null });
  });
});
