/** What happens in a Salesforce org, and what oppSpot makes of being told. */
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type FeedHouse, openFeedHouse, sharedFeeds } from './support/feeds.ts';

const automatic = { settings: { automation: { autoEnrich: true } } };
const person = {
  FirstName: 'Zebediah',
  LastName: 'Quillfeather',
  Email: 'zebediah.quillfeather@tidewright.example',
};

/** Calls the org as some client does, with the connected user's token. */
async function call(
  { salesforce, accessToken }: FeedHouse,
  method: string,
  path: string,
  body: unknown,
  client?: string,
): Promise<string> {
  const answer = await fetch(`${salesforce.url}/services/data/v68.0/sobjects/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      ...(client && { 'Sforce-Call-Options': `client=${client}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? '' : ((await answer.json()) as { id: string }).id;
}

async function runs({ house, tenant }: FeedHouse) {
  return house.database.asOwner<{ record_id: string; trigger: string; status: string }>(
    `select record_id, trigger, status from crm_sync_logs where integration_id = $1
     order by started_at`,
    [tenant.integrationId],
  );
}

describe.each(databases)('changes in a Salesforce org on $name', (each) => {
  const kind = sharedFeeds(each);

  it('a new contact, lead and account are enriched once each', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const ids = [
      org.salesforce.create('Account', { Name: 'Tidewright Robotics' }).id,
      org.salesforce.create('Contact', person).id,
      org.salesforce.create('Lead', { ...person, Company: 'Tidewright Robotics' }).id,
    ];
    expect((await org.toldOf(3)).map((one) => one.object_type).sort()).toEqual([
      'company',
      'contact',
      'lead',
    ]);
    await org.house.services.inbound.drain();
    await org.upToDate();
    await org.house.services.inbound.drain();
    const made = await runs(org);
    expect(made.map((run) => run.record_id).sort()).toEqual([...ids].sort());
    expect(made).toMatchObject(ids.map(() => ({ trigger: 'webhook', status: 'completed' })));
    expect((await org.told()).map(({ done }) => done)).not.toContain(false);
    const doors = await org.house.database.asOwner(
      'select distinct source from audit_events where run_id is not null and integration_id = $1',
      [org.tenant.integrationId],
    );
    expect(doors).toEqual([{ source: 'salesforce-event' }]);
  });

  it('what oppSpot itself wrote comes to nothing', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    // Even what decides the company, where our own client wrote it.
    const id = await call(org, 'POST', 'Contact', person, 'oppSpot');
    const email = { Email: 'other@tidewright.example' };
    await call(org, 'PATCH', `Contact/${id}`, email, 'oppSpot');
    // Our fields alone, by a client without a name.
    await call(org, 'PATCH', `Contact/${id}`, { oppspot__Score__c: 71 });
    await org.upToDate();
    expect(await org.told()).toEqual([]);
    // The same by others is news.
    await call(org, 'PATCH', `Contact/${id}`, { Email: 'third@tidewright.example' }, 'oppSpotter');
    await call(org, 'PATCH', `Contact/${id}`, { Email: 'fourth@tidewright.example' });
    expect(await org.toldOf(2)).toMatchObject([{ kind: 'changed' }, { kind: 'changed' }]);
  });

  it('only values that decide the company are changes', async () => {
    const org = await openFeedHouse(kind, automatic);
    const account = org.salesforce.create('Account', { Name: 'Tidewright' }).id;
    const contact = org.salesforce.create('Contact', person).id;
    const lead = org.salesforce.create('Lead', { ...person, Company: 'Tidewright' }).id;
    org.listener();
    await org.heard();
    org.salesforce.update('Contact', contact, { Phone: '1', MailingCity: 'Leeds', FirstName: 'Z' });
    org.salesforce.update('Account', account, { Industry: 'Energy', ShippingCity: 'Leeds' });
    org.salesforce.update('Lead', lead, { Phone: '1', Street: '1 Road' });
    await org.upToDate();
    expect(await org.told()).toEqual([]);
    org.salesforce.update('Contact', contact, { AccountId: account });
    org.salesforce.update('Account', account, { BillingCity: 'Leeds' });
    org.salesforce.update('Lead', lead, { Company: 'Tidewright Ltd' });
    const told = await org.toldOf(3);
    expect(told.map(({ record_id }) => record_id).sort()).toEqual([account, contact, lead].sort());
    expect(new Set(told.map((one) => one.kind))).toEqual(new Set(['changed']));
  });

  it('deleted and restored records are followed, merged ones move to the survivor', async () => {
    const org = await openFeedHouse(kind);
    const [gone, kept, other] = ['a', 'b', 'c'].map(
      (name) =>
        org.salesforce.create('Contact', { ...person, Email: `${name}@tidewright.example` }).id,
    ) as [string, string, string];
    const { id: runId } = await org.enrich({ object: 'contact', recordId: gone });
    org.listener();
    await org.heard();
    org.salesforce.merge('Contact', kept, [gone]);
    org.salesforce.delete('Contact', other);
    await org.toldOf(2);
    org.house.clock.advance(1_000);
    org.salesforce.undelete('Contact', other);
    const told = await org.toldOf(3);
    expect(told.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'deleted', record_id: other },
      { kind: 'merged', record_id: kept, absorbed_ids: [gone] },
      { kind: 'restored', record_id: other },
    ]);
    await org.house.services.inbound.drain();
    const lives = await org.house.database.asOwner(
      `select crm_record_id as id, life from crm_entity_mappings
       where integration_id = $1 and object_type = 'contact' and crm_record_id in ($2, $3)`,
      [org.tenant.integrationId, gone, other],
    );
    expect(lives).toEqual(
      expect.arrayContaining([
        { id: gone, life: 'merged' },
        { id: other, life: 'live' },
      ]),
    );
    const [run] = await org.house.database.asOwner<{ record_id: string }>(
      'select record_id from crm_sync_logs where id = $1',
      [runId],
    );
    expect(run?.record_id).toBe(kept);
  });

  it('two that are merged into one in a single transaction both move', async () => {
    const org = await openFeedHouse(kind, automatic);
    const ids = ['a', 'b', 'c'].map((name) => org.salesforce.create('Account', { Name: name }).id);
    const [kept = '', ...gone] = ids;
    org.listener();
    await org.heard();
    org.salesforce.merge('Account', kept, gone);
    expect(await org.toldOf(2)).toMatchObject(
      [...gone].sort().map(() => ({ kind: 'merged', record_id: kept })),
    );
  });

  it('events that are told twice, and out of order, are kept once', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const id = org.salesforce.create('Contact', person).id;
    org.salesforce.update('Contact', id, { Email: 'z@tidewright.example' });
    await org.toldOf(2);
    org.pubSub.repeat(2);
    org.salesforce.create('Contact', { ...person, LastName: 'Other' });
    expect(await org.toldOf(3)).toHaveLength(3);
    await org.house.services.inbound.drain();
    expect(await runs(org)).toHaveLength(2);
  });

  it('a gap is taken for what it stands in for; an overflow is noted', async () => {
    const org = await openFeedHouse(kind, automatic);
    const { id } = org.salesforce.create('Contact', person);
    const { warnings } = org.listener();
    await org.heard();
    const { changes } = org.salesforce.org();
    changes.publishGap('GAP_UPDATE', 'Contact', [id]);
    changes.publishGap('GAP_OVERFLOW', 'Account', []);
    expect(await org.toldOf(1)).toMatchObject([{ kind: 'changed', record_id: id }]);
    const states = await org.states();
    expect(states.filter(({ overflowedAt }) => overflowedAt !== null)).toMatchObject([
      { topic: '/data/AccountChangeEvent', problem: null },
    ]);
    expect(warnings).toContainEqual(expect.stringContaining('too many in one transaction'));
    await org.house.services.inbound.drain();
    expect(await runs(org)).toMatchObject([{ record_id: id, status: 'completed' }]);
  });

  it('nobody listens for a tenant who would have nothing of it', async () => {
    const org = await openFeedHouse(kind);
    org.listener();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(org.pubSub.calls()).toEqual([]);
    // The first enrichment is something to look after.
    const { id } = org.salesforce.create('Contact', person);
    await org.enrich({ object: 'contact', recordId: id });
    await org.heard();
  });

  it('keeps no value of a record', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const { id } = org.salesforce.create('Contact', person);
    org.salesforce.update('Contact', id, { Email: 'quillfeather@tidewright.example' });
    await org.toldOf(2);
    for (const table of ['webhook_events', 'feed_positions', 'event_feeds']) {
      const rows = await org.house.database.asOwner<{ row: string }>(
        `select t::text as row from ${table} t`,
      );
      expect(rows.map(({ row }) => row).join()).not.toMatch(/Quillfeather|tidewright/i);
    }
  });

  it('asks for few events at a time, and for more when those are kept', async () => {
    const org = await openFeedHouse(kind, automatic);
    org.listener();
    await org.heard();
    const made = Array.from(
      { length: 130 },
      (_, n) => org.salesforce.create('Account', { Name: `Company ${n}` }).id,
    );
    const told = await org.toldOf(made.length);
    expect(told.map(({ record_id }) => record_id).sort()).toEqual([...made].sort());
    expect(org.pubSub.mostUnanswered()).toBeLessThanOrEqual(50);
  });
});
