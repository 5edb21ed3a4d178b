import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../hubspot-project/app/settings/draft/sha256.ts';
import { settingsState } from '../../shared/contract/settings.ts';
import { ownerIds } from '../sandbox/world/crm/owners.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { openPage, saved } from './support/page.tsx';
import { giveFetch } from './support/settings-server.ts';

describe.each(databases)('the page and the real server on $name', (kind) => {
  const database = sharedDatabase(kind);

  /** The whole product, asked through HubSpot's signed calls as an extension's are. */
  async function product(provisioned = true): Promise<ServedHouse> {
    const house = await openServedHouse(database, { provisioned });
    giveFetch((url, { method, body }: { method: 'GET' | 'POST'; body?: unknown }) =>
      house.card(method, new URL(url).pathname, body),
    );
    return house;
  }

  async function stored(house: ServedHouse) {
    const answer = (await (await house.card('GET', '/hubspot/settings')).json()) as {
      data: unknown;
    };
    return settingsState.parse(answer.data).settings;
  }

  it('shows the account as it is and saves every section', async () => {
    const house = await product();
    const page = await openPage();
    expect(page.text()).toContain('Connected');
    page.open('fields');
    page.type('Owner', 'never');
    page.open('scoring');
    page.type('Score worth a deal', 61);
    page.type('Countries', ['GB', 'NO']);
    page.open('automation');
    page.type('Enrich automatically', true);
    const pipelines = page.input('Pipeline').props.options as { label: string; value: string }[];
    expect(pipelines.length).toBeGreaterThan(1);
    page.type('Pipeline', pipelines[1]?.value);
    page.press('Add a rule');
    page.type('Rule 4: name', 'Everybody else');
    page.type('Rule 4: owners', [ownerIds.abroad]);
    page.open('privacy');
    page.type('Addresses to add', 'Ada@Quiet.example');
    await saved(page);

    const settings = await stored(house);
    expect(settings).toMatchObject({
      fieldPolicies: { owner: 'never' },
      thresholds: { deal: 61 },
      idealCustomer: { countries: ['GB', 'NO'] },
      automation: { autoEnrich: true },
      deals: { pipeline: pipelines[1]?.value, stage: null },
    });
    expect(settings.assignment.at(-1)?.name).toBe('Everybody else');
    expect(settings.suppression.emailHashes).toContain(sha256Hex('ada@quiet.example'));
    expect(page.tabs().filter((title) => title?.includes('('))).toEqual([]);

    page.type('Address to take off', 'ada@quiet.example');
    page.press('Take off the list');
    page.press('Save');
    await page.until(() => expect(page.toasts()).toHaveLength(2));
    expect((await stored(house)).suppression.emailHashes).not.toContain(
      sha256Hex('ada@quiet.example'),
    );
  });

  it('leads to what only the server can know is wrong', async () => {
    const house = await product();
    const page = await openPage('privacy');
    page.type('Domains', 'hushwood.example\nco.uk');
    page.open('automation');
    page.type('Rule 1: owners', ['999999']);
    page.press('Save');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^Not saved/));
    page.open('privacy');
    expect(page.input('Domains').props.validationMessage).toMatch(/^“co\.uk”: /);
    page.type('Domains', 'hushwood.example');
    page.press('Save');
    await page.until(() => expect(page.tabs()).toContain('Automation (1 to fix)'));
    page.open('automation');
    expect(page.input('Rule 1: owners').props.validationMessage).toContain('999999');
    expect((await stored(house)).assignment[0]?.ownerIds).not.toContain('999999');
  });

  it('lets the second of two people keep what she typed', async () => {
    const house = await product();
    const [first, second] = [await openPage('scoring'), await openPage('scoring')];
    first.type('Stale after (days)', 9);
    await saved(first);
    second.type('Score worth a deal', 61);
    second.press('Save');
    await second.until(() => expect(second.alerts()[0]).toMatch(/^Somebody else saved/));
    second.press('Load the newest, keep what I typed');
    await second.until(() => expect(second.input('Stale after (days)').props.value).toBe(9));
    await saved(second);
    expect(await stored(house)).toMatchObject({
      thresholds: { deal: 61 },
      freshness: { staleAfterDays: 9 },
    });
  });

  it('creates the properties of an account that has none', async () => {
    const house = await product(false);
    const page = await openPage();
    expect(page.text()).toContain('Not created yet');
    page.press('Create properties');
    await page.until(() => expect(page.toasts()).toHaveLength(1));
    expect(page.text()).toContain('Complete');
    const created = house.hubspot.portal().properties.customCount('contacts');
    expect(created).toBeGreaterThan(10);
  });
});
