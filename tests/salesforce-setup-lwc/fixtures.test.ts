/**
 * What the setup page's own tests draw is what the product answers: each fixture is taken from a
 * Salesforce tenant over the stand-in org, and held here against the contract and against today's answer.
 * `RECORD_FIXTURES=1 npx vitest run tests/salesforce-setup-lwc/fixtures.test.ts` takes them anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type SettingsState, settingsState } from '../../shared/contract/settings.ts';
import { ownerIds } from '../sandbox/world/crm/owners.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { openSalesforceHouse, type SalesforceHouse } from '../support/salesforce-house.ts';

const folder = new URL(
  '../../salesforce-package/force-app/main/default/lwc/oppspotSetup/__tests__/data/',
  import.meta.url,
);
const [kind] = databases;
if (!kind) throw new Error('There is no database to test with.');

/** How each state comes about; the name is the file's. */
const cases: Record<string, () => Promise<SalesforceHouse>> = {
  connected: () => openSalesforceHouse(kind),
  'not-looked-at': () => openSalesforceHouse(kind, { described: false }),
  'not-installed': () => openSalesforceHouse(kind, { standin: { org: { namespace: null } } }),
  partial: async () => {
    const opened = await openSalesforceHouse(kind);
    const { house, salesforce, tenant } = opened;
    salesforce.setPermissions({
      hiddenFields: ['Contact.oppspot__Score__c', 'Lead.oppspot__Score__c', 'Lead.Website'],
      readOnlyFields: ['Account.oppspot__Summary__c'],
      objects: { Opportunity: ['read'] },
    });
    await house.services.settings.repair(tenant, salesforceId('user', ownerIds.britainSoftwareA));
    return opened;
  },
  'grant-lost': async () => {
    const opened = await openSalesforceHouse(kind);
    opened.salesforce.fail({ path: '.*', times: 100, action: { kind: 'status', status: 401 } });
    return opened;
  },
};

describe('the fixtures of the setup page', () => {
  it('are those that are made here', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(cases).sort());
  });

  it.each(Object.entries(cases))('%s is what the product answers', async (name, open) => {
    const { house, tenant } = await open();
    const fresh = await house.services.settings.read(tenant);
    const file = new URL(`${name}.json`, folder);
    if (process.env.RECORD_FIXTURES) writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`);
    const recorded = settingsState.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(outline(recorded)).toEqual(outline(settingsState.parse(fresh)));
  });
});

/** What does not depend on the day, nor on how a sentence is worded. */
function outline(state: SettingsState): unknown {
  const sentences = ['reason', 'message', 'dealsUnavailable', 'error', 'connectedAt'];
  return JSON.parse(
    JSON.stringify(state, (name, value) => (sentences.includes(name) ? value !== null : value)),
  );
}
