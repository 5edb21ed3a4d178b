/** The Activity tab: who did what, newest first. */
import { describe, expect, it } from 'vitest';
import { type AuditEvent, auditEvent } from '../../shared/contract/audit.ts';
import { openPage } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { settingsServer } from './support/settings-server.ts';
import { sandboxState } from './support/settings-state.ts';

function event(id: string, over: Partial<AuditEvent> = {}): AuditEvent {
  return auditEvent.parse({
    id,
    at: '2026-11-20T09:30:00.000Z',
    integrationId: null,
    actor: { kind: 'system', id: null },
    source: 'job',
    ipAddress: null,
    action: 'enrichment.written',
    object: 'contact',
    recordId: '1001',
    runId: null,
    before: null,
    after: null,
    ...over,
  });
}

describe('the activity', () => {
  it('names person, action, record and values, by the account’s own people', async () => {
    const state = sandboxState();
    const owners = [{ id: '71001', name: 'Imogen Vale', email: null, userId: '81001' }];
    const server = settingsServer({ ...state, owners: { items: owners, error: null } });
    server.activity[''] = {
      nextCursor: null,
      items: [
        event('1', {
          actor: { kind: 'crm-user', id: '81001' },
          before: { industry: null, city: 'Leeds', country: 'UK' },
          after: { industry: 'Software', city: 'York', country: 'UK' },
        }),
        event('2', { actor: { kind: 'crm-user', id: '81999' }, action: 'task.created' }),
        event('3', {
          actor: { kind: 'api-token', id: 'token-7' },
          action: 'mappings.changed',
          object: null,
          recordId: null,
          before: { 'company.company_city': null },
          after: { 'company.company_city': { crmField: 'town', transforms: [{ name: 'trim' }] } },
        }),
        event('4', { actor: { kind: 'workflow', id: null }, action: 'record.cloned-twice' }),
      ],
    };
    const page = await openPage('activity');
    await page.until(() => expect(page.row('Imogen Vale')).not.toBeNull());
    expect(page.row('Imogen Vale')).toMatch(
      /^20 Nov 2026, \d\d:\d\d Imogen Vale Enriched a record Contact 1001 industry: empty → Software city: Leeds → York$/,
    );
    expect(page.row('81999')).toContain('HubSpot user 81999 Created a task Contact 1001 —');
    expect(page.row('token-7')).toContain(
      'API token token-7 Changed the mappings — company.company_city.crmField: empty → town ' +
        'company.company_city.transforms: empty → name trim',
    );
    expect(page.row('workflow')).toContain('A workflow record cloned twice');
    expect(page.button('Load more')).toBeNull();
    expect(page.text()).toContain('GET /api/audit?format=csv');
  });

  it('loads page after page, and what failed again', async () => {
    const server = settingsServer();
    server.activity[''] = { items: [event('1')], nextCursor: 'older' };
    server.activity.older = { items: [event('2', { recordId: '2002' })], nextCursor: null };
    const page = await openPage('activity');
    await page.until(() => expect(page.button('Load more')).not.toBeNull());
    server.next(() => Response.json(refusal({ message: 'Try again in a moment.' })));
    page.press('Load more');
    await page.until(() => expect(page.alerts()[0]).toContain('Try again in a moment.'));
    expect(page.row('Contact 1001')).not.toBeNull();
    page.press('Load more');
    await page.until(() => expect(page.row('Contact 2002')).not.toBeNull());
    expect(page.row('Contact 1001')).not.toBeNull();
    expect(page.alerts()).toEqual([]);
    expect(page.button('Load more')).toBeNull();
  });

  it('says so while there is none, and why it cannot be shown', async () => {
    const server = settingsServer();
    const page = await openPage('activity');
    await page.until(() => expect(page.text()).toContain('As soon as somebody enriches'));
    server.next(() =>
      Response.json(refusal({ code: 'administrators_only', message: 'Ask an administrator.' })),
    );
    page.open('connection');
    page.open('activity');
    await page.until(() => expect(page.error()).not.toBeNull());
    expect(page.text()).toContain('Ask an administrator.');
    page.press('Try again');
    await page.until(() => expect(page.text()).toContain('As soon as somebody enriches'));
  });

  it('cuts what is too long to read in a table', async () => {
    const server = settingsServer();
    const fields = Array.from({ length: 9 }, (_, index) => [`field_${index}`, 'x'.repeat(500)]);
    server.activity[''] = {
      items: [event('1', { after: Object.fromEntries(fields) })],
      nextCursor: null,
    };
    const page = await openPage('activity');
    await page.until(() => expect(page.row('field_0')).not.toBeNull());
    expect(page.row('field_0')).toContain('and 3 more');
    expect(page.row('field_0')?.length).toBeLessThan(1_000);
  });
});
