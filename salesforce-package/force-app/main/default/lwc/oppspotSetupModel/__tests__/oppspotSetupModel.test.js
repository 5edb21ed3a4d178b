/** The model behind the score: what stands of it on the setup page, and what an administrator decides. */
import Modal from '../../oppspotEnrich/__tests__/support/modal';
import connected from '../../oppspotSetup/__tests__/data/connected.json';
import {
  answer,
  apex,
  click,
  closePages,
  findAll,
  labelled,
  openPage,
  openTab,
  refusal,
  settled,
  textOf,
} from '../../oppspotSetup/__tests__/support/page';
import learned from './data/learned.json';
import ready from './data/ready.json';
import template from './data/template.json';

// A machine under load is slow, not wrong.
jest.setTimeout(60_000);
beforeEach(() => Modal.open.mockReset());
afterEach(() => {
  closePages();
  jest.useRealTimers();
});

/** The Scoring tab over what the server says of scoring. */
async function open(scoring, more = {}) {
  const page = await openPage({ settings: answer(connected), scoring: answer(scoring), ...more });
  await openTab(page, 'scoring');
  return page;
}

const part = (page) => findAll(page, 'c-oppspot-setup-model')[0];
const badges = (page) => findAll(part(page), 'lightning-badge').map(({ label }) => label);
const notices = (page) => findAll(part(page), 'c-oppspot-notice').map(({ heading }) => heading);
const buttons = (page) => findAll(part(page), 'lightning-button').map(({ label }) => label);
const decided = () =>
  apex.changeScoring.mock.calls.map(([{ scoringChange }]) => JSON.parse(scoringChange));
const history = (more) => ({ ...template, history: { ...template.history, ...more } });

async function openSections(page, ...sections) {
  for (const accordion of findAll(part(page), 'lightning-accordion')) {
    accordion.dispatchEvent(
      new CustomEvent('sectiontoggle', { detail: { openSections: sections } }),
    );
  }
  await settled();
}

describe('before there is a model', () => {
  it('says how many outcomes are known and how many are needed', async () => {
    const page = await open(history({ won: 41, lost: 41 }));

    expect(badges(page)).toEqual(['Template in use']);
    expect(findAll(part(page), 'lightning-progress-bar')[0].value).toBe(82);
    expect(textOf(part(page))).toContain(
      '82 outcomes known (41 won, 41 lost), 100 are needed. 415 scored records are still open.',
    );
    expect(findAll(part(page), 'c-oppspot-setup-model-deals')).toEqual([]);
    await expect(part(page)).toBeAccessible();
  });

  it.each([
    [{ won: 12 }, '902 outcomes known (12 won, 890 lost). At least 30 won ones are needed.'],
    [{ lost: 7 }, '317 outcomes known (310 won, 7 lost). At least 30 lost ones are needed.'],
    [{}, '1,200 outcomes known (310 won, 890 lost): enough to train.'],
  ])('with %o says %s', async (counts, said) => {
    expect(textOf(part(await open(history(counts))))).toContain(said);
  });

  it('says what has to happen first where nothing was scored', async () => {
    const page = await open(history({ won: 0, lost: 0, open: 0, readAt: null }));

    expect(textOf(part(page))).toContain('Enrich records first; train once Salesforce says of 100');
    expect(buttons(page)).not.toContain('Train a model');
    await expect(part(page)).toBeAccessible();
  });
});

describe('training', () => {
  it('is followed until there is a model', async () => {
    const running = { ...template, training: { ...template.training, state: 'running' } };
    const page = await open(template, { changeScoring: answer(running) });
    jest.useFakeTimers();
    await click(page, 'Train a model');
    expect(decided()).toEqual([{ do: 'train' }]);
    expect(textOf(part(page))).toContain('You can leave this page');
    expect(buttons(page)).not.toContain('Train a model');

    apex.scoring.mockResolvedValueOnce(refusal('unreachable', 'No answer.', { retryable: true }));
    jest.advanceTimersByTime(2_000);
    await settled();
    expect(textOf(part(page))).toContain('The training goes on meanwhile.');

    apex.scoring.mockResolvedValueOnce(answer(ready));
    jest.advanceTimersByTime(2_000);
    await settled();
    expect(badges(page)).toContain('Ready to use');
    expect(textOf(part(page))).not.toContain('The training goes on meanwhile.');
    jest.advanceTimersByTime(10_000);
    await settled();
    expect(apex.scoring).toHaveBeenCalledTimes(3);
  });

  it('shows the model that it gave, also where another one is in use', async () => {
    jest.useFakeTimers();
    const page = await open({ ...learned, training: { ...learned.training, state: 'running' } });
    const [used] = learned.models;
    const models = [{ ...used, version: 3, status: 'ready' }, ...learned.models];
    apex.scoring.mockResolvedValueOnce(answer({ ...learned, models }));
    jest.advanceTimersByTime(2_000);
    await settled();
    expect(badges(page)[0]).toBe('Model 2 in use');
    expect(labelled(page, 'Model shown', 'lightning-combobox').value).toBe('3');
  });

  it('is no longer followed on another tab', async () => {
    jest.useFakeTimers();
    const running = { ...template, training: { ...template.training, state: 'running' } };
    const page = await open(running);
    await openTab(page, 'privacy');
    jest.advanceTimersByTime(10_000);
    await settled();
    expect(apex.scoring).toHaveBeenCalledTimes(1);
  });

  it('that gave no model says why', async () => {
    const said = 'Only 12 won outcomes are known, 30 are needed.';
    const training = { state: 'idle', lastAt: '2026-11-20T09:30:00.000Z', refusal: said };
    const page = await open({ ...template, training });

    expect(notices(page)).toEqual(['The last training gave no model']);
    expect(textOf(part(page))).toContain(said);
    expect(buttons(page)).toContain('Train a model');
  });

  it('that may not be started says why', async () => {
    const page = await open(template, { changeScoring: refusal('forbidden', 'Ask your admin.') });
    await click(page, 'Train a model');

    expect(notices(page)).toEqual(['That did not work']);
    expect(textOf(part(page))).toContain('Ask your admin.');
    expect(labelled(page, 'Train a model', 'lightning-button').disabled).toBe(false);
  });
});

describe('a model', () => {
  it('shows what it was measured on and how it compares with the template', async () => {
    const text = textOf(part(await open(ready)));

    expect(text).toContain('Learned from 1,200 outcomes, 310 of them won, on Nov 20, 2026.');
    expect(text).toContain('Measured on the newest 240 records, from Sep 2, 2026 on (61 of them');
    expect(text).toContain(
      'Ranking (AUC) 0.781 (0.716 to 0.846) 0.655 (0.577 to 0.733) How often a won record',
    );
    expect(text).toContain('Gain in ranking +0.126 (+0.061 to +0.191)');
    expect(text).toContain('Best 10% 2.6 ×');
  });

  it('draws its bands for those who see them and lists them for all', async () => {
    const page = await open(ready);
    const [chart] = findAll(part(page), '[role="img"]');

    expect(chart.getAttribute('aria-label')).toBe(
      'Share of records won: Excellent 78%, Very good 53%, Good 30%, Average 16%, and Below average 5%',
    );
    expect(findAll(part(page), 'rect').map((bar) => bar.getAttribute('width'))).toEqual([
      '78.3',
      '53.3',
      '30.3',
      '15.5',
      '5.2',
    ]);
    expect(textOf(part(page))).toContain('Excellent 78 to 100 60 47 78% (68% to 89%)');
    await expect(part(page)).toBeAccessible();
  });

  it('lists its points and what looks like a leak', async () => {
    const page = await open(ready);
    await openSections(page, 'scorecard', 'suspects');
    const text = textOf(part(page));

    expect(text).toContain('Every record starts with 34 points');
    expect(text).toContain('Employees 50 to 249 +9 179 of 510');
    expect(text).toContain('Employees below 50 −6 61 of 420');
    expect(text).toContain('Open deals It is filled in for won records only. Left out');
    await expect(part(page)).toBeAccessible();
  });

  it('is used once it is clear what that means', async () => {
    const inUse = { ...learned, inUse: 1 };
    const page = await open(ready, { changeScoring: answer(inUse) });
    Modal.open.mockResolvedValueOnce(undefined);
    await click(page, 'Use model 1');
    expect(decided()).toEqual([]);

    Modal.open.mockResolvedValueOnce('confirmed');
    await click(page, 'Use model 1');
    const [{ label, sentences, keepLabel }] = Modal.open.mock.calls[1];
    expect(label).toBe('Use model 1?');
    expect(sentences[0]).toContain('by model 1 and no longer by the template');
    expect(keepLabel).toBe('Keep the template');
    expect(decided()).toEqual([{ do: 'use', version: 1 }]);
    expect(badges(page)[0]).toBe('Model 1 in use');
  });

  it('that is not better cannot be used and says so', async () => {
    const [model] = ready.models;
    const page = await open({ ...ready, models: [{ ...model, status: 'not-better' }] });

    expect(badges(page)).toContain('Not better');
    expect(textOf(part(page))).toContain('so it cannot be used');
    expect(buttons(page)).not.toContain('Use model 1');
  });

  it('that found nothing has no bands to speak of', async () => {
    const [model] = ready.models;
    const page = await open({ ...ready, models: [{ ...model, status: 'not-better', lines: [] }] });
    await openSections(page, 'scorecard');

    expect(findAll(part(page), '[role="img"]')).toEqual([]);
    expect(textOf(part(page))).toContain('Nothing that is known of your records tells won');
  });

  it('gives way to the template', async () => {
    const page = await open(learned, { changeScoring: answer(template) });
    Modal.open.mockResolvedValueOnce('confirmed');
    await click(page, 'Return to the template');

    expect(Modal.open.mock.calls[0][0].sentences).toContain(
      'The model is kept: you can use it again.',
    );
    expect(decided()).toEqual([{ do: 'return-to-template' }]);
    expect(badges(page)).toEqual(['Template in use']);
  });

  it('in use tells its alarms with what to do', async () => {
    const message = 'Of 210 records since then 12 were won, 40 were expected. Train a new model.';
    const alarms = [{ kind: 'rate-moved', message, since: '2026-11-10T00:00:00.000Z' }];
    const [used, before] = learned.models;
    const page = await open({ ...learned, models: [{ ...used, alarms }, before] });

    expect(notices(page)).toEqual(['More or fewer records are won than the model says']);
    expect(textOf(part(page))).toContain(`${message} Seen since Nov 10, 2026.`);
    await expect(part(page)).toBeAccessible();
  });

  it('of before can be looked at', async () => {
    const page = await open(learned);
    labelled(page, 'Model shown', 'lightning-combobox').dispatchEvent(
      new CustomEvent('change', { detail: { value: '1' } }),
    );
    await settled();

    expect(textOf(part(page))).toContain('Learned from 820 outcomes');
    expect(buttons(page)).toContain('Use model 1');
  });
});

describe('the probability worth an opportunity', () => {
  const choose = async (page, value) => {
    labelled(page, 'Open an opportunity from', 'lightning-combobox').dispatchEvent(
      new CustomEvent('change', { detail: { value } }),
    );
    await settled();
  };

  it('says what it would have done before it is saved', async () => {
    const saved = { ...learned, dealProbability: 0.4 };
    const page = await open(learned, { changeScoring: answer(saved) });
    const list = labelled(page, 'Open an opportunity from', 'lightning-combobox');
    expect(list.value).toBe('score');
    expect(list.options).toHaveLength(20);
    expect(labelled(page, 'Use this threshold', 'lightning-button').disabled).toBe(true);

    await choose(page, '0.4');
    expect(textOf(part(page))).toContain(
      'On your history: 409 opportunities, of which 217 were won (53%); 93 won records would have had none.',
    );
    await click(page, 'Use this threshold');
    expect(decided()).toEqual([{ do: 'set-deal-probability', probability: 0.4 }]);
    await openSections(page, 'all');
    expect(textOf(part(page))).toContain('40% (in use) 409 217 53% 93');

    await choose(page, 'score');
    await click(page, 'Use this threshold');
    expect(decided()[1]).toEqual({ do: 'set-deal-probability', probability: null });
    await expect(part(page)).toBeAccessible();
  });

  it('that is set waits while the template is in use', async () => {
    const page = await open({ ...template, dealProbability: 0.33 });

    expect(textOf(part(page))).toContain('until a model is in use');
    expect(labelled(page, 'Open an opportunity from', 'lightning-combobox').value).toBe('0.33');
  });
});

describe('where scoring cannot be loaded', () => {
  it('the rest of the tab works, and it can be tried again', async () => {
    const page = await open(template, {
      scoring: [refusal('crm_rate_limited', 'Try later.'), answer(template)],
    });
    expect(notices(page)).toEqual(['Salesforce is busy']);
    expect(labelled(page, 'Score worth an opportunity', '[data-input]').value).toBe('70');
    await click(page, 'Load the model again');

    expect(badges(page)).toEqual(['Template in use']);
  });
});
