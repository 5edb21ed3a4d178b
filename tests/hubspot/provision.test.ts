import { describe, expect, it } from 'vitest';
import { hubspotProperties } from '../../shared/fields/hubspot.ts';
import {
  connectTo,
  type ScriptedHubSpot,
  type SeenRequest,
  scriptedHubSpot,
} from './scripted-hubspot.ts';

const root = '/crm/properties/2026-09';
const ours = hubspotProperties();
const names = ours.map((one) => one.name);
const dealKey = {
  name: 'oppspot_external_id',
  type: 'string',
  hasUniqueValue: true,
  options: [] as { value: string }[],
};
const stage = (id: string, isClosed: string) => ({
  id,
  displayOrder: 0,
  label: id,
  metadata: { isClosed },
});
const pipeline = {
  id: 'default',
  displayOrder: 0,
  label: 'Sales',
  archived: false,
  stages: [stage('won', 'true'), stage('open', 'false')],
};
const taken = { status: 409, body: { category: 'OBJECT_ALREADY_EXISTS', message: 'exists' } };

interface Account {
  contacts?: readonly object[];
  companies?: readonly object[];
  deals?: readonly object[];
  groups?: readonly string[];
}

/** Lists of an account; creations answer 201 unless a test has scripted them before. */
function account(script: ScriptedHubSpot, { groups = ['oppspot'], ...properties }: Account = {}) {
  const present = { contacts: ours, companies: ours, deals: [dealKey], ...properties };
  for (const type of ['contacts', 'companies', 'deals'] as const) {
    script
      .on('GET', `${root}/${type}`, { body: { results: present[type] } })
      .on('GET', `${root}/${type}/groups`, { body: { results: groups.map((name) => ({ name })) } })
      .on('POST', `${root}/${type}/groups`, { status: 201, body: { name: 'oppspot' } })
      .on('POST', `${root}/${type}`, (seen) => ({ status: 201, body: seen.body }), 99);
  }
  return script.on('GET', '/crm/pipelines/2026-09/deals', { body: { results: [pipeline] } });
}

const creations = (script: ScriptedHubSpot, type: string): SeenRequest[] =>
  script.requests.filter((one) => one.method === 'POST' && one.path === `${root}/${type}`);

describe('provisioning an account', () => {
  it('creates the groups and every property of an empty account, the most valuable first', async () => {
    const script = account(await scriptedHubSpot(), {
      contacts: [],
      companies: [],
      deals: [],
      groups: [],
    });
    const report = await connectTo(script).connector.provision();
    expect(script.unexpected).toEqual([]);
    expect(creations(script, 'contacts').map((one) => one.body.name)).toEqual(names);
    expect(creations(script, 'companies').map((one) => one.body.name)).toEqual(names);
    expect(creations(script, 'deals').map((one) => one.body)).toMatchObject([
      { name: 'oppspot_external_id', hasUniqueValue: true, groupName: 'oppspot', type: 'string' },
    ]);
    expect(report.created).toHaveLength(names.length * 2 + 1);
    expect(report.available).toEqual({ contact: names, company: names });
    expect(report).toMatchObject({
      existing: [],
      skipped: [],
      dealDefaults: { pipeline: 'default', stage: 'open' },
      dealsUnavailable: null,
    });
  });

  it('sends options with everything HubSpot requires of them', async () => {
    const script = account(await scriptedHubSpot(), { contacts: [] });
    await connectTo(script).connector.provision();
    const choice = creations(script, 'contacts').find(
      (one) => one.body.name === 'oppspot_score_confidence',
    );
    expect(choice?.body).toMatchObject({ type: 'enumeration', fieldType: 'select' });
    expect(choice?.body.options[0]).toEqual({
      label: 'High',
      value: 'high',
      displayOrder: 0,
      hidden: false,
    });
  });

  it('only reads when everything is there', async () => {
    const script = account(await scriptedHubSpot());
    const report = await connectTo(script).connector.provision();
    expect(script.requests.every((one) => one.method === 'GET')).toBe(true);
    expect(report.created).toEqual([]);
    expect(report.existing).toHaveLength(names.length * 2 + 1);
    expect(report.available.contact).toEqual(names);
  });

  it('creates only what is missing', async () => {
    const contacts = ours.filter((one) => one.name !== 'oppspot_signals');
    const script = account(await scriptedHubSpot(), { contacts });
    const report = await connectTo(script).connector.provision();
    expect(report.created).toEqual(['contacts.oppspot_signals']);
    expect(report.available.contact).toHaveLength(names.length);
  });

  it('takes a property that somebody else creates at the same moment', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', `${root}/contacts`, taken);
    account(script, { contacts: ours.slice(1) }).on('GET', `${root}/contacts`, {
      body: { results: ours },
    });
    const report = await connectTo(script).connector.provision();
    expect(report.created).toEqual([]);
    expect(report.existing).toContain(`contacts.${names[0]}`);
    expect(report.available.contact).toContain(names[0]);
  });

  it('says that an archived property is in the way', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', `${root}/contacts`, taken);
    account(script, { contacts: ours.slice(1) }).on(
      'GET',
      `${root}/contacts`,
      (seen) => ({
        body: { results: seen.query.get('archived') === 'true' ? ours : ours.slice(1) },
      }),
      2,
    );
    const report = await connectTo(script).connector.provision();
    expect(report.skipped).toEqual([
      { field: `contacts.${names[0]}`, reason: expect.stringContaining('archived') },
    ]);
    expect(report.available.contact).not.toContain(names[0]);
  });

  it.each([['another type', { type: 'string' }, 'instead of number']])(
    'does not use an existing property of %s',
    async (_, change, reason) => {
      const contacts = ours.map((one) =>
        one.name === 'oppspot_score' ? { ...one, ...change } : one,
      );
      const script = account(await scriptedHubSpot(), { contacts });
      const report = await connectTo(script).connector.provision();
      expect(report.skipped).toEqual([
        { field: 'contacts.oppspot_score', reason: expect.stringContaining(reason) },
      ]);
      expect(report.available.contact).not.toContain('oppspot_score');
    },
  );

  it('does not use an existing list that lacks one of our options', async () => {
    const contacts = ours.map((one) =>
      one.name === 'oppspot_deal_stage' ? { ...one, options: [{ value: 'lead' }] } : one,
    );
    const script = account(await scriptedHubSpot(), { contacts });
    const report = await connectTo(script).connector.provision();
    expect(report.skipped[0]?.reason).toContain('prospect');
  });

  it('keeps the most valuable properties when the account’s limit is reached', async () => {
    const limit = {
      status: 400,
      body: {
        category: 'VALIDATION_ERROR',
        message: 'You have reached the limit of 10 properties',
      },
    };
    const script = await scriptedHubSpot();
    let made = 0;
    script.on(
      'POST',
      `${root}/contacts`,
      (seen) => {
        made += 1;
        return made > 4 ? limit : { status: 201, body: seen.body };
      },
      99,
    );
    account(script, { contacts: [] });
    const report = await connectTo(script).connector.provision();
    expect(report.available.contact).toEqual(names.slice(0, 4));
    expect(report.skipped.map((one) => one.field)).toEqual(
      names.slice(4).map((name) => `contacts.${name}`),
    );
    expect(report.skipped[0]?.reason).toContain('limit');
    expect(made, 'asks once after the limit, not for each').toBe(5);
    expect(report.available.company).toEqual(names);
  });

  it('leaves deals out with a sentence when the connection may not use them', async () => {
    const script = await scriptedHubSpot();
    const forbidden = { status: 403, body: { category: 'MISSING_SCOPES', message: 'scopes' } };
    script.on('GET', `${root}/deals`, forbidden).on('GET', `${root}/deals/groups`, forbidden);
    const report = await connectTo(account(script)).connector.provision();
    expect(report.dealDefaults).toBeNull();
    expect(report.dealsUnavailable).toContain('grant the deal permissions');
    expect(report.available.contact).toEqual(names);
  });

  it('creates no deals when their key cannot be made unique', async () => {
    const deals = [{ ...dealKey, hasUniqueValue: false }];
    const report = await connectTo(
      account(await scriptedHubSpot(), { deals }),
    ).connector.provision();
    expect(report.dealDefaults).toBeNull();
    expect(report.dealsUnavailable).toContain('unique');
  });

  it('fails when contacts may not be set up at all', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', `${root}/contacts`, { status: 403, body: { category: 'MISSING_SCOPES' } });
    await expect(connectTo(account(script)).connector.provision()).rejects.toMatchObject({
      kind: 'missing_scope',
    });
  });

  it('is safe to repeat when an answer is lost: the name can exist only once', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', `${root}/contacts`, { instead: 'cut' }).on('POST', `${root}/contacts`, taken);
    account(script, { contacts: ours.slice(1) }).on('GET', `${root}/contacts`, {
      body: { results: ours },
    });
    const report = await connectTo(script).connector.provision();
    expect(report.available.contact).toContain(names[0]);
  });
});
