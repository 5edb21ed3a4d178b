/** What the card shows in each state it can be in; every one is accessible. */
import state from '@salesforce/apex/OppSpotCardController.state';
import Card from 'c/oppspotEnrich';
import account from './data/account.json';
import ambiguous from './data/ambiguous.json';
import enriched from './data/enriched.json';
import lead from './data/lead.json';
import fresh from './data/new.json';
import noCompany from './data/no-company.json';
import previewed from './data/preview.json';
import taskCreated from './data/task-created.json';
import undone from './data/undone.json';
import vetoed from './data/vetoed.json';
import { ok, progressOf, refused, step } from './support/answers';
import { button, clear, put, settled, textOf } from './support/page';

jest.mock('@salesforce/apex/OppSpotCardController.state', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock(
  '@salesforce/apex/OppSpotCardController.owners',
  () => ({ default: jest.fn().mockResolvedValue('{"ok":true,"data":{"owners":[]}}') }),
  { virtual: true },
);
jest.mock('lightning/modal', () => require('./support/modal'), { virtual: true });

async function open(answer) {
  state.mockReturnValue(answer instanceof Promise ? answer : Promise.resolve(answer));
  const card = put('c-oppspot-enrich', Card, { recordId: '003000000000001AAA' });
  await settled();
  return card;
}

const changed = (card, change) => ok({ ...card, ...change });
const latest = (change) => ({ ...enriched.latest, ...change });

const states = {
  'while it loads': [new Promise(() => {}), ['Loading what oppSpot knows…'], []],
  'before the first enrichment': [
    ok(fresh),
    ['Not enriched yet', 'Enrich with oppSpot', 'Preview first'],
    ['Refresh sources', 'Undo enrichment', 'Score'],
  ],
  enriched: [
    ok(enriched),
    [
      `Score ${enriched.latest.score.value} of 100`,
      'Excellent',
      'Grade A1: fit A, engagement 1',
      'Company: Tidewright Robotics, Bristol (98% sure)',
      enriched.latest.summary.sentences[0].text,
      'without a language model',
      enriched.latest.signals[0].title,
      enriched.latest.nextActions[0].title,
      'oppSpot has created a task already:',
      'Create task',
      'Undo enrichment',
      'Why this score',
      'Signals (11)',
    ],
    ['Not enriched yet', 'Out of date', 'This is a preview', 'Score history'],
  ],
  'a lead': [ok(lead), [`Score ${lead.latest.score.value} of 100`], []],
  'an account': [ok(account), [`Score ${account.latest.score.value} of 100`], []],
  'with a summary by a model': [
    changed(enriched, {
      latest: latest({ summary: { ...enriched.latest.summary, author: 'model', model: 'm-1' } }),
    }),
    ['Worded by a language model (m-1)'],
    ['without a language model'],
  ],
  'with several companies to pick from': [
    ok(ambiguous),
    ['Which company is this?', 'Score unknown', 'Enrich with the picked company'],
    ['Score 0'],
  ],
  'without a company': [ok(noCompany), ['No company found', 'name the company yourself'], []],
  vetoed: [
    ok(vetoed),
    ['Check before any contact', vetoed.latest.veto.reason, 'No task and no opportunity'],
    [],
  ],
  'with a preview': [
    ok(previewed),
    [
      'This is a preview',
      'Preview of changes',
      'Apply 15 changes',
      'Discard preview',
      'Researched',
    ],
    ['Undo enrichment', 'Create task'],
  ],
  undone: [
    ok(undone),
    ['This enrichment was undone', 'restored', 'Enrich again to write it anew.'],
    ['Undo enrichment'],
  ],
  'with a later one undone': [
    changed(enriched, { undo: { ...undone.undo, enrichmentId: 'later' } }),
    ['The enrichment after this one was undone'],
    [],
  ],
  'with a task of a next action': [
    ok(taskCreated),
    ['Task created', `Open task: ${taskCreated.tasks[0].subject}`, 'Undo'],
    [],
  ],
  stale: [
    changed(enriched, { freshness: { ageDays: 90, staleAfterDays: 30, isStale: true } }),
    ['Out of date', 'found 90 days ago', 'stale after 30 days'],
    [],
  ],
  'written in part': [
    changed(enriched, {
      latest: latest({
        status: 'partial',
        warnings: [
          { code: 'field_refused', message: 'Industry was refused.', retryable: false, field: 'x' },
          { code: 'late', message: 'One source was late.', retryable: true, field: null },
        ],
      }),
    }),
    ['Some of it was not written', 'Industry was refused.', 'Good to know', 'One source was late.'],
    [],
  ],
  'with limits': [
    changed(enriched, { limits: [{ code: 'quota', message: '98 of 100 enrichments are used.' }] }),
    ['Good to know', '98 of 100 enrichments are used.'],
    [],
  ],
  'while somebody else enriches': [
    changed(fresh, {
      running: progressOf({
        pollAfterMs: 60_000,
        steps: [
          step('read', null, 'done', 'Reading from Salesforce'),
          step('research', 'a', 'done', 'Companies House'),
          step('research', 'b', 'started', 'Company website'),
          step('research', 'c', 'failed', 'Greenhouse'),
        ],
      }),
    }),
    ['Asking Company website…', 'Started elsewhere', 'Step 2 of 6: Research', 'Greenhouse'],
    [],
  ],
  'after a run that failed': [
    changed(fresh, {
      failure: {
        error: JSON.parse(refused('crm_transient', { retryable: true })).error,
        at: '2026-11-26T12:00:00Z',
      },
    }),
    ['Salesforce does not answer at this moment', 'Because of crm_transient.', 'Try again'],
    [],
  ],
  'on the suppression list': [
    changed(fresh, {
      failure: { error: JSON.parse(refused('suppressed')).error, at: '2026-11-26T12:00:00Z' },
    }),
    ['On your suppression list', 'an admin can take it off'],
    ['Not enriched yet', 'Try again'],
  ],
  'when it must be connected again': [
    changed(enriched, { connection: { status: 'needs_reauthorisation', message: null } }),
    [
      'oppSpot must be connected again',
      'Ask an admin to connect oppSpot again',
      'Open oppSpot Setup',
    ],
    [],
  ],
  'when it is not connected': [
    refused('not_connected'),
    ['oppSpot is not connected to this Salesforce org', 'Open oppSpot Setup', 'Look again'],
    ['Enrich with oppSpot'],
  ],
  'without permission': [refused('no_permission'), ['You may not do this'], []],
  'when the record cannot be seen': [refused('no_access'), ['You cannot see this record'], []],
  'when it is switched off': [refused('switched_off'), ['Switched off by an admin'], []],
  'with an error of a newer server': [
    refused('something_new'),
    ['That did not work', 'Because of something_new.', 'Reference for support: req-77'],
    [],
  ],
};

describe('c-oppspot-enrich', () => {
  afterEach(clear);

  it.each(Object.entries(states))(
    'says %s what there is to know',
    async (_, [answer, has, hasNot]) => {
      const card = await open(answer);
      const text = textOf(card);

      for (const words of has) expect(text).toContain(words);
      for (const words of hasNot) expect(text).not.toContain(words);
      await expect(card).toBeAccessible();
    },
  );

  it('waits until the server may be asked again', async () => {
    jest.useFakeTimers();
    const answer = refused('busy', { retryable: true, retryAfterMs: 2000 });
    const card = await open(answer);
    expect(button(card, 'Try again in 2 s').disabled).toBe(true);
    await jest.advanceTimersByTimeAsync(2000);
    expect(button(card, 'Try again').disabled).toBe(false);
    jest.useRealTimers();
  });

  it('goes on to the record that Salesforce shows next', async () => {
    const card = await open(ok(enriched));
    state.mockResolvedValue(ok(fresh));
    card.recordId = '003000000000002AAA';
    await settled();

    expect(state).toHaveBeenLastCalledWith({ recordId: '003000000000002AAA' });
    expect(textOf(card)).toContain('Not enriched yet');
  });
});
