/** What the setup page of the package asks besides the settings, and what a Flow asks for who is to be forgotten. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AuditPage } from '../../shared/contract/audit.ts';
import type { CrmField, MappingsPreview, MappingsState } from '../../shared/contract/mappings.ts';
import type { EraseAnswer } from '../../shared/contract/salesforce.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openCallingOrg } from './support/org.ts';

const heroId = salesforceId('contact', '1001');
const mapping = {
  object: 'contact',
  oppspotField: 'summary',
  crmField: 'Description',
  direction: 'write',
  policy: 'always',
  required: false,
  defaultValue: null,
  transforms: [{ name: 'truncate', length: 40, ellipsis: true }],
};
/** What the page says before somebody disconnects. */
const promisedDays = () => {
  const file = new URL('../../salesforce-package/generate/labels/setup.json', import.meta.url);
  const labels = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return Number(/^After (\d+) days/.exec(labels.Setup_Disconnect_Data ?? '')?.[1]);
};
const settings = (path: string) => `/salesforce/settings/${path}`;

describe.each(databases)('the setup page of an org, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('chooses from the fields of an object, as the org tells them', async () => {
    const org = await openCallingOrg(shared);
    const { items } = await org.ask<{ items: CrmField[] }>(settings('fields'), { object: 'lead' });
    expect(new Set(items.map(({ object }) => object))).toEqual(new Set(['lead']));
    expect(items.find(({ name }) => name === 'Website')).toMatchObject({ writable: true });
  });

  it('tries mappings on a record, saves them, and finds them again in the next enrichment', async () => {
    const org = await openCallingOrg(shared);
    await org.enrich({ object: 'contact', recordId: heroId });
    const { version } = await org.ask<MappingsState>(settings('mappings/read'));
    const tried = await org.ask<MappingsPreview>(settings('mappings/preview'), {
      object: 'Contact',
      recordId: heroId.slice(0, 15),
      items: [mapping],
    });
    expect(tried.items).toMatchObject([{ crmField: 'Description', decision: 'write' }]);
    const before = org.salesforce.get('Contact', heroId)?.values.Description ?? null;
    expect(before).toBe(tried.items[0]?.before ?? null);

    const saved = await org.ask<MappingsState>(settings('mappings/save'), {
      update: { version, items: [mapping] },
    });
    expect(saved.items).toEqual([mapping]);
    await org.enrich({ object: 'contact', recordId: heroId, refresh: true });
    expect(org.salesforce.get('Contact', heroId)?.values.Description).toBe(tried.items[0]?.after);
  });

  it('is told every fault of mappings, and that somebody else saved first', async () => {
    const org = await openCallingOrg(shared);
    const { version } = await org.ask<MappingsState>(settings('mappings/read'));
    const save = async (items: object[]) =>
      (await org.call(settings('mappings/save'), { update: { version, items } })).json();
    expect(await save([{ ...mapping, crmField: 'Nowhere__c' }])).toMatchObject({
      ok: false,
      error: { code: 'invalid_mappings', faults: [{ field: 'items.0.crmField' }] },
    });
    expect(await save([mapping])).toMatchObject({ ok: true });
    expect(await save([{ ...mapping, policy: 'never' }])).toMatchObject({
      error: { code: 'mappings_changed' },
    });
  });

  it('shows who did what, under the name of whoever asked', async () => {
    const org = await openCallingOrg(shared);
    const { version } = await org.ask<MappingsState>(settings('mappings/read'));
    await org.ask(settings('mappings/save'), { update: { version, items: [mapping] } });
    const { items, nextCursor } = await org.ask<AuditPage>(settings('activity'), { cursor: null });
    expect(items[0]).toMatchObject({
      action: 'mappings.changed',
      actor: { kind: 'crm-user', id: org.caller.userId },
      source: 'salesforce-setup',
      integrationId: org.tenant.integrationId,
    });
    expect(nextCursor).toBeNull();
  });

  it('ends the connection, after which its keys open nothing', async () => {
    const org = await openCallingOrg(shared);
    const { deleteAfter } = await org.ask<{ deleteAfter: string }>(settings('disconnect'));
    const days = (Date.parse(deleteAfter) - org.house.clock.now().getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(promisedDays());
    expect((await org.call(settings('state'))).status).toBe(401);
  });
});

describe.each(databases)('a Flow that has records erased, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('gets an answer for each of them, and nothing is held on them any more', async () => {
    const org = await openCallingOrg(shared);
    await org.enrich({ object: 'contact', recordId: heroId });
    const asked = [
      { object: 'Contact', recordId: heroId, suppress: false },
      { object: 'Lead', recordId: heroId, suppress: false },
      { object: 'Contact', recordId: salesforceId('contact', '1002'), suppress: true },
    ];
    const { results } = await org.ask<EraseAnswer>('/salesforce/privacy/erase', { records: asked });
    expect(results.map(({ recordId, state }) => [recordId, state])).toEqual([
      [heroId, 'erased'],
      [heroId, 'refused'],
      [salesforceId('contact', '1002'), 'erased'],
    ]);
    const held = await org.house.services.privacy.held(org.tenant, {
      object: 'contact',
      id: heroId,
    });
    expect(held.state).toBe('erased');
  });
});
