/** What an org refuses, in sentences for whoever clicked; the rest is written all the same. */
import { describe, expect, it } from 'vitest';
import { salesforceId } from '../../sandbox/world/world.ts';
import { databases } from '../../support/databases.ts';
import { asked, sharedDatabase } from '../../support/house.ts';
import { openSalesforceHouse } from '../../support/salesforce-house.ts';

const hero = salesforceId('contact', '1001');
const click = { object: 'contact', recordId: hero } as const;

describe.each(databases)('an org that refuses, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it.each([
    ['hides', { hiddenFields: ['Contact.oppspot__Score__c'] }],
    ['makes read-only', { readOnlyFields: ['Contact.oppspot__Score__c'] }],
  ])('the rest is written when field-level security %s one of our fields', async (_, rights) => {
    const { salesforce, enrich } = await openSalesforceHouse(shared);
    salesforce.setPermissions(rights);
    const enrichment = await enrich(click);
    const values = salesforce.get('Contact', hero)?.values ?? {};
    expect(values.oppspot__Score__c ?? null).toBeNull();
    expect(values.oppspot__Enrichment_Id__c).toBe(enrichment.id);
    expect(enrichment.written.find((item) => item.kind === 'task')?.status).toBe('written');
    const told = enrichment.warnings.map(({ message }) => message).join(' ');
    expect(told).toContain('oppspot__Score__c');
  });

  it('a validation rule keeps the record as it was, and its own sentence is told', async () => {
    const { salesforce, enrich } = await openSalesforceHouse(shared);
    salesforce.addValidationRule({
      object: 'Contact',
      errorWhen: 'oppspot__Score__c != null',
      message: 'Scores are frozen until the audit is over.',
    });
    const enrichment = await enrich(click);
    expect(enrichment.status).toBe('partial');
    expect(enrichment.written.map(({ kind: what, status }) => [what, status])).toEqual([
      ['fields', 'failed'],
      ['task', 'written'],
      ['deal', 'written'],
    ]);
    const told = enrichment.warnings.map(({ message }) => message).join(' ');
    expect(told).toContain('Scores are frozen until the audit is over.');
    expect(salesforce.get('Contact', hero)?.values.oppspot__Score__c ?? null).toBeNull();
  });

  it('no contact is put into an opportunity that a rule kept out', async () => {
    const { salesforce, enrich } = await openSalesforceHouse(shared);
    const before = salesforce.records('OpportunityContactRole');
    salesforce.addValidationRule({
      object: 'Opportunity',
      errorWhen: 'oppspot__Key__c != null',
      message: 'Opportunities are opened by managers.',
    });
    const enrichment = await enrich(click);
    expect(enrichment.status).toBe('partial');
    expect(enrichment.written.find((item) => item.kind === 'deal')?.status).toBe('failed');
    expect(salesforce.records('OpportunityContactRole')).toEqual(before);
  });

  it('a record that is gone is said to be gone, and nothing is researched', async () => {
    const { house, salesforce, enrich } = await openSalesforceHouse(shared);
    salesforce.delete('Contact', hero);
    await expect(enrich(click)).rejects.toMatchObject({
      code: 'crm_not_found',
      message: expect.stringContaining('deleted'),
    });
    expect(house.sources.requests()).toEqual([]);
  });

  it('a lead that was converted sends to the contact it became', async () => {
    const lead = salesforceId('lead', '4001');
    const { salesforce, enrich } = await openSalesforceHouse(shared);
    salesforce.convertLead(lead);
    await expect(enrich({ object: 'lead', recordId: lead })).rejects.toMatchObject({
      code: 'crm_conflict',
      message: expect.stringContaining('converted'),
    });
  });

  it('says what is missing where the package is not installed, and still shows the score', async () => {
    const { salesforce, enrich } = await openSalesforceHouse(shared, {
      standin: { org: { namespace: null } },
    });
    const enrichment = await enrich(click);
    expect(enrichment.score.value).toEqual(expect.any(Number));
    const told = enrichment.warnings.map(({ message }) => message).join(' ');
    expect(told).toContain('The oppSpot package is not installed');
    expect(salesforce.records('Task').some(({ values }) => 'oppspot__Key__c' in values)).toBe(
      false,
    );
  });

  it('writes to the unprefixed fields of an org that built the package from source, in any process', async () => {
    const { house, salesforce, tenant, enrich } = await openSalesforceHouse(shared, {
      standin: { org: { namespace: '' } },
    });
    await enrich(click);
    house.clock.advance(60_000);
    const { services } = await house.another();
    const again = await services.sync.enrich(tenant, asked(click));
    expect(again.warnings).toEqual([]);
    expect(salesforce.get('Contact', hero)?.values.Enrichment_Id__c).toBe(again.id);
  });
});

describe.each(databases)('an org that took its grant back, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('sends to an administrator, and works again once somebody has connected anew', async () => {
    const { house, salesforce, tenant, accessToken, enrich } = await openSalesforceHouse(shared);
    salesforce.fail({ path: '.*', times: 1_000, action: { kind: 'status', status: 401 } });
    await expect(enrich(click)).rejects.toMatchObject({
      code: 'crm_needs_reauthorisation',
      message: expect.stringContaining('connect Salesforce again'),
    });
    expect((await house.services.settings.read(tenant)).connection.status).toBe(
      'needs_reauthorisation',
    );
    salesforce.clearFaults();
    const again = await house.services.salesforce.connect({
      grant: { accessToken, refreshToken: 'none', instanceUrl: salesforce.url },
      loginUrl: salesforce.url,
      organizationName: 'House in Salesforce',
    });
    expect(again).toEqual(tenant);
    expect((await enrich(click)).status).toBe('completed');
    expect((await house.services.settings.read(tenant)).connection.status).toBe('connected');
  });
});
