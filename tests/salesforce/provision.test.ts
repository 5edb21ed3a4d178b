import { describe, expect, it } from 'vitest';
import { createSalesforceSchemas } from '../../server/crm/salesforce/schemas.ts';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { composite, failureOf, ids, newOrg, update } from './org.ts';

const names = (prefix: string) => salesforceFields().map(({ apiName }) => prefix + apiName);

describe('checking what the package brought', () => {
  it.each([
    ['oppspot', 'oppspot__'],
    ['', ''],
  ])(
    'finds everything under the namespace "%s", in one call, and creates nothing',
    async (namespace, prefix) => {
      const { connector, calls } = await newOrg({ org: { namespace } });
      expect(await connector.provision()).toEqual({
        created: [],
        existing: expect.arrayContaining([
          `Contact.${prefix}Score__c`,
          `Task.${prefix}Key__c`,
          `Opportunity.${prefix}Key__c`,
        ]),
        skipped: [],
        available: { contact: names(prefix), lead: names(prefix), company: names(prefix) },
        dealDefaults: { pipeline: 'opportunity', stage: 'Prospecting' },
        dealsUnavailable: null,
      });
      expect(calls()).toEqual([composite]);
    },
  );

  it('says that the package is missing', async () => {
    const { connector } = await newOrg({ org: { namespace: null } });
    const report = await connector.provision();
    expect(report.available).toEqual({ contact: [], lead: [], company: [] });
    expect(report.dealDefaults).toBeNull();
    expect(report.skipped[0]?.reason).toContain('package is not installed');
  });

  it.each([
    ['hidden', { hiddenFields: ['Lead.oppspot__Score__c'] }, 'hidden'],
    ['read-only', { readOnlyFields: ['Lead.oppspot__Score__c'] }, 'read-only'],
  ])(
    'leaves out a %s field with what to do, and keeps the others',
    async (_, permissions, word) => {
      const { salesforce, connector } = await newOrg();
      salesforce.setPermissions(permissions);
      const report = await connector.provision();
      expect(report.skipped).toEqual([
        { field: 'Lead.oppspot__Score__c', reason: expect.stringContaining(word) },
      ]);
      expect(report.available.lead).toHaveLength(names('').length - 1);
      expect(report.available.contact).toHaveLength(names('').length);
    },
  );

  it.each([
    ['opportunities', { objects: { Opportunity: ['read'] as const } }],
    ['the key', { hiddenFields: ['Opportunity.oppspot__Key__c'] }],
    ['stages', { objects: { OpportunityStage: [] } }],
  ])('says why there can be no deals without %s', async (_, permissions) => {
    const { salesforce, connector } = await newOrg();
    salesforce.setPermissions(permissions);
    const report = await connector.provision();
    expect(report).toMatchObject({
      dealDefaults: null,
      dealsUnavailable: expect.stringMatching(/^[A-Zo].*\.$/),
    });
  });

  it('fails while Salesforce cannot be asked, and takes nothing for missing', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    expect((await failureOf(connector.provision())).kind).toBe('transient');
  });

  it('sees at once what an administrator has changed', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.setPermissions({ hiddenFields: ['Contact.oppspot__Score__c'] });
    expect((await connector.provision()).skipped).toHaveLength(1);
    salesforce.setPermissions({});
    expect((await connector.provision()).skipped).toEqual([]);
  });
});

describe('what is known of an org', () => {
  it('is read once by all who ask at the same time', async () => {
    const { connector, calls } = await newOrg();
    await Promise.all([connector.pipelines(), connector.pipelines(), connector.pipelines()]);
    expect(calls()).toEqual([composite]);
  });

  it('when old still serves at once and is read anew behind the caller', async () => {
    let now = 0;
    const schemas = createSalesforceSchemas({ maximumAgeMs: 1_000, now: () => now });
    const { salesforce, connector } = await newOrg({}, { schemas });
    await connector.provision();
    salesforce.setPermissions({ hiddenFields: ['Contact.oppspot__Score__c'] });
    now = 1_001;
    expect(await connector.pipelines()).toHaveLength(1);
    await expect
      .poll(() => connector.encode('contact', 'oppspot__Score__c', 7))
      .toMatchObject({ ok: false });
  });

  it('when it cannot be read anew still serves', async () => {
    let now = 0;
    const schemas = createSalesforceSchemas({ maximumAgeMs: 1_000, now: () => now });
    const { salesforce, connector } = await newOrg({}, { schemas });
    await connector.provision();
    now = 1_001;
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 4 });
    expect(await connector.pipelines()).toHaveLength(1);
    await expect.poll(() => salesforce.requests().length).toBe(5);
    const outcomes = await connector.write([update({ oppspot__Score__c: 7 })]);
    expect(outcomes.get(`update:${ids.ada}`)?.status).toBe('applied');
  });
});

describe('pipelines', () => {
  it('are one, with the stages of the org in their order', async () => {
    const { connector } = await newOrg();
    const [pipeline, ...others] = await connector.pipelines();
    expect(others).toEqual([]);
    expect(pipeline?.stages.at(0)).toEqual({
      id: 'Prospecting',
      label: 'Prospecting',
      isOpen: true,
    });
    expect(pipeline?.stages.filter(({ isOpen }) => !isOpen).map(({ id }) => id)).toEqual([
      'Closed Won',
      'Closed Lost',
    ]);
  });
});
