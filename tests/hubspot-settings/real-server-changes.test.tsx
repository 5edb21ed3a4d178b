/** Mapping, leaving and looking back, from the page through signed calls to the database and HubSpot. */
import { describe, expect, it } from 'vitest';
import { keptDays } from '../../hubspot-project/app/settings/text/leaving.ts';
import { askAs } from '../hubspot-app/settings/support/page.ts';
import { addTenantProperties } from '../mapping/support/tenant-fields.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { hero, valuesOf } from '../sync/support/portal.ts';
import { drawPage, openPage, type Page } from './support/page.tsx';
import { giveFetch } from './support/settings-server.ts';

/** Imogen is a super admin of the sandbox's portal, Tariq is not. */
const imogen = { userId: '81001' };
const tariq = { userId: '81002' };

/** Who asks from now on. */
function pageOf(house: ServedHouse, person: { userId: string }): void {
  giveFetch((url, { method, body }: { method: 'GET' | 'POST'; body?: unknown }) => {
    const { pathname, search } = new URL(url);
    return askAs(house, person, method, `${pathname}${search}`, body);
  });
}

async function openMappings(): Promise<Page> {
  const page = await openPage('mappings');
  await page.until(() => expect(page.button('Change City')).not.toBeNull());
  page.type('Records', 'contact');
  return page;
}

async function savedMappings(page: Page): Promise<void> {
  page.press('Save mappings');
  await page.until(() => expect(page.toasts()).toContain('Mappings saved.'));
}

describe.each(databases)('the page and the real server on $name', (kind) => {
  const database = sharedDatabase(kind);

  async function product(): Promise<ServedHouse> {
    const house = await openServedHouse(database);
    addTenantProperties(house.hubspot);
    pageOf(house, imogen);
    return house;
  }

  it('maps a field to a property of the account’s own, tries it and writes by it', async () => {
    const house = await product();
    await house.enrich({ ...hero, mode: 'preview' });
    const page = await openMappings();
    page.press('Change Year founded');
    page.type('HubSpot property', 'count');
    page.press('Show all fields');
    page.press('Change Description');
    page.type('HubSpot property', 'words');
    page.type('Next step', 'truncate');
    page.press('Add “Shorten”');
    page.type('Step 1: characters at most', 20);
    page.type('Record id', '1001');
    page.press('Try');
    await page.until(() => expect(page.row('Would be written')).not.toBeNull());
    const tried = page.row('words empty');
    expect(tried).toMatch(/^Description .* words empty .{1,20} Would be written/);
    expect(valuesOf(house.hubspot, '1001').words ?? null).toBeNull();

    await savedMappings(page);
    await house.enrich(hero);
    const { words, count } = valuesOf(house.hubspot, '1001');
    expect(words).toMatch(/^.{1,20}$/);
    expect(tried).toContain(words ?? 'nothing');
    expect(count).toMatch(/^\d{4}$/);
  });

  it('leads to what only the account can tell is wrong', async () => {
    await product();
    const page = await openMappings();
    page.press('Change Industry');
    page.type('HubSpot property', 'grade');
    page.type('Where oppSpot has no value, write', 'Excellent');
    page.press('Save mappings');
    await page.until(() =>
      expect(page.input('Where oppSpot has no value, write').props.validationMessage).toMatch(
        /option/,
      ),
    );
    page.type('Where oppSpot has no value, write', 'A');
    await savedMappings(page);
    expect(page.tabs()).toContain('Mappings');
  });

  it('lets the second of two people keep what she mapped', async () => {
    await product();
    const [first, second] = [await openMappings(), await openMappings()];
    first.press('Change City');
    first.type('HubSpot property', 'words');
    await savedMappings(first);
    second.press('Change Country');
    second.type('HubSpot property', 'prose');
    second.press('Save mappings');
    await second.until(() => expect(second.alerts()[0]).toMatch(/^Somebody else saved mappings/));
    second.press('Load the newest mappings, keep mine');
    second.press('Show all fields');
    await second.until(() => expect(second.row('City')).toContain('(words)'));
    await savedMappings(second);
    expect(second.row('City')).toContain('(words)');
    expect(second.row('Country')).toContain('(prose)');
    expect(second.alerts()).toEqual([]);
  });

  it('shows who did what, by name, page after page', async () => {
    const house = await product();
    const page = await openPage('scoring');
    for (let days = 5; days < 35; days += 1) {
      page.type('Stale after (days)', days);
      page.press('Save');
      await page.until(() => expect(page.toasts()).toHaveLength(days - 4));
    }
    await house.enrich(hero);
    page.open('activity');
    await page.until(() => expect(page.button('Load more')).not.toBeNull());
    expect(page.row('Enriched a record')).toContain('Contact 1001');
    expect(page.row('33 → 34')).toContain('Imogen Vale Changed the settings');
    expect(page.row('5 → 6')).toBeNull();
    page.press('Load more');
    await page.until(() => expect(page.row('5 → 6')).not.toBeNull());
  });

  it('tells whoever is no administrator, and shows and changes nothing', async () => {
    const house = await product();
    await house.enrich(hero);
    pageOf(house, tariq);
    const page = await openMappings();
    page.press('Change City');
    page.type('HubSpot property', 'words');
    page.press('Save mappings');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^Only administrators may do this/));
    page.type('Record id', '1001');
    page.press('Try');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^Only administrators may do this/));
    expect(page.row('Would be written')).toBeNull();
    page.open('activity');
    await page.until(() => expect(page.text()).toContain('Ask one of them to do it.'));
    page.open('connection');
    const dialogue = page.dialogue('Disconnect…');
    dialogue.input().trigger('onInput', String(house.hubspot.portalId) as never);
    dialogue.press('Disconnect and delete');
    await page.until(() => expect(dialogue.text()).toContain('Ask one of them to do it.'));
    pageOf(house, imogen);
    expect((await openMappings()).row('City')).not.toContain('(words)');
  });

  it('leaves HubSpot, and says until when what is kept', async () => {
    const house = await product();
    const page = await openPage();
    const dialogue = page.dialogue('Disconnect…');
    const refused = await askAs(house, imogen, 'POST', '/hubspot/settings/disconnect', {
      accountId: '1',
    });
    expect(await refused.json()).toMatchObject({ ok: false, error: { code: 'other_account' } });

    dialogue.input().trigger('onInput', String(house.hubspot.portalId) as never);
    dialogue.press('Disconnect and delete');
    await page.until(() => expect(page.text()).toContain('is deleted on'));
    const day = new Date(house.clock.now().getTime() + keptDays * 86_400_000);
    expect(page.text()).toContain(
      new Intl.DateTimeFormat('en-gb', { dateStyle: 'long' }).format(day),
    );
    // The house is connected by the token of its own private app, which nobody but the portal removes.
    expect(page.text()).toContain('Remove the app yourself');
    await expect(house.enrich(hero)).rejects.toMatchObject({ code: 'not_connected' });

    const again = drawPage();
    await again.until(() => expect(again.error()).not.toBeNull());
    expect(again.error()?.props.title).toBe('oppSpot is not connected to this account');
    expect(again.button('Connect oppSpot')).not.toBeNull();
  });

  it('can be left although HubSpot accepts nothing any more', async () => {
    const house = await product();
    house.hubspot.uninstall();
    const page = await openPage();
    expect(page.alerts()[0]).toMatch(/^Connect oppSpot again/);
    const dialogue = page.dialogue('Disconnect…');
    dialogue.input().trigger('onInput', String(house.hubspot.portalId) as never);
    dialogue.press('Disconnect and delete');
    await page.until(() => expect(page.text()).toContain('is deleted on'));
  });
});
