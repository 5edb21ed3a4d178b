import { describe, expect, it } from 'vitest';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { type HouseOptions, openHouse, sharedDatabase } from '../support/house.ts';
import { openSalesforceHouse } from '../support/salesforce-house.ts';
import { changeOf, hero, skips, tasks, valuesOf } from '../sync/support/portal.ts';
import { type Given, mapTo, saveMappings } from './support/mappings.ts';
import { addTenantProperties, tenantSalesforceFields } from './support/tenant-fields.ts';

const minute = 60_000;

/** One of every type, with steps. */
const everyType: readonly Given[] = [
  {
    oppspotField: 'score',
    crmField: 'count',
    transforms: [{ name: 'number', multiply: 0.1, decimals: 1 }],
  },
  {
    oppspotField: 'score_confidence',
    crmField: 'grade',
    transforms: [mapTo({ high: 'A', medium: 'B' }, 'C')],
  },
  {
    oppspotField: 'deal_stage',
    crmField: 'flag',
    transforms: [mapTo({ customer: 'true', opportunity: 'true' }, 'false')],
  },
  { oppspotField: 'last_enriched_at', crmField: 'day' },
  {
    oppspotField: 'company_name',
    crmField: 'words',
    transforms: [
      { name: 'join', fields: ['company_city'], separator: ' / ' },
      { name: 'case', to: 'upper' },
    ],
  },
  { oppspotField: 'company_industry', crmField: 'grades', transforms: [mapTo({ x: 'A' }, 'C;A')] },
];

describe.each(databases)('an enrichment with mappings, on $name', (kind) => {
  const database = sharedDatabase(kind);

  async function mapped(given: readonly Given[], options: HouseOptions = {}) {
    const house = await openHouse(database, options);
    addTenantProperties(house.hubspot);
    addTenantProperties(house.hubspot, 'companies');
    await saveMappings(house.services, house.tenant, ...given);
    house.hubspot.clearRequests();
    return house;
  }

  it('writes each value through its steps, in the spelling of the field, and not to the default place', async () => {
    const { enrich, hubspot, clock } = await mapped(everyType);
    const enrichment = await enrich(hero);
    expect(enrichment).toMatchObject({ status: 'completed', warnings: [] });
    const values = valuesOf(hubspot);
    expect(values).toMatchObject({
      count: String((enrichment.score.value ?? 0) / 10),
      grade: { high: 'A', medium: 'B', low: 'C' }[enrichment.score.confidence],
      // The run opens a deal.
      flag: 'true',
      day: clock.now().toISOString().slice(0, 10),
      words: 'TIDEWRIGHT ROBOTICS / BRISTOL',
      grades: 'A;C',
    });
    expect(values.oppspot_score ?? '').toBe('');
    expect(values.oppspot_deal_stage ?? '').toBe('');
    expect(values.oppspot_summary).not.toBe('');
    expect(changeOf(enrichment, 'words')).toMatchObject({
      oppspotField: 'company_name',
      evidenceIds: [expect.any(String)],
    });
  });

  it('is undone whole', async () => {
    const { enrich, hubspot, services, tenant } = await mapped(everyType);
    hubspot.update('contacts', '1001', { words: '' });
    const before = valuesOf(hubspot);
    const enrichment = await enrich(hero);
    expect(valuesOf(hubspot).words).not.toBe(before.words);
    const report = await services.sync.undo(tenant, enrichment.id);
    expect(report.status).toBe('undone');
    const names = everyType.map(({ crmField }) => crmField);
    expect(names.filter((name) => valuesOf(hubspot)[name])).toEqual([]);
  });

  it('previews what it would write, and applies exactly that', async () => {
    const { enrich, hubspot, services, tenant } = await mapped(everyType);
    const preview = await enrich({ ...hero, mode: 'preview' });
    expect(valuesOf(hubspot).words ?? '').toBe('');
    const planned = changeOf(preview, 'words')?.after;
    expect(planned).toBe('TIDEWRIGHT ROBOTICS / BRISTOL');
    const applied = await services.sync.apply(tenant, preview.id);
    expect(applied.status).toBe('completed');
    expect(valuesOf(hubspot).words).toBe(planned);
  });

  it('does not apply a preview when somebody has filled a mapped field since', async () => {
    const { enrich, hubspot, services, tenant } = await mapped(everyType);
    const preview = await enrich({ ...hero, mode: 'preview' });
    hubspot.update('contacts', '1001', { words: 'Mine' });
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'record_changed',
    });
    expect(valuesOf(hubspot).words).toBe('Mine');
  });

  it('leaves what a person typed into the tenant’s field, and renews what it wrote itself', async () => {
    const { enrich, hubspot, clock } = await mapped([
      { oppspotField: 'enrichment_id', crmField: 'words' },
      { oppspotField: 'score', crmField: 'count' },
    ]);
    hubspot.update('contacts', '1001', { count: '12' });
    const first = await enrich(hero);
    expect(valuesOf(hubspot)).toMatchObject({ words: first.id, count: '12' });
    expect(changeOf(first, 'count')).toMatchObject({
      decision: 'skip',
      policy: 'overwrite-if-ours',
      reason: 'oppSpot did not write the value that stands here.',
    });
    clock.advance(minute);
    const second = await enrich(hero);
    expect(valuesOf(hubspot).words).toBe(second.id);
  });

  it('takes a number for the same, however a person writes it', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'score', crmField: 'count', policy: 'always' },
    ]);
    const { score } = await enrich({ ...hero, mode: 'preview' });
    hubspot.update('contacts', '1001', { count: `${score.value}.00` });
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'count')).toBeUndefined();
    expect(valuesOf(hubspot).count).toBe(`${score.value}.00`);
  });

  it('keeps to the policy of the mapping before that of the settings', async () => {
    const mapping = { oppspotField: 'company_city', crmField: 'words' };
    const settings = { fieldPolicies: { company_city: 'never' } };
    const first = await mapped([{ ...mapping, policy: 'always' }], { settings });
    first.hubspot.update('contacts', '1001', { words: 'Plymouth' });
    await first.enrich(hero);
    expect(valuesOf(first.hubspot).words).toBe('Bristol');

    const second = await mapped([mapping], { settings });
    await second.enrich(hero);
    expect(valuesOf(second.hubspot).words ?? '').toBe('');
  });

  it('spells a value in its default place as ever, mapped or not', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'company_employees', crmField: 'numemployees', policy: 'always' },
    ]);
    hubspot.update('contacts', '1001', { numemployees: '1-5' });
    const enrichment = await enrich(hero);
    const { after } = changeOf(enrichment, 'numemployees') ?? {};
    expect(after).toMatch(/^\d+-\d+$/);
    expect(valuesOf(hubspot).numemployees).toBe(after);
  });

  it('writes the default where it has no value, and says so', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'company_city', crmField: 'words', defaultValue: 'Not known' },
    ]);
    const nobody = hubspot.createContact({ email: 'someone@gmail.com' });
    const enrichment = await enrich({ object: 'contact', recordId: nobody.id });
    expect(enrichment.match.status).toBe('none');
    expect(valuesOf(hubspot, nobody.id).words).toBe('Not known');
    expect(changeOf(enrichment, 'words')).toMatchObject({
      evidenceIds: [],
      reason: 'The field is empty. It is your default: oppSpot has no value of its own.',
    });
    await enrich(hero);
    expect(valuesOf(hubspot).words).toBe('Bristol');
  });

  it('writes no field where a required value is missing, and still plans the rest', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'company_city', crmField: 'words', required: true },
    ]);
    const nobody = hubspot.createContact({ email: 'someone@gmail.com' });
    const record = { object: 'contact', recordId: nobody.id } as const;
    const enrichment = await enrich(record);
    const written = enrichment.plan.changes.filter(({ decision }) => decision === 'write');
    expect(written).toEqual([]);
    expect(skips(enrichment).fields).toBe('required-missing');
    expect(changeOf(enrichment, 'oppspot_summary')).toMatchObject({
      decision: 'skip',
      reason:
        'No field of this record is written: your field mappings require City, and there is no value that can be written there.',
    });
    expect(valuesOf(hubspot, nobody.id).oppspot_summary ?? '').toBe('');

    const whole = await enrich(hero);
    expect(whole.status).toBe('completed');
    expect(valuesOf(hubspot)).toMatchObject({ words: 'Bristol' });
    expect(tasks(hubspot)).toHaveLength(1);
  });

  it('counts a value that the field cannot hold as missing', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'company_city', crmField: 'grade', required: true },
    ]);
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'grade')).toMatchObject({
      decision: 'skip',
      reason: "“Bristol” is not one of the field's options.",
    });
    expect(skips(enrichment).fields).toBe('required-missing');
    expect(valuesOf(hubspot).oppspot_score ?? '').toBe('');
  });

  it('says which step could not be done, and writes the rest', async () => {
    const { enrich, hubspot } = await mapped([
      { oppspotField: 'company_city', crmField: 'count', transforms: [{ name: 'number' }] },
    ]);
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'count')).toMatchObject({
      decision: 'skip',
      reason: 'The value is not a number.',
    });
    expect(valuesOf(hubspot).oppspot_score).toBe(String(enrichment.score.value));
  });

  it('writes no score where scoring is switched off, wherever it is mapped', async () => {
    const { enrich, hubspot } = await mapped([{ oppspotField: 'score', crmField: 'count' }], {
      settings: { automation: { score: false } },
    });
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'count')?.reason).toMatch(/switched off/);
    expect(valuesOf(hubspot).count ?? '').toBe('');
  });

  it('never takes a stage back, in whatever words the tenant keeps it', async () => {
    const { enrich, hubspot } = await mapped([
      {
        oppspotField: 'deal_stage',
        crmField: 'grade',
        transforms: [mapTo({ qualified: 'A', contacted: 'B', lead: 'B' }, 'C')],
      },
    ]);
    const nobody = hubspot.createContact({ email: 'someone@gmail.com', grade: 'A' });
    const { stage } = await enrich({ object: 'contact', recordId: nobody.id });
    expect(stage).toEqual({ name: 'qualified', reason: 'Suggested earlier and not taken back.' });
  });

  it('looks for the company that a mapped field names', async () => {
    const { enrich, hubspot } = await mapped([
      { object: 'company', oppspotField: 'company_website', crmField: 'words', direction: 'read' },
      {
        object: 'company',
        oppspotField: 'company_employees',
        crmField: 'prose',
        direction: 'read',
        transforms: [mapTo({ 'about two hundred': '200' })],
      },
    ]);
    const values = { words: 'https://www.tidewright.example/', prose: 'about two hundred' };
    hubspot.update('companies', '2023', values);
    const enrichment = await enrich({ object: 'company', recordId: '2023' });
    expect(enrichment.match).toMatchObject({
      status: 'matched',
      company: { domain: 'tidewright.example' },
    });
    const texts = enrichment.evidence.map(({ text }) => text);
    expect(texts).toContain('HubSpot records 200 employees.');
    expect(valuesOf(hubspot, '2023', 'companies')).toMatchObject(values);
    // The mapping takes the place of the default: the website is written nowhere.
    expect(changeOf(enrichment, 'website')).toBeUndefined();
  });

  it('does not look for what a mapped field names when the settings forbid it', async () => {
    const { enrich, hubspot, sources } = await mapped([
      { object: 'company', oppspotField: 'company_website', crmField: 'words', direction: 'read' },
    ]);
    hubspot.update('companies', '2023', { words: 'hushwood.example' });
    const record = { object: 'company', recordId: '2023' } as const;
    await expect(enrich(record)).rejects.toMatchObject({ code: 'suppressed' });
    expect(sources.requests()).toEqual([]);
  });

  it('does not take its own work for a person’s, where it reads and writes a field', async () => {
    const { enrich, hubspot, clock } = await mapped([
      { object: 'company', oppspotField: 'company_city', crmField: 'words', direction: 'both' },
    ]);
    const record = { object: 'company', recordId: '2001' } as const;
    const located = (texts: readonly { text: string }[]) =>
      texts.filter(({ text }) => text.startsWith('HubSpot places the company in'));
    await enrich(record);
    expect(valuesOf(hubspot, '2001', 'companies').words).toBe('Bristol');
    hubspot.update('companies', '2001', { country: 'United Kingdom', city: '' });
    clock.advance(minute);
    const second = await enrich(record);
    expect(located(second.evidence)).toMatchObject([
      { text: 'HubSpot places the company in United Kingdom.' },
    ]);
    hubspot.update('companies', '2001', { words: 'Bath' });
    clock.advance(minute);
    const third = await enrich(record);
    expect(located(third.evidence)).toMatchObject([
      { text: 'HubSpot places the company in Bath, United Kingdom.' },
    ]);
    expect(valuesOf(hubspot, '2001', 'companies').words).toBe('Bath');
  });
});

describe.each(databases)('an enrichment with mappings in Salesforce, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('writes each value typed as its field is, and is undone whole', async () => {
    const { house, tenant, salesforce, enrich, calls } = await openSalesforceHouse(database, {
      standin: { fields: { Contact: tenantSalesforceFields } },
    });
    const spelt = everyType.map((given) => ({
      ...given,
      crmField: `${given.crmField.charAt(0).toUpperCase()}${given.crmField.slice(1)}__c`,
    }));
    await saveMappings(house.services, tenant, ...spelt);
    salesforce.clearRequests();
    const id = salesforceId('contact', '1001');
    const enrichment = await enrich({ object: 'contact', recordId: id });
    expect(enrichment.status).toBe('completed');
    expect(calls()).toHaveLength(2);
    const standing = () => salesforce.get('Contact', id)?.values ?? {};
    expect(standing()).toMatchObject({
      Count__c: (enrichment.score.value ?? 0) / 10,
      Grade__c: { high: 'A', medium: 'B', low: 'C' }[enrichment.score.confidence],
      Day__c: house.clock.now().toISOString().slice(0, 10),
      Words__c: 'TIDEWRIGH…',
      Grades__c: 'A;C',
    });
    const report = await house.services.sync.undo(tenant, enrichment.id);
    expect(report.status).toBe('undone');
    expect(spelt.filter(({ crmField }) => standing()[crmField])).toEqual([]);
  });
});
