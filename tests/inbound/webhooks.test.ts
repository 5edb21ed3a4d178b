/** What happens in HubSpot, and what oppSpot makes of being told. */
import { describe, expect, it } from 'vitest';
import type { EventKind, RecordEvent } from '../../server/crm/record-event.ts';
import { databases } from '../support/databases.ts';
import type { House } from '../support/house.ts';
import { openServedHouse } from '../support/served-house.ts';
import { sharedInbound } from './support/shared.ts';
import { eventsIn, openWebhooks } from './support/webhooks.ts';
import { executionsOf, openWorkflow } from './support/workflow.ts';

const automatic = { settings: { automation: { autoEnrich: true } } };
const person = {
  firstname: 'Zebediah',
  lastname: 'Quillfeather',
  email: 'zebediah.quillfeather@tidewright.example',
};

function newContact({ hubspot }: House, more: Record<string, string> = {}): string {
  const { id } = hubspot.createContact({ ...person, ...more });
  return id;
}

/** A contact like the hero at a company of its own, so that an enrichment writes a task and a deal. */
function newHero({ hubspot }: House, email: string, companyId?: string): string {
  const company =
    companyId ??
    hubspot.createCompany({ name: 'Tidewright Robotics', domain: 'tidewright.example' }).id;
  const hero = hubspot.get('contacts', '1001')?.properties ?? {};
  const engaged = Object.entries(hero).filter(([name]) =>
    /^(hs_analytics|hs_email|num_conv|recent_conv|hs_sales|jobtitle)/.test(name),
  );
  const { id } = hubspot.createContact({
    ...Object.fromEntries(engaged.map(([name, value]) => [name, value ?? ''])),
    ...person,
    email,
  });
  hubspot.associate({ type: 'contacts', id }, { type: 'companies', id: company });
  return id;
}

let told = 0;
function event(kind: EventKind, id: string, at: number, more: Partial<RecordEvent> = {}) {
  told += 1;
  return {
    kind,
    record: { object: 'contact' as const, id },
    absorbedIds: [],
    eventId: String(told),
    subscriptionType: `object.${kind}`,
    occurredAt: new Date(at),
    ...more,
  };
}

async function tell(house: House, ...events: RecordEvent[]): Promise<void> {
  const { inbound } = house.services;
  // One by one: the order is the test's.
  for (const one of events) {
    await inbound.acceptEvents(house.tenant, [one]);
    await inbound.drain();
  }
}

async function lives(house: House): Promise<Record<string, string>> {
  const rows = await house.database.asOwner<{ id: string; life: string }>(
    `select crm_record_id as id, life from crm_entity_mappings where integration_id = $1`,
    [house.tenant.integrationId],
  );
  return Object.fromEntries(rows.map(({ id, life }) => [id, life]));
}

const tasksOf = ({ hubspot }: House, id: string) =>
  hubspot.associated({ type: 'contacts', id }, 'tasks');

describe.each(databases)('automatic enrichment on $name', (each) => {
  const kind = sharedInbound(each);

  it('enriches a new record once, whatever is told twice, in any order or of our own writes', async () => {
    const house = await openServedHouse(kind, automatic);
    const webhooks = openWebhooks(house, { repeated: 1 });
    const id = newContact(house);
    await webhooks.work();
    await webhooks.work();
    expect(await house.runs()).toMatchObject([
      { record: { object: 'contact', id }, trigger: 'webhook', status: 'completed' },
    ]);
    expect(house.hubspot.get('contacts', id)?.properties.oppspot_score).toMatch(/^\d+$/);
    expect((await eventsIn(house)).map(({ done }) => done)).not.toContain(false);
  });

  it('does nothing by itself while it is switched off', async () => {
    const house = await openServedHouse(kind);
    const webhooks = openWebhooks(house);
    newContact(house);
    await webhooks.work();
    expect(await house.runs()).toEqual([]);
    expect((await eventsIn(house)).map(({ done }) => done)).not.toContain(false);
  });

  it('enriches again when a person changes what the company is found by', async () => {
    const house = await openServedHouse(kind, automatic);
    const id = newContact(house, { email: 'z@calder-vale.example' });
    await house.enrich({ object: 'contact', recordId: id });
    const webhooks = openWebhooks(house);
    house.hubspot.update('contacts', id, { email: 'z@tidewright.example' });
    await webhooks.work();
    expect((await house.runs()).map(({ trigger }) => trigger)).toEqual(['cli', 'webhook']);
  });

  it('leaves a record alone whose last enrichment has seen the change already', async () => {
    const house = await openServedHouse(kind, automatic);
    const id = newContact(house);
    const webhooks = openWebhooks(house);
    house.hubspot.update('contacts', id, { email: 'other@tidewright.example' });
    await webhooks.settled();
    await house.enrich({ object: 'contact', recordId: id });
    await webhooks.work();
    house.hubspot.update('contacts', id, { email: 'third@tidewright.example' });
    house.hubspot.update('contacts', id, { email: 'other@tidewright.example' });
    await webhooks.work();
    expect(await house.runs()).toHaveLength(1);
  });

  it('tries again after HubSpot was down, and writes once', async () => {
    const house = await openServedHouse(kind, automatic);
    const webhooks = openWebhooks(house);
    const id = newContact(house);
    house.hubspot.fail({ path: '/contacts', times: 100, action: { kind: 'status', status: 503 } });
    await webhooks.work();
    house.hubspot.clearFaults();
    for (let round = 0; round < 3; round += 1) {
      house.clock.advance(60_000);
      await webhooks.work();
    }
    const completed = (await house.runs()).filter(({ status }) => status === 'completed');
    expect(completed).toMatchObject([{ record: { id } }]);
    expect((await eventsIn(house)).map(({ done }) => done)).not.toContain(false);
  });
});

describe.each(databases)('records that come and go on $name', (each) => {
  const kind = sharedInbound(each);

  it('a deleted record’s preview is dropped, and nothing enriches it until it is restored', async () => {
    const house = await openServedHouse(kind, automatic);
    const id = newContact(house);
    const preview = await house.enrich({ object: 'contact', recordId: id, mode: 'preview' });
    const webhooks = openWebhooks(house);
    house.hubspot.archive('contacts', id);
    await webhooks.work();
    expect((await house.run(preview.id)).status).toBe('discarded');
    await tell(house, event('created', id, Date.now()));
    expect(await house.runs()).toHaveLength(1);
    house.hubspot.restore('contacts', id);
    await webhooks.work();
    await tell(house, event('changed', id, Date.now()));
    expect(await house.runs()).toHaveLength(2);
  });

  it.each([
    ['deleted, then restored', 2_000, 3_000, 'live'],
    ['restored, then deleted', 3_000, 2_000, 'deleted'],
  ])(
    '%s: the order in which it is told does not matter',
    async (_, deletedAt, restoredAt, life) => {
      const house = await openServedHouse(kind);
      await tell(house, event('deleted', '1', deletedAt), event('restored', '1', restoredAt));
      await tell(house, event('restored', '2', restoredAt), event('deleted', '2', deletedAt));
      expect(await lives(house)).toEqual({ 1: life, 2: life });
    },
  );

  it('merges may be told in any order', async () => {
    const house = await openServedHouse(kind);
    const { id: runId } = await house.enrich({ object: 'contact', recordId: '1001' });
    const merge = (survivor: string, absorbed: string, at: number) =>
      event('merged', survivor, at, { absorbedIds: [absorbed] });
    // 1001 went into 1002, and that into 1003 afterwards; told the other way round.
    await tell(house, merge('1003', '1002', 3_000), merge('1002', '1001', 2_000));
    expect((await house.run(runId)).record.id).toBe('1003');
    expect(await lives(house)).toEqual({ 1001: 'merged', 1002: 'merged', 1003: 'live' });
  });

  it('a merge that is told a second time is done with, too', async () => {
    const house = await openServedHouse(kind);
    const merge = (at: number) => event('merged', '1002', at, { absorbedIds: ['1001'] });
    await tell(house, merge(2_000), merge(2_001));
    expect(await eventsIn(house)).toMatchObject([
      { done: true, error_code: null },
      { done: true, error_code: null },
    ]);
    expect(await lives(house)).toEqual({ 1001: 'merged' });
  });
});

describe.each(databases)('merged records on $name', (each) => {
  const kind = sharedInbound(each);

  it('keep one history: no second task, and an undo that addresses the survivor', async () => {
    const house = await openServedHouse(kind);
    const gone = newHero(house, 'first@tidewright.example');
    const survivor = newContact(house);
    const first = await house.enrich({ object: 'contact', recordId: gone });
    const taskIds = tasksOf(house, gone);
    expect(taskIds).toHaveLength(1);
    const webhooks = openWebhooks(house);
    house.hubspot.merge('contacts', survivor, [gone]);
    await webhooks.work();

    expect(await house.run(first.id)).toMatchObject({ record: { id: survivor } });
    await house.enrich({ object: 'contact', recordId: survivor });
    expect(tasksOf(house, survivor)).toEqual(taskIds);
    const report = await house.services.sync.undo(house.tenant, first.id);
    expect(report.record.id).toBe(survivor);
    expect(tasksOf(house, survivor)).toEqual([]);
  });

  it('of two companies, the deal of one is the survivor’s', async () => {
    const house = await openServedHouse(kind);
    const gone = newHero(house, 'first@tidewright.example');
    const company = house.hubspot.associated({ type: 'contacts', id: gone }, 'companies')[0] ?? '';
    await house.enrich({ object: 'contact', recordId: gone });
    const deals = () => house.hubspot.records('deals').length;
    const before = deals();
    const { id: survivor } = house.hubspot.createCompany({
      name: 'Tidewright',
      domain: 'tidewright.example',
    });
    const webhooks = openWebhooks(house);
    house.hubspot.merge('companies', survivor, [company]);
    await webhooks.work();
    const other = newHero(house, 'second@tidewright.example', survivor);
    await house.enrich({ object: 'contact', recordId: other });
    expect(deals()).toBe(before);
  });

  it('wait for a run that is under way', async () => {
    const house = await openServedHouse(kind);
    const gone = newContact(house);
    const survivor = newContact(house, { email: 'survivor@tidewright.example' });
    const merge = event('merged', survivor, Date.now(), { absorbedIds: [gone] });
    house.hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/contacts/batch/update')) return;
      house.hubspot.hooks.onRequest = undefined;
      await tell(house, merge);
    };
    const { id } = await house.enrich({ object: 'contact', recordId: gone });
    expect((await house.run(id)).record.id).toBe(gone);
    house.clock.advance(60_000);
    await house.services.inbound.drain();
    expect((await house.run(id)).record.id).toBe(survivor);
  });
});

describe.each(databases)('an erased person on $name', (each) => {
  const kind = sharedInbound(each);
  const tables = [
    'crm_sync_logs',
    'crm_write_journal',
    'crm_entity_mappings',
    'crm_sync_queue',
    'webhook_events',
  ];

  /** Everything that is kept for the tenant, as text. */
  async function everything(house: House): Promise<string> {
    const rows = await Promise.all(
      tables.map((table) =>
        house.database.asOwner<{ row: string }>(
          `select t::text as row from ${table} t where integration_id = $1`,
          [house.tenant.integrationId],
        ),
      ),
    );
    return rows
      .flat()
      .map(({ row }) => row)
      .join('\n');
  }

  it('is in no table any more, and her company does not get a second deal for it', async () => {
    const house = await openServedHouse(kind);
    const id = newHero(house, person.email);
    const company = house.hubspot.associated({ type: 'contacts', id }, 'companies')[0] ?? '';
    await openWorkflow(house).start([id]);
    await house.services.inbound.drain();
    await house.enrich({ object: 'contact', recordId: id, mode: 'preview' });
    const { id: undone } = await house.enrich({ object: 'contact', recordId: id });
    await house.services.sync.undo(house.tenant, undone);
    const deals = () => house.hubspot.records('deals').length;
    const before = deals();
    expect(await everything(house)).toContain('Quillfeather');

    const webhooks = openWebhooks(house);
    house.hubspot.erase(id);
    await webhooks.work();
    await tell(house, event('deleted', id, Date.now() + 1_000), event('created', id, 1_000));

    const left = await everything(house);
    expect(left).not.toMatch(/Quillfeather|Zebediah/i);
    expect(left).not.toContain(`"${id}"`);
    expect(await lives(house)).toMatchObject({ [id]: 'erased' });
    expect(await executionsOf(house)).toEqual([]);
    expect((await house.runs()).map(({ record }) => record.id)).not.toContain(id);

    const colleague = newHero(house, 'colleague@tidewright.example', company);
    await house.enrich({ object: 'contact', recordId: colleague });
    expect(deals()).toBe(before);
    expect(await house.services.sync.recover({ ignoreLeases: true })).toBe(0);
  });

  it('stays erased, however often and in whatever order it is told', async () => {
    const house = await openServedHouse(kind, automatic);
    const id = newContact(house);
    const at = Date.now();
    house.hubspot.portal().onChange = () => {};
    await house.enrich({ object: 'contact', recordId: id });
    house.hubspot.erase(id);
    const erased = event('erased', id, at, { subscriptionType: 'contact.privacyDeletion' });
    await tell(house, event('deleted', id, at + 1), erased, erased);
    await tell(house, event('restored', id, at + 2), event('changed', id, at + 3));
    expect(await lives(house)).toEqual({ [id]: 'erased' });
    expect(await house.runs()).toEqual([]);
  });

  it('takes what was merged into her along, also when that is told late', async () => {
    const house = await openServedHouse(kind);
    const absorbed = newContact(house);
    const id = newContact(house, { email: 'z.two@tidewright.example' });
    await house.enrich({ object: 'contact', recordId: absorbed });
    await tell(
      house,
      event('erased', id, 3_000),
      event('merged', id, 2_000, { absorbedIds: [absorbed] }),
    );
    expect(await everything(house)).not.toMatch(/Quillfeather|Zebediah/i);
    expect(await house.runs()).toEqual([]);
  });

  it.each([
    ['read', /\/companies\/batch\/read$/],
    ['written', /\/contacts\/batch\/update$/],
  ])('ends a run under way cleanly while her record is %s', async (_, path) => {
    const house = await openServedHouse(kind);
    const id = newHero(house, person.email);
    house.hubspot.hooks.onRequest = async (request) => {
      if (!path.test(request.path)) return;
      house.hubspot.hooks.onRequest = undefined;
      house.hubspot.erase(id);
      await tell(house, event('erased', id, Date.now()));
    };
    const asked = house.enrich({ object: 'contact', recordId: id });
    await expect(asked).rejects.toMatchObject({ status: expect.any(Number) });
    expect(await everything(house)).not.toMatch(/Quillfeather|Zebediah/i);
    expect((await house.runs()).map(({ status }) => status)).not.toContain('running');
    expect(await house.services.sync.recover({ ignoreLeases: true })).toBe(0);
    expect(house.logs()).not.toContainEqual(expect.objectContaining({ level: 'error' }));
  });
});
