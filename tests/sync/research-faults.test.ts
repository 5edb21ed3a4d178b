import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { hero, newDeals, plannedValues, standing, tasks } from './support/portal.ts';

/** Past the cache, which all tenants share. */
const afresh = { ...hero, refresh: true };

describe.each(databases)('a source that fails, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each([
    ['the register', /^\/companies-house\//, 'companies-house'],
    ['the website', /^(www\.)?tidewright\.example/, 'website'],
  ])('costs coverage and nothing else: %s', async (_, pattern, provider) => {
    const { enrich, hubspot, sources } = await openHouse(database);
    sources.fail(pattern, 1_000, 500);
    const without = await enrich(afresh);
    expect(without.sources.find((source) => source.provider === provider)?.status).toBe('failed');
    expect(without.warnings.map(({ code }) => code)).toContain('source_failed');
    expect(without.status).toBe('completed');
    expect(standing(hubspot, without)).toEqual(plannedValues(without));

    const { score } = await openHouse(database).then((undisturbed) => undisturbed.enrich(afresh));
    expect(without.score.coverage).toBeLessThan(score.coverage);
  });

  it('leaves the facts of the CRM when every source is gone', async () => {
    const { enrich, hubspot, sources } = await openHouse(database);
    sources.fail(/./, 10_000, 'drop');
    const enrichment = await enrich(afresh);
    expect(enrichment.status).toBe('completed');
    expect(enrichment.evidence.every(({ source }) => source.type === 'crm')).toBe(true);
    const known = enrichment.score.components.filter(({ value }) => value !== null);
    expect(known.map(({ name }) => name)).toEqual(['engagement']);
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 0]);
  });

  it('is late when it is slow, and the run goes on without it', async () => {
    const { enrich, sources } = await openHouse(database, {
      env: { RESEARCH_PROVIDER_TIMEOUT_MS: '400', RESEARCH_TOTAL_TIMEOUT_MS: '800' },
    });
    sources.setLatency((target) => (target.startsWith('tidewright.example') ? 60_000 : 0));
    const enrichment = await enrich(afresh);
    expect(enrichment.status).toBe('completed');
    expect(enrichment.sources.find(({ provider }) => provider === 'website')?.status).toBe('late');
    expect(enrichment.warnings.map(({ code }) => code)).toContain('source_late');
  });
});
