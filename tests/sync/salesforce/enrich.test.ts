import { describe, expect, it } from 'vitest';
import { salesforceId } from '../../sandbox/world/world.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openSalesforceHouse } from '../../support/salesforce-house.ts';

const hero = salesforceId('contact', '1001');
const heroCompany = salesforceId('company', '2001');

describe.each(databases)('enriching in Salesforce, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('writes fields, a task and an opportunity with the contact in it, in two calls', async () => {
    const { salesforce, enrich, calls } = await openSalesforceHouse(shared);
    const enrichment = await enrich({ object: 'contact', recordId: hero });
    expect(enrichment).toMatchObject({ crm: 'salesforce', status: 'completed', warnings: [] });
    expect(calls()).toHaveLength(2);
    const contact = salesforce.get('Contact', hero);
    expect(contact?.values.oppspot__Score__c).toBe(enrichment.score.value);
    const tasks = salesforce.records('Task').filter(({ values }) => values.oppspot__Key__c);
    expect(tasks).toMatchObject([{ values: { WhoId: hero } }]);
    const deals = salesforce.records('Opportunity').filter(({ values }) => values.oppspot__Key__c);
    expect(deals).toMatchObject([{ values: { AccountId: heroCompany } }]);
    expect(salesforce.records('OpportunityContactRole').at(-1)?.values).toMatchObject({
      ContactId: hero,
      OpportunityId: deals[0]?.id,
    });
  });

  it('writes nothing twice', async () => {
    const { salesforce, enrich } = await openSalesforceHouse(shared);
    await enrich({ object: 'contact', recordId: hero });
    const counts = () =>
      ['Task', 'Opportunity', 'OpportunityContactRole'].map(
        (type) => salesforce.records(type).length,
      );
    const before = counts();
    const again = await enrich({ object: 'contact', recordId: hero });
    expect(again.status).toBe('completed');
    expect(counts()).toEqual(before);
  });

  it('is undone whole', async () => {
    const { house, salesforce, tenant, enrich } = await openSalesforceHouse(shared);
    const before = salesforce.get('Contact', hero)?.values ?? {};
    const enrichment = await enrich({ object: 'contact', recordId: hero });
    const report = await house.services.sync.undo(tenant, enrichment.id);
    expect(report.status).toBe('undone');
    const after = salesforce.get('Contact', hero)?.values ?? {};
    const ours = Object.keys(after).filter((name) => name.startsWith('oppspot__'));
    expect(ours.filter((name) => (after[name] ?? null) !== (before[name] ?? null))).toEqual([]);
    expect(salesforce.records('Task').filter(({ values }) => values.oppspot__Key__c)).toEqual([]);
    expect(
      salesforce.records('Opportunity').filter(({ values }) => values.oppspot__Key__c),
    ).toEqual([]);
  });

  it('writes nothing in a preview; applying it writes what it showed', async () => {
    const { house, salesforce, tenant, enrich } = await openSalesforceHouse(shared);
    const preview = await enrich({ object: 'contact', recordId: hero, mode: 'preview' });
    expect(preview.status).toBe('previewed');
    expect(salesforce.get('Contact', hero)?.values.oppspot__Score__c ?? null).toBeNull();
    const applied = await house.services.sync.apply(tenant, preview.id);
    expect(applied.status).toBe('completed');
    expect(salesforce.get('Contact', hero)?.values.oppspot__Score__c).toBe(preview.score.value);
  });

  it('forgets a preview that is discarded', async () => {
    const { house, salesforce, tenant, enrich } = await openSalesforceHouse(shared);
    const preview = await enrich({ object: 'contact', recordId: hero, mode: 'preview' });
    await house.services.sync.discard(tenant, preview.id);
    await expect(house.services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'not_a_preview',
    });
    expect(salesforce.get('Contact', hero)?.values.oppspot__Score__c ?? null).toBeNull();
  });

  it('tells an administrator where our fields are, on leads too', async () => {
    const { house, tenant } = await openSalesforceHouse(shared);
    const { fields, provisioning } = await house.services.settings.read(tenant);
    expect(provisioning).toMatchObject({ status: 'complete', dealsUnavailable: null });
    const score = fields.find(({ name }) => name === 'score');
    const place = { crmField: 'oppspot__Score__c', available: true, reason: null };
    expect(score?.places).toEqual([
      { object: 'contact', ...place },
      { object: 'company', ...place },
      { object: 'lead', ...place },
    ]);
  });

  it('enriches an account', async () => {
    const { salesforce, enrich, calls } = await openSalesforceHouse(shared);
    const enrichment = await enrich({ object: 'company', recordId: heroCompany });
    expect(enrichment.status).toBe('completed');
    expect(calls()).toHaveLength(2);
    expect(salesforce.get('Account', heroCompany)?.values.oppspot__Score__c).toBe(
      enrichment.score.value,
    );
  });

  it('enriches a lead, whose company stands on the lead itself', async () => {
    const lead = salesforceId('lead', '4001');
    const { salesforce, enrich, calls } = await openSalesforceHouse(shared);
    const enrichment = await enrich({ object: 'lead', recordId: lead });
    expect(enrichment.match.status).toBe('matched');
    expect(enrichment).toMatchObject({ status: 'completed', warnings: [] });
    expect(enrichment.plan.skipped).toContainEqual(
      expect.objectContaining({ action: 'deal', code: 'lead' }),
    );
    expect(calls()).toHaveLength(2);
    expect(salesforce.get('Lead', lead)?.values.oppspot__Score__c).toBe(enrichment.score.value);
  });
});
