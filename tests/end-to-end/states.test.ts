/** Every state a card can be in, brought about by what really happens, each with what to do next. */
import { afterEach, describe, expect, test } from 'vitest';
import { disconnect } from '../../server/store/integrations.ts';
import { violations } from '../hubspot-ui/support/axe.ts';
import { overflow } from '../hubspot-ui/support/test-page.ts';
import { tasks, valuesOf } from '../sync/support/portal.ts';
import { enrich, sandboxForFile } from './support/sandbox.ts';

const house = sandboxForFile();

afterEach(() => house.sandbox.hubspot.clearFaults());

describe.each([1440, 420])('at a width of %i', (width) => {
  test('never enriched: what one click does', async () => {
    const { page, card } = await house.record('1005', { width });
    await card.getByRole('heading', { name: 'Not enriched yet' }).waitFor();
    await card.getByText('writes oppSpot’s fields to this record').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  test('HubSpot refuses a part: what was not written and why', async () => {
    const { hubspot } = house.sandbox;
    const id = width === 1440 ? '1012' : '1014';
    hubspot.fail({
      method: 'POST',
      path: '/tasks',
      times: 20,
      action: { kind: 'status', status: 400, message: 'Tasks are frozen by an administrator' },
    });
    const { page, card } = await house.record(id, { width });
    await enrich(card);
    await card.getByText('Some of it was not written').waitFor();
    expect(valuesOf(hubspot, id).oppspot_enrichment_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(tasks(hubspot)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});

test('HubSpot is down: says so, and works as soon as it is back', async () => {
  const { hubspot } = house.sandbox;
  hubspot.fail({ path: '/contacts', times: 100, action: { kind: 'status', status: 503 } });
  const { page, card } = await house.record('1008');
  await enrich(card);
  await card.getByText('HubSpot does not answer at this moment').waitFor();
  expect(await violations(page)).toEqual([]);
  hubspot.clearFaults();
  await card.getByRole('button', { name: 'Try again' }).click();
  await card.getByRole('heading', { name: /^Score \d+ of 100$/ }).waitFor();
});

test('HubSpot asks to wait: counts down, then offers it again', async () => {
  const { hubspot } = house.sandbox;
  hubspot.fail({
    path: '/contacts',
    times: 100,
    action: { kind: 'status', status: 429, retryAfter: 30, policyName: 'TEN_SECONDLY_ROLLING' },
  });
  const { page, card } = await house.record('1013');
  await enrich(card);
  await card.getByText('Too many requests at this moment').waitFor();
  await card.getByRole('button', { name: /^Try again in \d+ s$/ }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('on the suppression list: nothing is researched or written', async () => {
  const { hubspot } = house.sandbox;
  const { page, card } = await house.record('1024');
  await enrich(card);
  await card.getByText('Nothing was researched and nothing was written.').waitFor();
  expect(valuesOf(hubspot, '1024').oppspot_enrichment_id || null).toBeNull();
  expect(await card.getByText('Not enriched yet').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('no company can be told: the score is unknown and no number', async () => {
  const { hubspot } = house.sandbox;
  const { page, card } = await house.record('1010');
  await enrich(card);
  await card.getByRole('heading', { name: 'Score unknown' }).waitFor();
  await card.getByText('The only domain here is gmail.com').first().waitFor();
  expect(valuesOf(hubspot, '1010').oppspot_score || null).toBeNull();
  expect(await violations(page)).toEqual([]);
});

test('old: says how old and since when that is too old', async () => {
  const { sandbox } = house;
  const { card } = await house.record('1007');
  await enrich(card);
  await card.getByRole('heading', { name: /^Score / }).waitFor();
  const { organizationId } = sandbox.tenant;
  await sandbox.services.database.withOrganization(organizationId, (trx) =>
    trx
      .updateTable('crm_sync_logs')
      .set({ finished_at: new Date(Date.now() - 41 * 86_400_000) })
      .where('record_id', '=', '1007')
      .execute(),
  );
  const later = await house.record('1007');
  await later.card
    .getByText(/41 days/)
    .first()
    .waitFor();
  expect(await violations(later.page)).toEqual([]);
  await enrich(later.card);
  await later.card.getByText('Enriched just now').waitFor();
});

test('a person works on the record elsewhere: this card follows', async () => {
  const { sandbox } = house;
  const first = await house.record('1017');
  const second = await house.record('1017');
  await second.card.getByRole('heading', { name: 'Not enriched yet' }).waitFor();
  // So that it is still under way when another page has been opened, also on a busy machine.
  sandbox.hubspot.setLatency(2_000);
  await enrich(first.card);
  await first.card.getByText('Step 1 of 6').waitFor();
  const third = await house.record('1017');
  await third.card.getByText('Started elsewhere').waitFor();
  sandbox.hubspot.setLatency(0);
  await Promise.all(
    [first, second, third].map(({ card }) =>
      card.getByRole('heading', { name: /^Score / }).waitFor(),
    ),
  );
});

describe('a connection', () => {
  test('that lacks a permission: which one, and who can grant it', async () => {
    const { sandbox } = house;
    const scopes = ['oauth', 'crm.objects.contacts.read'];
    sandbox.hubspot.addToken({ token: 'reads-contacts-only', scopes });
    await connectAgain('reads-contacts-only', scopes);
    const { page, card } = await house.record('1018');
    await enrich(card);
    await card.getByText('oppSpot lacks a permission in HubSpot').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('that HubSpot ended: an admin must connect again', async () => {
    const { sandbox } = house;
    sandbox.hubspot.uninstall();
    const { page, card } = await house.record('1019');
    await enrich(card);
    await card.getByText('oppSpot must be connected again').first().waitFor();
    expect(await violations(page)).toEqual([]);
    const later = await house.record('1019');
    await later.card.getByText('oppSpot must be connected again').first().waitFor();
    const button = later.card.getByRole('button', { name: 'Enrich with oppSpot' });
    expect(await button.isDisabled()).toBe(true);
  });

  test('that is gone: says where to install', async () => {
    const { sandbox } = house;
    const { organizationId, integrationId } = sandbox.tenant;
    await sandbox.services.database.withOrganization(organizationId, (trx) =>
      disconnect(trx, integrationId, {
        at: new Date(),
        deleteAfter: new Date(),
        uninstalled: true,
      }),
    );
    const { page, card } = await house.record('1020');
    await card
      .getByRole('heading', { name: 'oppSpot is not connected to this HubSpot account' })
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

/** As an admin does who connects the portal with another token. */
async function connectAgain(accessToken: string, grantedScopes: readonly string[]): Promise<void> {
  const { services, hubspot } = house.sandbox;
  await services.hubspot.connect({
    accessToken,
    grantedScopes,
    baseUrl: hubspot.url,
    organizationName: 'Sandbox',
  });
}
