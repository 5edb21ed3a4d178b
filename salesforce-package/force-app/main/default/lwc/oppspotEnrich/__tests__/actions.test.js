/** What a person does on the card, and what comes of it. */
import applyPreview from '@salesforce/apex/OppSpotCardController.applyPreview';
import createTask from '@salesforce/apex/OppSpotCardController.createTask';
import discardPreview from '@salesforce/apex/OppSpotCardController.discardPreview';
import enrich from '@salesforce/apex/OppSpotCardController.enrich';
import owners from '@salesforce/apex/OppSpotCardController.owners';
import state from '@salesforce/apex/OppSpotCardController.state';
import undoRun from '@salesforce/apex/OppSpotCardController.undoRun';
import watch from '@salesforce/apex/OppSpotCardController.watch';
import Card from 'c/oppspotEnrich';
import Confirm from 'c/oppspotUndoConfirm';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import ambiguous from './data/ambiguous.json';
import enriched from './data/enriched.json';
import fresh from './data/new.json';
import previewed from './data/preview.json';
import taskCreated from './data/task-created.json';
import undone from './data/undone.json';
import { ended, ok, refused, running, step } from './support/answers';
import { all, button, clear, click, put, settled, textOf } from './support/page';

jest.mock('@salesforce/apex/OppSpotCardController.applyPreview', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.createTask', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.discardPreview', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.enrich', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.owners', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.state', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.undoRun', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/OppSpotCardController.watch', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('lightning/modal', () => require('./support/modal'), { virtual: true });

const recordId = '003000000000001AAA';

async function open(card) {
  state.mockResolvedValue(ok(card));
  owners.mockResolvedValue(ok({ owners: [] }));
  const element = put('c-oppspot-enrich', Card, { recordId });
  const toasts = [];
  const refreshes = [];
  element.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail));
  element.addEventListener('lightning__refresh', () => refreshes.push(true));
  await settled();
  return { element, toasts, refreshes };
}

describe('c-oppspot-enrich', () => {
  afterEach(clear);

  it('enriches with one click: the page shows the new values, a toast says what was written', async () => {
    const { element, toasts, refreshes } = await open(fresh);
    enrich.mockResolvedValue(ended(enriched));
    click(element, 'Enrich with oppSpot');
    await settled();

    const { request } = enrich.mock.calls[0][0];
    expect(enrich.mock.calls[0][0].recordId).toBe(recordId);
    expect(JSON.parse(request)).toEqual({
      mode: 'write',
      refresh: false,
      pick: null,
      idempotencyKey: expect.any(String),
    });
    expect(textOf(element)).toContain(`Score ${enriched.latest.score.value} of 100`);
    expect(toasts).toMatchObject([
      { title: `${enriched.latest.record.name} is enriched`, variant: 'success' },
    ]);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId }]);
    expect(refreshes).toHaveLength(1);
  });

  it('keeps the clicked button where the keyboard is, and holds the others, while it works', async () => {
    const { element } = await open(enriched);
    enrich.mockReturnValue(new Promise(() => {}));
    click(element, 'Enrich with oppSpot');
    await settled();

    expect(button(element, 'Enriching this record…').disabled).toBe(false);
    expect(button(element, 'Preview first').disabled).toBe(true);
    expect(button(element, 'Undo enrichment').disabled).toBe(true);
    click(element, 'Enriching this record…');
    expect(enrich).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('tells each step to those who hear it', async () => {
    const { element } = await open(fresh);
    const steps = [step('research', 'web', 'started', 'Company website')];
    enrich.mockResolvedValue(running({ steps, seen: 1, pollAfterMs: 60_000 }));
    watch.mockReturnValue(new Promise(() => {}));
    click(element, 'Enrich with oppSpot');
    await settled();

    expect(all(element, '[aria-live="polite"]')[0].textContent).toBe('Asking Company website…');
  });

  it('previews without a word to the page, and goes to the preview', async () => {
    const { element, toasts, refreshes } = await open(fresh);
    enrich.mockResolvedValue(ended(previewed));
    click(element, 'Preview first');
    await settled();

    expect(JSON.parse(enrich.mock.calls[0][0].request).mode).toBe('preview');
    expect(toasts).toMatchObject([{ title: 'Preview ready', variant: 'info' }]);
    expect(refreshes).toHaveLength(0);
    expect(notifyRecordUpdateAvailable).not.toHaveBeenCalled();
  });

  it('applies a preview and puts the keyboard on the score, for the button is gone', async () => {
    const { element } = await open(previewed);
    applyPreview.mockResolvedValue(ended(enriched));
    click(element, 'Apply 15 changes');
    await settled();

    expect(applyPreview).toHaveBeenCalledWith({ recordId, runId: previewed.preview.id });
    const [score] = all(element, 'c-oppspot-score');
    expect(score.shadowRoot.activeElement.textContent).toMatch(/^Score \d+ of 100$/);
  });

  it('discards a preview', async () => {
    const { element, toasts } = await open(previewed);
    discardPreview.mockResolvedValue(ended(fresh));
    click(element, 'Discard preview');
    await settled();

    expect(discardPreview).toHaveBeenCalledWith({ recordId, runId: previewed.preview.id });
    expect(toasts).toMatchObject([{ title: 'Preview discarded' }]);
  });

  it('undoes once it is confirmed', async () => {
    const { element, toasts } = await open(enriched);
    Confirm.open.mockResolvedValue('undo');
    const undo = { ...undone.undo, enrichmentId: enriched.latest.id };
    undoRun.mockResolvedValue(ended({ ...undone, undo }));
    click(element, 'Undo enrichment');
    await settled();

    expect(Confirm.open.mock.calls[0][0].written).toMatch(/fields, 1 task, and 1 opportunity$/);
    expect(undoRun).toHaveBeenCalledWith({ recordId, runId: enriched.latest.id });
    expect(textOf(element)).toContain('This enrichment was undone');
    expect(toasts).toMatchObject([{ title: 'Undone', variant: 'success' }]);
  });

  it('undoes nothing when it is not confirmed', async () => {
    const { element } = await open(enriched);
    Confirm.open.mockResolvedValue(undefined);
    click(element, 'Undo enrichment');
    await settled();

    expect(undoRun).not.toHaveBeenCalled();
  });

  it('creates a task for a next action, and takes it back', async () => {
    const { element } = await open(enriched);
    createTask.mockResolvedValue(ended(taskCreated));
    click(element, 'Create task');
    await settled();
    expect(createTask).toHaveBeenCalledWith({
      recordId,
      runId: enriched.latest.id,
      actionId: enriched.latest.nextActions[0].id,
    });
    undoRun.mockResolvedValue(ended(enriched));
    click(element, 'Undo');
    await settled();

    expect(undoRun).toHaveBeenCalledWith({ recordId, runId: taskCreated.tasks[0].runId });
  });

  it('enriches with the company that a person picks', async () => {
    const { element } = await open(ambiguous);
    enrich.mockResolvedValue(ended(enriched));
    expect(button(element, 'Enrich with the picked company').disabled).toBe(true);
    const [first] = all(element, 'input[type="radio"]');
    first.dispatchEvent(new CustomEvent('change'));
    await settled();
    click(element, 'Enrich with the picked company');
    await settled();

    const [candidate] = ambiguous.latest.match.candidates;
    expect(JSON.parse(enrich.mock.calls[0][0].request).pick).toEqual({
      domain: candidate.domain,
      registrationNumber: candidate.registration?.number ?? null,
    });
  });

  it('says what went wrong, and asks the same again', async () => {
    const { element } = await open(fresh);
    enrich.mockResolvedValueOnce(refused('busy', { retryable: true }));
    click(element, 'Enrich with oppSpot');
    await settled();
    expect(textOf(element)).toContain('oppSpot is busy at this moment');
    enrich.mockResolvedValue(ended(enriched));
    click(element, 'Try again');
    await settled();

    expect(enrich).toHaveBeenCalledTimes(2);
    expect(textOf(element)).not.toContain('oppSpot is busy');
  });

  it('offers a new preview when the record has changed since', async () => {
    const { element } = await open(previewed);
    applyPreview.mockResolvedValue(refused('record_changed'));
    click(element, 'Apply 15 changes');
    await settled();
    enrich.mockResolvedValue(ended(previewed));
    click(element, 'Preview again');
    await settled();

    expect(JSON.parse(enrich.mock.calls[0][0].request).mode).toBe('preview');
  });

  it('enriches anew after a run that failed, and looks again when it is told to', async () => {
    const failure = { error: JSON.parse(refused('busy')).error, at: '2026-11-26T12:00:00Z' };
    const { element } = await open({ ...fresh, failure });
    enrich.mockResolvedValue(refused('enrichment_in_progress'));
    click(element, 'Try again');
    await settled();
    expect(enrich).toHaveBeenCalledTimes(1);
    state.mockResolvedValue(ok(enriched));
    click(element, 'Look again');
    await settled();

    expect(textOf(element)).toContain('of 100');
  });

  it('says nothing more once it is gone from the page', async () => {
    const { element, toasts } = await open(fresh);
    enrich.mockResolvedValue(ended(enriched));
    click(element, 'Enrich with oppSpot');
    element.remove();
    await settled();

    expect(toasts).toHaveLength(0);
    expect(notifyRecordUpdateAvailable).not.toHaveBeenCalled();
  });
});
