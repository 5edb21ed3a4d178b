/**
 * The setup pages of HubSpot and Salesforce are two programs over the same settings: whatever the
 * settings are, both send back the same, and neither loses or changes what a person did not touch.
 */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as hubspotDraft from '../../hubspot-project/app/settings/draft/draft.ts';
import * as hubspotRebase from '../../hubspot-project/app/settings/draft/rebase.ts';
import { type SettingsUpdate, settingsUpdate } from '../../shared/contract/settings.ts';
import { fieldPolicy } from '../../shared/plan/policy.ts';
import { type TenantSettings, tenantSettings } from '../../shared/tenant/settings.ts';

/** What is tested of the component's module, which is plain script. */
interface SalesforceDraft {
  toDraft(settings: TenantSettings): object;
  toUpdate(draft: object, version: string): SettingsUpdate;
}
interface SalesforceRebase {
  rebase(base: object, mine: object, newest: object): { draft: object; contested: string[] };
}

const bundle = new URL(
  '../../salesforce-package/force-app/main/default/lwc/oppspotSetupDraft/',
  import.meta.url,
);
const load = (file: string) => import(fileURLToPath(new URL(file, bundle)));
const salesforceDraft: SalesforceDraft = await load('draft.js');
const salesforceRebase: SalesforceRebase = await load('rebase.js');

const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,]{0,10}[A-Za-z0-9]$/);
const lines = fc.uniqueArray(text, { maxLength: 4 });
const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.example$/), { maxLength: 4 });
const country = fc.constantFrom('GB', 'NO', 'FR', 'DE');
const days = fc.integer({ min: 1, max: 365 });
const share = (most: number) => fc.integer({ min: 0, max: most }).map((parts) => parts / 10_000);

const settings: fc.Arbitrary<TenantSettings> = fc
  .record({
    weights: fc.tuple(share(3_000), share(3_000), share(3_000)).map((parts) => {
      const [financial, growth, engagement] = parts;
      const fit = Math.round((1 - financial - growth - engagement) * 10_000) / 10_000;
      return { financial, growth, engagement, fit };
    }),
    idealCustomer: fc.record({
      industries: lines,
      technologies: lines,
      countries: fc.uniqueArray(country),
      sizes: fc.array(
        fc.record({
          minimum: fc.nat(500),
          maximum: fc.option(fc.integer({ min: 500, max: 9_999 })),
        }),
        { maxLength: 3 },
      ),
    }),
    thresholds: fc.record({ deal: fc.nat(100), match: share(10_000) }),
    automation: fc.record({ autoEnrich: fc.boolean(), createDeals: fc.boolean() }),
    tasks: fc.record({ dueInHours: fc.integer({ min: 1, max: 720 }), repeatAfterDays: days }),
    deals: fc.record({
      pipeline: fc.option(text),
      stage: fc.option(text),
      repeatAfterDays: days,
    }),
    freshness: fc.record({
      staleAfterDays: days,
      refresh: fc.boolean(),
      look: fc.constantFrom('off', 'daily', 'weekly', 'monthly'),
      looksPerDay: days,
      enrichmentsPerDay: days,
    }),
    assignment: fc.array(
      fc.record({
        id: fc.uuid(),
        name: text,
        when: fc.record(
          {
            countries: fc.uniqueArray(country, { minLength: 1 }),
            industries: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
          },
          { requiredKeys: [] },
        ),
        ownerIds: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
    fieldPolicies: fc.dictionary(
      fc.constantFrom('score', 'owner', 'company_website'),
      fc.constantFrom(...fieldPolicy.options),
    ),
    intentPages: fc.array(fc.record({ path: text.map((path) => `/${path}`), page: text }), {
      maxLength: 3,
    }),
    language: fc.option(fc.constantFrom('en' as const, 'de' as const, 'fr' as const)),
    suppression: fc.record({ domains: words, recordIds: fc.constant(['003000000000001AAA']) }),
  })
  .map((some) => tenantSettings.parse(some));

describe('settings in a draft of the Salesforce page', () => {
  it('come out as they went in, in the form the server takes', () => {
    fc.assert(
      fc.property(settings, (some) => {
        const update = salesforceDraft.toUpdate(salesforceDraft.toDraft(some), 'v1');
        expect(settingsUpdate.parse(update)).toEqual({
          version: 'v1',
          settings: some,
          suppressEmails: [],
        });
      }),
    );
  });

  it('are sent as the HubSpot page sends them', () => {
    fc.assert(
      fc.property(settings, (some) => {
        const there = hubspotDraft.toUpdate(hubspotDraft.toDraft(some), 'v1');
        expect(salesforceDraft.toUpdate(salesforceDraft.toDraft(some), 'v1')).toEqual(there);
      }),
    );
  });

  it('are put on top of what somebody else saved as the HubSpot page does it', () => {
    fc.assert(
      fc.property(settings, settings, settings, (base, mine, newest) => {
        const ours = salesforceRebase.rebase(
          salesforceDraft.toDraft(base),
          salesforceDraft.toDraft(mine),
          salesforceDraft.toDraft(newest),
        );
        const theirs = hubspotRebase.rebase(
          hubspotDraft.toDraft(base),
          hubspotDraft.toDraft(mine),
          hubspotDraft.toDraft(newest),
        );
        expect(ours.contested.sort()).toEqual([...theirs.contested].sort());
        expect(salesforceDraft.toUpdate(ours.draft, 'v1')).toEqual(
          hubspotDraft.toUpdate(theirs.draft, 'v1'),
        );
      }),
    );
  });
});
