/** The connector against an account that keeps state and refuses what HubSpot refuses. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  CrmConnector,
  PendingOperation,
  ReadResult,
  WriteOperation,
} from '../../server/crm/connector.ts';
import { createHubSpotAgent, createHubSpotConnector } from '../../server/crm/hubspot/index.ts';
import { hubspotProperties } from '../../shared/fields/hubspot.ts';
import {
  type HubSpotStandin,
  type HubSpotStandinOptions,
  startHubSpotStandin,
} from '../sandbox/hubspot/index.ts';
import type { HubSpotSeed } from '../sandbox/hubspot/seed.ts';
import { impatientClock, testBudget } from '../support/limits.ts';

const seed: HubSpotSeed = {
  owners: [{ id: '42', email: 'rep@vendor.example', firstName: 'Rae', lastName: 'Rep', userId: 7 }],
  companies: [
    {
      id: '2001',
      properties: { name: 'Acme', domain: 'acme.example', industry: 'COMPUTER_SOFTWARE' },
    },
  ],
  contacts: [
    {
      id: '1001',
      companyId: '2001',
      properties: { email: 'ada@acme.example', firstname: 'Ada', lastname: 'Byron' },
    },
    { id: '1002', properties: { email: 'bob@acme.example' } },
  ],
  deals: [
    {
      id: '3001',
      contactIds: ['1001'],
      properties: { dealname: 'Old one', dealstage: 'closedlost', pipeline: 'default' },
    },
  ],
};

const everything = { token: 'token-1', scopes: 'all' } as const;
const names = hubspotProperties().map((property) => property.name);

async function account(options: HubSpotStandinOptions = {}) {
  const standin = await startHubSpotStandin({ accessTokens: [everything], seed, ...options });
  onTestFinished(() => standin.close());
  const agent = createHubSpotAgent(standin.url, 1_000);
  onTestFinished(() => agent.destroy());
  const connector = createHubSpotConnector({
    accessToken: async () => 'token-1',
    baseUrl: standin.url,
    portalId: String(standin.portalId),
    budget: testBudget('hubspot'),
    runtime: { random: () => 0.5 },
    agent,
    sleep: async () => undefined,
  });
  return { standin, connector };
}

async function provisioned(options: HubSpotStandinOptions = {}) {
  const parts = await account(options);
  const report = await parts.connector.provision();
  parts.standin.clearRequests();
  return { ...parts, report };
}

function recordOf(results: ReadonlyMap<string, ReadResult>, id: string) {
  const result = results.get(id);
  if (!result?.ok) throw new Error(`${id} was not read`);
  return result.record;
}

const about = [
  { object: 'contact', id: '1001' },
  { object: 'company', id: '2001' },
] as const;

function task(key: string): WriteOperation {
  return {
    kind: 'create-task',
    key,
    task: {
      key,
      subject: 'Call Ada',
      body: 'Hiring & growing.\n<New> office “in Hull”.',
      dueAt: '2026-11-23T09:00:00.000Z',
      priority: 'high',
      ownerId: '42',
      associations: [...about],
      reason: 'Score 82.',
    },
  };
}

function deal(key: string): WriteOperation {
  return {
    kind: 'create-deal',
    key,
    deal: {
      key,
      name: 'Acme – oppSpot',
      pipeline: null,
      stage: null,
      ownerId: null,
      closeDate: '2027-01-31',
      associations: [...about],
      reason: 'Score 82.',
    },
  };
}

function update(values: Record<string, string | null>, id = '1001'): WriteOperation {
  return { kind: 'update', key: `update:${id}`, record: { object: 'contact', id }, values };
}

const values = {
  oppspot_score: '72',
  oppspot_score_confidence: 'high',
  oppspot_last_enriched_at: '2026-11-21T10:00:00.000Z',
  oppspot_summary: 'Acme is hiring.',
  city: 'Hull',
};

describe('provisioning', () => {
  it('creates everything once and nothing the second time', async () => {
    const { connector, report } = await provisioned();
    expect(report.skipped).toEqual([]);
    expect(report.created).toHaveLength(names.length * 2 + 1);
    expect(report.dealDefaults).not.toBeNull();
    const again = await connector.provision();
    expect(again.created).toEqual([]);
    expect(again.available).toEqual(report.available);
  });

  it('of two at the same moment creates each property once and both succeed', async () => {
    const { connector } = await account();
    const [left, right] = await Promise.all([connector.provision(), connector.provision()]);
    expect(left.available).toEqual({ contact: names, company: names });
    expect(right.available).toEqual(left.available);
  });

  it('keeps the best properties where only a few are allowed', async () => {
    const { report } = await provisioned({ limits: { customPropertiesPerObject: 4 } });
    expect(report.available).toEqual({ contact: names.slice(0, 4), company: names.slice(0, 4) });
    expect(report.dealsUnavailable).toBeNull();
  });

  it('goes without deals where they were not granted', async () => {
    const scopes = [
      'crm.objects.contacts.read',
      'crm.objects.contacts.write',
      'crm.objects.companies.read',
      'crm.objects.companies.write',
      'crm.schemas.contacts.read',
      'crm.schemas.contacts.write',
      'crm.schemas.companies.read',
      'crm.schemas.companies.write',
    ];
    const { connector, report } = await provisioned({
      accessTokens: [{ token: 'token-1', scopes }],
    });
    expect(report.available.contact).toEqual(names);
    expect(report.dealsUnavailable).toContain('deal permissions');
    const one = recordOf(await connector.readRecords('contact', ['1001']), '1001');
    expect(one.company?.name).toBe('Acme');
    expect(one.deals).toEqual([]);
  });
});

describe('a click', () => {
  it('reads a contact in three calls and writes in three', async () => {
    const { standin, connector, report } = await provisioned();
    const before = recordOf(await connector.readRecords('contact', ['1001']), '1001');
    expect(standin.requests()).toHaveLength(3);
    expect(before).toMatchObject({
      name: 'Ada Byron',
      company: { id: '2001', name: 'Acme', domain: 'acme.example', industry: 'Computer Software' },
      deals: [{ id: '3001', isOpen: false, isWon: false }],
    });
    standin.clearRequests();
    const place = report.dealDefaults ?? { pipeline: '', stage: '' };
    const planned = deal('d:1');
    if (planned.kind === 'create-deal') Object.assign(planned.deal, place);
    const outcomes = await connector.write([update(values), task('t:1'), planned]);
    expect(standin.requests()).toHaveLength(3);
    expect([...outcomes.values()].map((one) => one.status)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    const after = recordOf(await connector.readRecords('contact', ['1001']), '1001');
    expect(after.values).toMatchObject(values);
    expect(after.deals).toEqual(
      expect.arrayContaining([expect.objectContaining({ ownKey: 'd:1', isOpen: true })]),
    );
    const [made] = standin.records('tasks');
    expect(standin.associated({ type: 'tasks', id: made?.id ?? '' }, 'contacts')).toEqual(['1001']);
    expect(standin.associated({ type: 'tasks', id: made?.id ?? '' }, 'companies')).toEqual([
      '2001',
    ]);
  });

  it('leaves what it created untouched until somebody touches it', async () => {
    const { standin, connector } = await provisioned();
    const operations = [task('t:1'), deal('d:1')];
    const outcomes = await connector.write(operations);
    const idOf = (key: string) => {
      const outcome = outcomes.get(key);
      return outcome?.status === 'applied' ? outcome.id : '';
    };
    const created = [
      { object: 'task', id: idOf('t:1'), operation: task('t:1') },
      { object: 'deal', id: idOf('d:1'), operation: deal('d:1') },
    ] as const;
    expect([...(await connector.inspectCreated(created)).values()]).toEqual([
      { state: 'untouched' },
      { state: 'untouched' },
    ]);
    standin.update('tasks', idOf('t:1'), { hs_task_status: 'COMPLETED' });
    standin.archive('deals', idOf('d:1'));
    const states = await connector.inspectCreated(created);
    expect(states.get(idOf('t:1'))?.state).toBe('changed');
    expect(states.get(idOf('d:1'))).toEqual({ state: 'gone', deleted: true });
  });

  it('can be taken back: values cleared, task and deal deleted', async () => {
    const { standin, connector } = await provisioned();
    const outcomes = await connector.write([update(values), task('t:1'), deal('d:1')]);
    const deletions = (['task', 'deal'] as const).map((object): WriteOperation => {
      const made = outcomes.get(object === 'task' ? 't:1' : 'd:1');
      const id = made?.status === 'applied' ? made.id : '';
      return { kind: 'delete', key: object, object, id };
    });
    const cleared = Object.fromEntries(Object.keys(values).map((name) => [name, null]));
    const undone = await connector.write([update(cleared), ...deletions]);
    expect([...undone.values()].map((one) => one.status)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(standin.records('tasks')).toEqual([]);
    expect(standin.records('deals').map((one) => one.id)).toEqual(['3001']);
    const after = recordOf(await connector.readRecords('contact', ['1001']), '1001');
    expect(after.values).toMatchObject(cleared);
  });
});

describe('nothing is written twice', () => {
  it.each([409, 400] as const)(
    'a deal with a used key is the one that exists; HubSpot says so with %i',
    async (uniqueConflictStatus) => {
      const { standin, connector } = await provisioned({ limits: { uniqueConflictStatus } });
      const first = (await connector.write([deal('d:1')])).get('d:1');
      const both = await connector.write([deal('d:1'), deal('d:2')]);
      expect(first).toMatchObject({ status: 'applied', existing: false });
      expect(both.get('d:1')).toMatchObject({
        status: 'applied',
        existing: true,
        id: first?.status === 'applied' ? first.id : '',
      });
      expect(both.get('d:2')).toMatchObject({ status: 'applied', existing: false });
      expect(standin.records('deals')).toHaveLength(3);
    },
  );

  const lost = [
    { kind: 'drop', when: 'after' },
    { kind: 'stall' },
    { kind: 'malformed' },
    { kind: 'status', status: 504, afterWork: true },
  ] as const;

  it.each(lost)(
    'when the answer is lost after the work ($kind), reading finds it',
    async (action) => {
      const { standin, connector } = await provisioned();
      standin.fail({ method: 'POST', path: 'batch/create', times: 2, action });
      const operations = [task('t:1'), deal('d:1')];
      const outcomes = await connector.write(operations);
      expect([...outcomes.values()].map((one) => one.status)).toEqual(['unknown', 'unknown']);
      const pending = operations.map((operation): PendingOperation => ({ operation, before: {} }));
      const found = await connector.reconcile(pending);
      expect([...found.values()].map((one) => one.state)).toEqual(['applied', 'applied']);
      expect(standin.records('tasks')).toHaveLength(1);
      expect(standin.records('deals')).toHaveLength(2);
    },
  );

  it('when the connection is cut before the work, reading finds that it is absent', async () => {
    const { standin, connector } = await provisioned();
    const action = { kind: 'drop', when: 'before' } as const;
    standin.fail({ method: 'POST', path: 'batch/create', times: 2, action });
    const operations = [task('t:1'), deal('d:1')];
    const outcomes = await connector.write(operations);
    expect([...outcomes.values()].map((one) => one.status)).toEqual(['unknown', 'unknown']);
    const pending = operations.map((operation): PendingOperation => ({ operation, before: {} }));
    const found = await connector.reconcile(pending);
    expect([...found.values()]).toEqual([{ state: 'absent' }, { state: 'absent' }]);
  });

  it('an update that was carried out is recognised in HubSpot’s spelling', async () => {
    const { standin, connector } = await provisioned();
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, null]));
    await connector.write([update(values)]);
    const pending = { operation: update(values), before };
    expect((await connector.reconcile([pending])).get('update:1001')?.state).toBe('applied');
    // One field that somebody changed since does not hide that the others are ours.
    standin.update('contacts', '1001', { city: 'York' });
    expect((await connector.reconcile([pending])).get('update:1001')?.state).toBe('applied');
  });
});

describe('what HubSpot refuses', () => {
  it('costs only the property it refuses', async () => {
    const { standin, connector } = await provisioned();
    const operation = update({ ...values, numemployees: '37', no_such_field: 'x' });
    const outcome = (await connector.write([operation])).get('update:1001');
    expect(outcome?.status).toBe('applied');
    const rejected = outcome?.status === 'applied' ? outcome.rejected : [];
    expect(rejected.map((one) => one.field).sort()).toEqual(['no_such_field', 'numemployees']);
    expect(standin.get('contacts', '1001')?.properties).toMatchObject({
      oppspot_score: '72',
      city: 'Hull',
    });
  });

  it('costs only the record it refuses', async () => {
    const { standin, connector } = await provisioned();
    const outcomes = await connector.write([
      update({ oppspot_score: '1' }, '1001'),
      update({ oppspot_score: '2' }, '999999'),
      update({ oppspot_score: '3' }, '1002'),
    ]);
    expect(outcomes.get('update:1001')?.status).toBe('applied');
    expect(outcomes.get('update:999999')).toMatchObject({
      status: 'failed',
      error: { kind: 'not_found' },
    });
    expect(outcomes.get('update:1002')?.status).toBe('applied');
    expect(standin.get('contacts', '1002')?.properties.oppspot_score).toBe('3');
  });

  it('an owner who left does not stop the task', async () => {
    const { standin, connector } = await provisioned();
    const operation = task('t:1');
    if (operation.kind === 'create-task') Object.assign(operation.task, { ownerId: '99' });
    const outcome = (await connector.write([operation])).get('t:1');
    expect(outcome).toMatchObject({ status: 'applied', rejected: [{ field: 'hubspot_owner_id' }] });
    expect(standin.records('tasks')).toHaveLength(1);
  });

  it('a record that is gone fails the task about it', async () => {
    const { standin, connector } = await provisioned();
    standin.archive('contacts', '1001');
    const outcome = (await connector.write([task('t:1')])).get('t:1');
    expect(outcome?.status).toBe('failed');
    expect(standin.records('tasks')).toEqual([]);
  });

  it('a hundred contacts are read and written in a handful of calls', async () => {
    const contacts = Array.from({ length: 100 }, (_, at) => ({
      id: String(5000 + at),
      companyId: '2001',
      properties: { email: `p${at}@acme.example` },
    }));
    const { standin, connector } = await provisioned({ seed: { ...seed, contacts, deals: [] } });
    const ids = contacts.map((one) => one.id);
    const read = await connector.readRecords('contact', ids);
    expect([...read.values()].every((one) => one.ok && one.record.company?.id === '2001')).toBe(
      true,
    );
    const outcomes = await connector.write(ids.map((id) => update({ oppspot_score: '50' }, id)));
    expect([...outcomes.values()].every((one) => one.status === 'applied')).toBe(true);
    expect(standin.requests().length).toBeLessThanOrEqual(5);
  });
});

describe('pressure', () => {
  it('429, 423 and 477 are waited out', async () => {
    const { standin, connector } = await provisioned();
    for (const status of [429, 423, 477]) {
      standin.fail({ path: 'batch/create', action: { kind: 'status', status, retryAfter: 1 } });
    }
    expect((await connector.write([task('t:1')])).get('t:1')?.status).toBe('applied');
    expect(standin.records('tasks')).toHaveLength(1);
  });

  it('a long run never reaches HubSpot’s limit', async () => {
    const { standin, connector } = await pressed();
    for (let read = 0; read < 60; read += 1) await connector.readRecords('contact', ['1002']);
    expect(standin.requests()).toHaveLength(60);
    expect(standin.requests().filter((one) => one.status !== 200)).toEqual([]);
  });
});

/** An account and a budget on one clock, which moves when the budget waits. */
async function pressed(): Promise<{ standin: HubSpotStandin; connector: CrmConnector }> {
  const clock = impatientClock(Date.parse('2026-11-21T09:00:00Z'));
  const standin = await startHubSpotStandin({
    accessTokens: [everything],
    seed,
    now: () => new Date(clock.now()),
    limits: { requestsPerTenSeconds: 10 },
  });
  onTestFinished(() => standin.close());
  const window = { limit: 10, bulkLimit: 10, holdMs: 10_000, pace: null };
  const connector = createHubSpotConnector({
    accessToken: async () => 'token-1',
    baseUrl: standin.url,
    portalId: null,
    budget: testBudget('hubspot', window, clock),
    runtime: { random: () => 0 },
    sleep: async (milliseconds) => clock.advance(milliseconds),
  });
  return { standin, connector };
}
