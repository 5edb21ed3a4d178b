import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import {
  changeOf,
  newDeals,
  plannedValues,
  skips,
  tasks,
  valuesOf,
  writes,
} from './support/portal.ts';

const contact = (recordId: string) => ({ object: 'contact' as const, recordId });
const companyFacts = ['company', 'website', 'country', 'city', 'zip', 'industry'];

describe.each(databases)('what a record is worth, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each([
    ['a free-mail address and no company', '1010', 'none', 'free-mail-domain'],
    ['neither an address nor a company', '1011', 'none', 'no-company'],
    ['nothing in any field', '1028', 'none', 'no-company'],
    ['a name that two companies bear', '1009', 'ambiguous', 'company_ambiguous'],
    ['a name of 10,000 characters', '1027', 'none', 'not-found'],
    ['an address inside the network as its domain', '1029', 'none', 'not-found'],
  ])('writes no company fact for %s', async (_, id, status, warning) => {
    const { enrich, hubspot } = await openHouse(database);
    const before = valuesOf(hubspot, id);
    const enrichment = await enrich(contact(id));
    expect(enrichment).toMatchObject({ status: 'completed', match: { status } });
    expect(enrichment.warnings.map(({ code }) => code)).toContain(warning);
    expect(Object.keys(plannedValues(enrichment)).filter((f) => companyFacts.includes(f))).toEqual(
      [],
    );
    for (const fact of companyFacts) expect(valuesOf(hubspot, id)[fact]).toBe(before[fact]);
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
  });

  it('clears a score instead of writing 50 or 0 when nothing is known', async () => {
    const { enrich, hubspot } = await openHouse(database);
    hubspot.update('contacts', '1028', { oppspot_score: '81', oppspot_score_fit: '40' });
    const enrichment = await enrich(contact('1028'));
    expect(enrichment.score).toMatchObject({ value: null, confidence: 'low' });
    expect(valuesOf(hubspot, '1028').oppspot_score || null).toBeNull();
    expect(valuesOf(hubspot, '1028').oppspot_score_fit || null).toBeNull();
  });

  it('writes facts once a person picked the company, and remembers the pick', async () => {
    const { enrich, hubspot, clock } = await openHouse(database);
    const open = await enrich(contact('1009'));
    if (open.match.status !== 'ambiguous') throw new Error('The name is not ambiguous.');
    const [chosen] = open.match.candidates;
    const pick = {
      domain: chosen?.domain ?? null,
      registrationNumber: chosen?.registration?.number ?? null,
    };
    const picked = await enrich({ ...contact('1009'), pick });
    expect(picked.match).toMatchObject({ status: 'matched' });
    expect(valuesOf(hubspot, '1009').oppspot_company_number).toBe(pick.registrationNumber);
    expect(valuesOf(hubspot, '1009').city).toBeTruthy();

    clock.advance(60_000);
    const later = await enrich(contact('1009'));
    expect(later.match).toMatchObject({
      status: 'matched',
      company: { registration: { number: pick.registrationNumber } },
    });
  });

  it('creates neither task nor deal for a company that is being wound up', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const enrichment = await enrich(contact('1006'));
    expect(enrichment.veto?.evidenceIds.length).toBeGreaterThan(0);
    expect(skips(enrichment)).toMatchObject({ task: 'vetoed', deal: 'vetoed' });
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
  });

  it('creates no deal for a customer, and none beside an open deal', async () => {
    const { enrich, hubspot } = await openHouse(database);
    expect(skips(await enrich(contact('1017')))).toMatchObject({ deal: 'customer' });
    expect(skips(await enrich(contact('1018')))).toMatchObject({ deal: 'open-deal' });
    expect(newDeals(hubspot)).toEqual([]);
    expect(tasks(hubspot)).toHaveLength(2);
  });

  it('writes no score, task, deal or owner where the tenant switched them off', async () => {
    const { enrich, hubspot } = await openHouse(database, {
      settings: {
        automation: { score: false, createTasks: false, createDeals: false, assign: false },
      },
    });
    const enrichment = await enrich(contact('1001'));
    expect(skips(enrichment)).toEqual({
      task: 'switched-off',
      deal: 'switched-off',
      assignment: 'switched-off',
    });
    expect(changeOf(enrichment, 'oppspot_score')).toMatchObject({
      decision: 'skip',
      reason: 'Writing scores is switched off in the settings.',
    });
    const { oppspot_score, oppspot_summary, hubspot_owner_id } = valuesOf(hubspot);
    expect([oppspot_score || null, hubspot_owner_id || null]).toEqual([null, null]);
    expect(oppspot_summary).toBeTruthy();
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
  });
});

describe.each(databases)('a record that must not be researched, on $name', (kind) => {
  const database = sharedDatabase(kind);
  const heroMail = createHash('sha256').update('idris.marlowe@tidewright.example').digest('hex');

  it.each([
    ['the domain of its company', '1001', { domains: ['tidewright.example'] }],
    ['a domain typed as an address', '1001', { domains: ['https://www.Tidewright.example/about'] }],
    ['a domain above that of its company', '1024', { domains: ['hushwood.example'] }],
    ['the hash of its e-mail address', '1001', { emailHashes: [heroMail] }],
    ['its id', '1001', { recordIds: ['1001'] }],
  ])('is left alone when the list names %s', async (_, id, suppression) => {
    const { enrich, hubspot, sources, runs } = await openHouse(database, {
      settings: { suppression },
    });
    hubspot.update('companies', '2019', { domain: 'HTTPS://Clinic.Hushwood.example/team' });
    const before = valuesOf(hubspot, id);
    await expect(enrich(contact(id))).rejects.toMatchObject({ code: 'suppressed', status: 422 });
    expect(sources.requests()).toEqual([]);
    expect(writes(hubspot)).toEqual([]);
    expect(valuesOf(hubspot, id)).toEqual(before);
    expect(await runs()).toMatchObject([{ status: 'failed', errorCode: 'suppressed' }]);
  });

  it('is left alone when somebody picks a suppressed company for it', async () => {
    const { enrich, sources } = await openHouse(database);
    const pick = { domain: 'hushwood.example', registrationNumber: null };
    await expect(enrich({ ...contact('1009'), pick })).rejects.toMatchObject({
      code: 'suppressed',
    });
    expect(sources.requests()).toEqual([]);
  });

  it('is left alone when the person objected in the CRM', async () => {
    const { enrich, hubspot, sources } = await openHouse(database);
    const { properties } = hubspot.portal();
    const template = properties.require('contacts', 'hs_email_optout');
    properties.create(
      'contacts',
      { ...template, name: 'oppspot_opt_out', hubspotDefined: false, readOnlyValue: false },
      0,
    );
    hubspot.update('contacts', '1001', { oppspot_opt_out: 'true' });
    await expect(enrich(contact('1001'))).rejects.toMatchObject({ code: 'opted_out' });
    expect(sources.requests()).toEqual([]);
    expect(writes(hubspot)).toEqual([]);
  });
});

describe.each(databases)('a record that is not there, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each(['999999', '1001x', 'not-an-id'])('is said not to be there: %s', async (recordId) => {
    const { enrich, sources, runs } = await openHouse(database);
    await expect(enrich(contact(recordId))).rejects.toMatchObject({
      code: 'crm_not_found',
      status: 404,
    });
    expect(sources.requests()).toEqual([]);
    expect(await runs()).toMatchObject([
      { status: 'failed', errorCode: 'crm_not_found', durationMs: expect.any(Number) },
    ]);
  });

  it('can be enriched as soon as it is there', async () => {
    const { enrich, hubspot } = await openHouse(database);
    const request = { ...contact('999999'), idempotencyKey: 'retry-after-404' };
    await expect(enrich(request)).rejects.toMatchObject({ code: 'crm_not_found' });
    const { id } = hubspot.createContact({ email: 'new@tidewright.example' });
    const enrichment = await enrich(contact(id));
    expect(enrichment).toMatchObject({ status: 'completed', match: { status: 'matched' } });
  });

  it('is a kind of record that HubSpot does not have', async () => {
    const { enrich } = await openHouse(database);
    await expect(enrich({ object: 'lead', recordId: '1001' })).rejects.toMatchObject({
      code: 'crm_not_found',
    });
  });
});
