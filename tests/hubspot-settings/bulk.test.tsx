/** The tab that enriches many records: choosing, following, and what can be done with a run. */
import { ProgressBar, StatusTag } from '@hubspot/ui-extensions';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOf } from './support/bulk-desk.ts';
import { openPage, type Page } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { type SettingsServer, settingsServer } from './support/settings-server.ts';

async function openTab(): Promise<Page> {
  const page = await openPage('bulk');
  // A tab that is left open would go on asking.
  onTestFinished(() => page.open('connection'));
  await page.until(() => expect(page.button('Preview first')).not.toBeNull());
  return page;
}

/** A preview of list 12 that was just started. */
async function previewing(server: SettingsServer): Promise<Page> {
  const page = await openTab();
  page.type('List id', ' 12 ');
  page.press('Preview first');
  await page.until(() => expect(server.bulk.started).toHaveLength(1));
  await page.until(() => expect(page.text()).toContain('Preview of contacts: HubSpot list 12'));
  return page;
}

const standing = (page: Page) => page.findAll(StatusTag).map(({ text }) => text)[0];
const polls = (server: SettingsServer) =>
  server.asked.filter(({ method, path }) => method === 'GET' && /\/bulk\/./.test(path)).length;

describe('choosing records', () => {
  it('previews a list, and says what the id is where it is missing', async () => {
    const server = settingsServer();
    const page = await openTab();
    expect(page.text()).toContain('nothing is written by that');
    page.press('Preview first');
    expect(page.input('List id').props.validationMessage).toContain('Enter the number at the end');
    page.type('List id', 'https://app.hubspot.com/12');
    page.press('Enrich');
    expect(page.input('List id').props.error).toBe(true);
    page.type('List id', ' 12 ');
    expect(page.input('List id').props.error).toBe(false);
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(1));
    expect(server.bulk.started[0]).toEqual({
      object: 'contact',
      selection: { kind: 'list', listId: '12' },
      mode: 'preview',
      idempotencyKey: expect.stringMatching(/^bulk-/),
    });
  });

  it('enriches every company', async () => {
    const server = settingsServer();
    const page = await openTab();
    page.type('Object', 'company');
    page.type('Which records', 'all');
    page.press('Enrich');
    await page.until(() => expect(server.bulk.started).toHaveLength(1));
    expect(server.bulk.started[0]).toMatchObject({
      object: 'company',
      selection: { kind: 'filter', conditions: [] },
      mode: 'write',
    });
  });

  it('offers the account’s properties, how each compares, and what it can hold', async () => {
    const server = settingsServer();
    const page = await openTab();
    page.type('Object', 'company');
    page.type('Which records', 'conditions');
    const offered = () =>
      page.input('Condition 1: property').props.options as readonly { value: string }[];
    await page.until(() => expect(offered().map(({ value }) => value)).toContain('headcount'));
    page.press('Preview first');
    expect(page.input('Condition 1: property').props.validationMessage).toBe('Choose a property.');
    expect(page.input('Condition 1: value').props.validationMessage).toContain('Enter what');

    page.type('Condition 1: property', 'headcount');
    page.type('Condition 1: comparison', 'gte');
    page.type('Condition 1: value', ' 50 ');
    page.press('Add a condition');
    page.type('Condition 2: property', 'industry');
    const comparisons = page.input('Condition 2: comparison').props.options;
    expect(comparisons).toEqual([
      { value: 'eq', label: 'is' },
      { value: 'neq', label: 'is not' },
      { value: 'has', label: 'has a value' },
      { value: 'lacks', label: 'has no value' },
    ]);
    expect(page.input('Condition 2: value').props.options).toEqual([
      { value: 'COMPUTER_SOFTWARE', label: 'Computer Software' },
    ]);
    page.type('Condition 2: value', 'COMPUTER_SOFTWARE');
    page.press('Add a condition');
    page.type('Condition 3: property', 'our_sector');
    page.type('Condition 3: comparison', 'lacks');
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(1));
    expect(server.bulk.started[0]?.selection).toEqual({
      kind: 'filter',
      conditions: [
        { field: 'headcount', operator: 'gte', value: '50' },
        { field: 'industry', operator: 'eq', value: 'COMPUTER_SOFTWARE' },
        { field: 'our_sector', operator: 'lacks' },
      ],
    });
  });

  it('takes no order along to a property that has none, and no more conditions than HubSpot', async () => {
    settingsServer();
    const page = await openTab();
    page.type('Object', 'company');
    page.type('Which records', 'conditions');
    await page.until(() =>
      expect(page.input('Condition 1: property').props.options).not.toHaveLength(0),
    );
    page.type('Condition 1: property', 'headcount');
    page.type('Condition 1: comparison', 'lt');
    page.type('Condition 1: property', 'our_sector');
    expect(page.input('Condition 1: comparison').props.value).toBe('eq');
    for (let count = 1; count < 5; count += 1) page.press('Add a condition');
    expect(page.button('Add a condition')).toBeNull();
    expect(page.text()).toContain('by 5 conditions at most');
    page.press('Remove condition 5');
    expect(page.button('Add a condition')).not.toBeNull();
  });

  it('lets a name be typed where the properties cannot be read', async () => {
    const server = settingsServer();
    const page = await openTab();
    server.next(() => Response.json(refusal({ message: 'HubSpot refused the list.' })));
    page.type('Which records', 'conditions');
    await page.until(() => expect(page.alerts()[0]).toContain('HubSpot refused the list.'));
    page.type('Condition 1: property', ' lifecyclestage ');
    page.type('Condition 1: comparison', 'has');
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(1));
    expect(server.bulk.started[0]?.selection).toEqual({
      kind: 'filter',
      conditions: [{ field: 'lifecyclestage', operator: 'has' }],
    });
  });

  it('says why nothing was started, and starts one run however often it is pressed', async () => {
    const server = settingsServer();
    const page = await openTab();
    page.type('List id', '12');
    // HubSpot lost the answers, but not what was asked.
    for (let count = 0; count < 3; count += 1) {
      server.next(() => Response.json({ status: 'error', context: { appServerStatusCode: 502 } }));
    }
    page.press('Preview first');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^oppSpot failed to answer/));
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(1));
    const keys = server.asked.flatMap(({ method, path, body }) =>
      method === 'POST' && path.endsWith('/bulk')
        ? [(body as { idempotencyKey: string }).idempotencyKey]
        : [],
    );
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    await page.until(() => expect(standing(page)).toBe('Looking up records'));
    server.bulk.ends();
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(2));
  });
});

describe('following a run', () => {
  it('tells how far it is, how fast it goes and how long it will take', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    expect(standing(page)).toBe('Looking up records');
    expect(page.text()).not.toContain('a minute');
    server.bulk.goesOn({
      state: 'running',
      progress: { total: 2_500, expected: 2_500, done: 500, perMinute: 40, secondsLeft: 3_000 },
      result: { written: 480, fields: 900 },
    });
    await page.until(() => expect(standing(page)).toBe('Running'));
    expect(page.find(ProgressBar).props).toMatchObject({
      value: 500,
      maxValue: 2_500,
      valueDescription: '500 of 2,500 done',
    });
    expect(page.text()).toContain('40 records a minute, about 50 minutes left');
    expect(page.text()).toContain('480 records (900 fields)');
  });

  it('says until when HubSpot has no calls left', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    const pausedUntil = new Date(2026, 10, 27, 14, 5).toISOString();
    server.bulk.goesOn({ state: 'running', progress: { total: 9, done: 3, pausedUntil } });
    await page.until(() => expect(standing(page)).toBe('Waiting for HubSpot'));
    expect(page.alerts()[0]).toContain('HubSpot has no calls left until 14:05.');
  });

  it('looks every two seconds while it runs, and no more once it has ended or is out of sight', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    await page.until(() => expect(polls(server)).toBe(2));
    page.open('connection');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(polls(server)).toBe(2);
    page.open('bulk');
    await page.until(() => expect(polls(server)).toBe(3));
    server.bulk.ends();
    await page.until(() => expect(standing(page)).toBe('Done'));
    const last = polls(server);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(polls(server)).toBe(last);
  });

  it('keeps what it knows while there is no answer, and asks again', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    server.next(() => Promise.reject(new Error('offline')));
    await page.until(() => expect(page.text()).toContain('No answer for the moment'));
    expect(page.text()).toContain('Preview of contacts: HubSpot list 12');
    await page.until(() => expect(page.text()).not.toContain('No answer for the moment'));
  });

  it('ends where asking again would not help', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    const gone = { code: 'not_installed', message: 'oppSpot is not connected.' };
    server.next(() => Response.json(refusal(gone)));
    await page.until(() => expect(page.error()?.props.title).toMatch(/^oppSpot is not connected/));
    expect(page.button('Try again')).not.toBeNull();
  });
});

describe('what came of a run', () => {
  const result = {
    written: 90,
    fields: 450,
    tasks: 12,
    deals: 1,
    unchanged: 4,
    skipped: 3,
    failed: 2,
    skippedBecause: [{ reason: 'The record is on the suppression list.', records: 3 }],
    failedBecause: [{ reason: 'HubSpot did not answer.', records: 2 }],
  };

  it('is told with its reasons; a preview becomes an enrichment of the same records', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    server.bulk.ends(result);
    await page.until(() => expect(standing(page)).toBe('Done, some failed'));
    const text = page.text();
    expect(text).toContain('90 records (450 fields, 12 tasks, 1 deal)');
    expect(text).toContain('3 × The record is on the suppression list.');
    expect(text).toContain('2 × HubSpot did not answer.');
    expect(page.row('HubSpot list 12')).toContain('Would be written: 90 records');
    expect(page.button('Undo…')).toBeNull();
    page.press('Enrich these records');
    await page.until(() => expect(server.bulk.started).toHaveLength(2));
    expect(server.bulk.started[1]).toMatchObject({
      selection: { kind: 'list', listId: '12' },
      mode: 'write',
    });
    await page.until(() => expect(page.text()).toContain('Enrichment of contacts: HubSpot list'));
  });

  it('is tried again where records failed', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    server.bulk.ends(result);
    await page.until(() => expect(page.button('Try the failed ones again')).not.toBeNull());
    page.press('Try the failed ones again');
    await page.until(() => expect(standing(page)).toBe('Running'));
    expect(server.bulk.acted).toEqual([`retry ${server.bulk.runs[0]?.id}`]);
  });

  it('is cancelled, and followed until what was under way has ended', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    server.bulk.goesOn({ state: 'running', progress: { total: 9, done: 3, processing: 2 } });
    page.press('Cancel');
    await page.until(() => expect(standing(page)).toBe('Cancelled'));
    expect(page.button('Cancel')).toBeNull();
    server.bulk.goesOn({ progress: { processing: 0 }, result: { written: 5, cancelled: 4 } });
    await page.until(() => expect(page.row('list 12')).toContain('Cancelled: 4 records'));
  });

  it('is undone once that is confirmed, and not a second time', async () => {
    const server = settingsServer();
    server.bulk.runs = [
      runOf({ mode: 'write', state: 'completed', finishedAt: '2026-11-27T09:40:00.000Z', result }),
    ];
    const [run] = server.bulk.runs;
    const page = await openTab();
    const dialogue = page.dialogue('Undo…');
    expect(dialogue.title).toBe('Undo this enrichment?');
    expect(dialogue.text()).toContain('90 records (450 fields, 12 tasks, 1 deal)');
    dialogue.press('Keep it');
    expect(server.bulk.acted).toEqual([]);
    dialogue.press('Undo it');
    await page.until(() => expect(server.bulk.acted).toEqual([`undo ${run?.id}`]));
    await page.until(() => expect(page.text()).toContain('Undo of contacts'));
    server.bulk.ends({ written: 90, fields: 450 });
    await page.until(() => expect(page.text()).toContain('Taken back'));
    page.press('Enrichment of contacts: HubSpot list 12');
    await page.until(() => expect(page.text()).toContain('It was undone'));
    expect(page.button('Undo…')).toBeNull();
  });

  it('is that no record was there, or that they could not be looked up', async () => {
    const server = settingsServer();
    const page = await previewing(server);
    server.bulk.ends();
    await page.until(() => expect(page.text()).toContain('There was no record to work on.'));
    expect(page.button('Enrich these records')).toBeNull();
    page.press('Preview first');
    await page.until(() => expect(server.bulk.started).toHaveLength(2));
    const message = 'HubSpot has no such list. Choose another one.';
    server.bulk.goesOn({
      state: 'failed',
      finishedAt: '2026-11-27T09:40:00.000Z',
      error: { code: 'crm_not_found', message },
    });
    await page.until(() => expect(page.alerts()[0]).toContain(message));
    expect(standing(page)).toBe('Failed');
    expect(page.text()).not.toContain('There was no record');
  });
});

describe('the last runs', () => {
  it('are told of in a line each, those of the API too', async () => {
    const server = settingsServer();
    const ended = { state: 'completed', finishedAt: '2026-11-27T09:40:00.000Z' } as const;
    server.bulk.runs = [
      runOf({ ...ended, selection: { kind: 'records', records: 10_000 }, mode: 'write' }),
      runOf({
        ...ended,
        object: 'company',
        selection: {
          kind: 'filter',
          conditions: [
            { field: 'numberofemployees', operator: 'gte', value: '50' },
            { field: 'industry', operator: 'lacks' },
          ],
        },
      }),
    ];
    const page = await openTab();
    expect(page.row('10,000 named records')).toContain('Enrichment of contacts');
    const filtered = 'numberofemployees is at least 50 and industry has no value';
    expect(page.row(filtered)).toContain(`Preview of companies: ${filtered} Done`);
  });

  it('say why they are not there', async () => {
    const server = settingsServer();
    const page = await openPage();
    server.next(() =>
      Response.json(refusal({ code: 'administrators_only', message: 'Ask an administrator.' })),
    );
    page.open('bulk');
    await page.until(() => expect(page.error()?.props.title).toMatch(/^Only administrators/));
    page.press('Try again');
    await page.until(() => expect(page.button('Preview first')).not.toBeNull());
  });
});
