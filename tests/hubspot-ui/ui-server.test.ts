/** The server behind the pages, over real sockets. */
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { AppView, ListView, RecordView } from '../sandbox/hubspot-ui/contract.ts';
import { startUi, user } from './support/ui.ts';

/** Unlike fetch, sends any Host and Origin. */
async function raw(url: string, headers: Record<string, string>, method = 'GET') {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  httpRequest(url, { method, headers }, async (response) => {
    resolve({ status: response.statusCode ?? 0, body: await text(response) });
  })
    .on('error', reject)
    .end();
  return promise;
}

async function read<T>(
  url: string,
  method = 'GET',
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  return { status: response.status, body: (answer === '' ? null : JSON.parse(answer)) as T };
}

describe('who may ask', () => {
  test.each([
    ['a foreign host, as after DNS rebinding', { host: 'evil.example' }],
    ['the right host on another port', { host: '127.0.0.1:1' }],
    ['another site’s page', { origin: 'https://evil.example' }],
    ['another page of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site’s script or image', { 'sec-fetch-site': 'cross-site' }],
    [
      'another site’s form',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      'POST',
    ],
  ])('not %s', async (_who, headers, method = 'GET') => {
    const { url } = await startUi();
    for (const path of ['/', '/data/app', '/assets/page.js', '/hubspot-fetch', '/events']) {
      expect(await raw(`${url}${path}`, headers, method), path).toMatchObject({ status: 403 });
    }
  });

  test('its own pages, by either name of this machine, and links from anywhere', async () => {
    const { url } = await startUi();
    const byName = new URL(url).host.replace('127.0.0.1', 'localhost');
    const cases: Record<string, string>[] = [
      {},
      { origin: url, 'sec-fetch-site': 'same-origin' },
      { host: byName, origin: `http://${byName}` },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    ];
    for (const headers of cases)
      expect(await raw(`${url}/`, headers)).toMatchObject({ status: 200 });
  });
});

describe('how pages and workers are confined', () => {
  test('a page reaches this server only; a worker loads its bundle and asks nothing', async () => {
    const { url } = await startUi();
    const policyOf = async (path: string) =>
      (await fetch(`${url}${path}`)).headers.get('content-security-policy');
    expect(await policyOf('/')).toContain("default-src 'self'; img-src 'self' data:");
    expect(await policyOf('/')).toContain("connect-src 'self'");
    expect(await policyOf('/assets/worker.js')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'none'",
    );
  });

  test('a bundle that the project does not have is not found', async () => {
    const { url } = await startUi();
    const bundle = (name: string) => fetch(`${url}/assets/extensions/${name}.js`);
    expect(await (await bundle('cards-Sample')).text()).toBe('card()');
    expect((await bundle('cards-Other')).status).toBe(404);
  });
});

describe('what the pages know of the app', () => {
  test('comes from the project’s files, read anew each time', async () => {
    const { url, project } = await startUi();
    const { body: app } = await read<AppView>(`${url}/data/app`);
    expect(app.user).toEqual(user);
    expect(app.cards).toContainEqual({
      uid: 'sample_tab',
      title: 'Sample',
      location: 'crm.record.tab',
      objectTypes: ['contacts', 'companies'],
      bundle: 'cards-Sample',
    });
    expect(app.actions).toEqual([
      {
        uid: 'sample_action',
        name: 'Act on it',
        description: 'Does what the test says.',
        objects: ['contacts', 'companies'],
        inputs: [
          {
            name: 'mode',
            label: 'Mode',
            description: '',
            isRequired: true,
            options: [
              { value: 'fast', label: 'Fast' },
              { value: 'slow', label: 'Slowly' },
            ],
          },
        ],
        outputs: [{ name: 'result', label: 'Result', isLong: false, options: [] }],
      },
    ]);
    expect(app.recordsToTry.map(({ title }) => title)).toEqual(['Idris Marlowe']);

    project.remove('src/app/cards/sidebar-hsmeta.json');
    expect((await read<AppView>(`${url}/data/app`)).body.cards).toHaveLength(1);
    project.write('src/app/app-hsmeta.json', '{');
    expect(await read(`${url}/data/app`)).toMatchObject({
      status: 500,
      body: { message: expect.stringContaining('app-hsmeta.json is no JSON') },
    });
  });
});

describe('records', () => {
  test('are listed and found by any part of what HubSpot searches', async () => {
    const { url } = await startUi();
    const { body: all } = await read<ListView>(`${url}/data/records/contacts`);
    expect(all).toMatchObject({
      total: 2,
      rows: [
        {
          id: '1001',
          title: 'Idris Marlowe',
          company: 'Tidewright',
          owner: 'Imogen Vale',
          score: '',
        },
        { id: '1002', title: 'Petra' },
      ],
    });
    const { body: found } = await read<ListView>(`${url}/data/records/contacts?search=OAK%20petra`);
    expect(found.rows.map(({ id }) => id)).toEqual(['1002']);
    const { body: first } = await read<ListView>(`${url}/data/records/contacts?limit=1`);
    expect([first.total, first.rows.length]).toEqual([2, 1]);
  });

  test('show values as a person reads them, with what they belong to', async () => {
    const { url } = await startUi();
    const { body: record } = await read<RecordView>(`${url}/data/records/contacts/1001`);
    expect(record).toMatchObject({
      title: 'Idris Marlowe',
      subtitle: 'Chief Operating Officer at Tidewright',
      objectTypeId: '0-1',
      associated: {
        companies: [{ id: '2001', title: 'Tidewright', isPrimary: true }],
        deals: [{ id: '3001', title: 'Pilot' }],
      },
      values: { hubspot_owner_id: '71001' },
    });
    const displays = Object.fromEntries(
      record.groups
        .flatMap(({ properties }) => properties)
        .map(({ name, display }) => [name, display]),
    );
    expect(displays).toMatchObject({
      hubspot_owner_id: 'Imogen Vale',
      lifecyclestage: 'Lead',
      phone: '',
    });
    expect(record.associated.deals[0]?.facts).toContainEqual({
      label: 'Deal Stage',
      value: 'Qualified To Buy',
    });
  });

  test('show groups that apps have added, and the newest activity first, as plain text', async () => {
    const { url, hubspot } = await startUi();
    const { properties } = hubspot.portal();
    properties.createGroup('contacts', 'sample', 'Sample app');
    const definition = { ...properties.require('contacts', 'jobtitle'), groupName: 'sample' };
    properties.create(
      'contacts',
      { ...definition, name: 'sample_word', label: 'Word', hubspotDefined: false },
      0,
    );
    hubspot.update('contacts', '1001', { sample_word: 'yes' });
    const task = hubspot.create('tasks', {
      hs_timestamp: '2026-12-01T09:00:00Z',
      hs_task_subject: 'Call Idris',
      hs_task_body: '<p>Ask &amp; listen.</p><ul><li>First</li></ul><script>no()</script>',
    });
    hubspot.associate({ type: 'tasks', id: task.id }, { type: 'contacts', id: '1001' });

    const { body: record } = await read<RecordView>(`${url}/data/records/contacts/1001`);
    expect(record.groups.at(-1)).toMatchObject({
      label: 'Sample app',
      properties: [{ name: 'sample_word', display: 'yes' }],
    });
    expect(record.activities.map(({ type }) => type)).toEqual(['tasks', 'deals']);
    expect(record.activities[0]?.body).toMatch(/^Ask & listen\.\n+First$/);
    expect(record.activities[0]?.facts).toContainEqual({
      label: 'Due',
      value: '1 Dec 2026, 09:00',
    });
  });

  test('are created, changed and deleted as a person does it', async () => {
    const { url, hubspot } = await startUi();
    const contacts = `${url}/data/records/contacts`;
    const created = await read<{ id: string }>(contacts, 'POST', {
      properties: { email: 'new@quillstream.example' },
    });
    expect(created.status).toBe(201);
    const one = `${contacts}/${created.body.id}`;
    const changed = await read<RecordView>(one, 'PATCH', { properties: { city: 'Hull' } });
    expect(changed.body.values.city).toBe('Hull');
    const [latest] =
      hubspot.portal().records.find('contacts', created.body.id)?.history.get('city') ?? [];
    expect(latest?.sourceType).toBe('CRM_UI');
    expect((await read(one, 'DELETE')).status).toBe(204);
    expect(await read(one)).toMatchObject({ status: 404, body: { message: /does not exist/ } });
  });

  test.each([
    ['a value that HubSpot refuses', { lifecyclestage: 'unheard-of' }, 'lifecyclestage'],
    ['a property that only HubSpot sets', { createdate: '2026-01-01' }, null],
    ['a property that is not there', { no_such_thing: 'x' }, 'no_such_thing'],
  ])('keep what they hold when asked for %s', async (_what, properties, field) => {
    const { url, hubspot } = await startUi();
    const before = hubspot.get('contacts', '1001');
    const path = `${url}/data/records/contacts/1001`;
    expect(await read(path, 'PATCH', { properties })).toMatchObject({
      status: 400,
      body: { field },
    });
    expect(hubspot.get('contacts', '1001')).toEqual(before);
  });

  test('of other kinds have no page', async () => {
    const { url } = await startUi();
    for (const path of ['tasks', 'tasks/4001', 'contacts/1', 'contacts/abc', 'deals']) {
      expect((await read(`${url}/data/records/${path}`)).status, path).toBe(404);
    }
    expect((await read(`${url}/data/records/deals/3001`)).status).toBe(200);
  });
});

describe('news', () => {
  test('a write by anybody is told to open pages within a second', async () => {
    const { url, hubspot } = await startUi();
    const response = await fetch(`${url}/events`);
    if (!response.body) throw new Error('there is no stream');
    const events = response.body.pipeThrough(new TextDecoderStream()).values();
    await events.next();
    hubspot.update('contacts', '1002', { city: 'Leeds' });
    const writtenAt = performance.now();
    const { value } = await events.next();
    expect(value).toBe('event: portal\ndata: {}\n\n');
    expect(performance.now() - writtenAt).toBeLessThan(1_000);
    await events.return?.();
  });
});
