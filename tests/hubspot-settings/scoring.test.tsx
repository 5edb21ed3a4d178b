/** The model behind the score: what stands of it on the Scoring tab, and what an administrator decides. */
import {
  Accordion,
  BarChart,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
} from '@hubspot/ui-extensions';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ScoringState } from '../../shared/contract/scoring-model.ts';
import { learnedScoring, modelOf, scoringOf } from '../support/scoring-states.ts';
import { openPage, type Page, readText } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { type SettingsServer, settingsServer } from './support/settings-server.ts';

/** The tab over what the server says of scoring. */
async function openTab(state: ScoringState): Promise<{ page: Page; server: SettingsServer }> {
  const server = settingsServer();
  server.scoring.state = state;
  const page = await openPage('scoring');
  // A tab that is left open would go on asking.
  onTestFinished(() => page.open('connection'));
  await page.until(() => expect(page.text()).toMatch(/Template in use|Model \d+ in use/));
  return { page, server };
}

const tags = (page: Page) => page.findAll(StatusTag).map(({ text }) => text);
const isTraining = (page: Page) =>
  page.findAll(LoadingSpinner).some(({ props }) => props.label === 'Training a model');
const looks = (server: SettingsServer) =>
  server.asked.filter(({ method, path }) => method === 'GET' && path.endsWith('/scoring')).length;

describe('before there is a model', () => {
  it('says how many outcomes are known and how many are needed', async () => {
    const few = { ...scoringOf().history, won: 41, lost: 41 };
    const { page } = await openTab(scoringOf({ history: few }));
    expect(tags(page)).toContain('Template in use');
    const progress = page.find(ProgressBar).props;
    expect(progress).toMatchObject({
      value: 82,
      maxValue: 100,
      valueDescription: '82 outcomes known (41 won, 41 lost), 100 are needed.',
    });
    expect(page.text()).toContain('415 scored records are still open.');
    expect(page.maybeFind(BarChart)).toBeNull();
  });

  it('says which of the two is too rare', async () => {
    const rare = { ...scoringOf().history, won: 12 };
    const { page } = await openTab(scoringOf({ history: rare }));
    expect(page.find(ProgressBar).props.valueDescription).toBe(
      '902 outcomes known (12 won, 890 lost). At least 30 won ones are needed.',
    );
    expect(page.find(ProgressBar).props.value).toBe(40);
  });

  it('says what has to happen first where nothing was scored', async () => {
    const none = { ...scoringOf().history, won: 0, lost: 0, open: 0, readAt: null };
    const { page } = await openTab(scoringOf({ history: none }));
    expect(page.text()).toContain('Enrich records first');
    expect(page.button('Train a model')).toBeNull();
  });

  it('offers no probability for deals', async () => {
    const { page } = await openTab(scoringOf());
    expect(page.text()).not.toContain('Probability worth a deal');
  });
});

describe('training', () => {
  it('shows the model that it gave, also where another one is in use', async () => {
    const { page, server } = await openTab(
      learnedScoring({ training: { state: 'running', lastAt: null, refusal: null } }),
    );
    expect(page.text()).toContain('Model 2 (shown above)');
    const { models } = server.scoring.state;
    server.scoring.state = learnedScoring({ models: [modelOf({ version: 3 }), ...models] });
    await page.until(() => expect(page.text()).toContain('Model 3 (shown above)'));
    expect(tags(page)).toContain('Model 2 in use');
  });

  it('is followed until there is a model', async () => {
    const { page, server } = await openTab(scoringOf());
    page.press('Train a model');
    await page.until(() => expect(isTraining(page)).toBe(true));
    expect(server.scoring.decided).toEqual([{ do: 'train' }]);
    expect(page.button('Train a model')).toBeNull();
    server.next(() => new Response('', { status: 502 }));
    await page.until(() => expect(page.text()).toContain('The training goes on meanwhile'));
    server.scoring.state = scoringOf({ models: [modelOf()] });
    await page.until(() => expect(tags(page)).toContain('Ready to use'));
    expect(page.text()).not.toContain('The training goes on meanwhile');
    const seen = looks(server);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(looks(server)).toBe(seen);
  });

  it('that gave no model says why', async () => {
    const refused = 'Only 12 won outcomes are known, 30 are needed.';
    const { page } = await openTab(
      scoringOf({
        training: { state: 'idle', lastAt: '2026-11-20T09:30:00.000Z', refusal: refused },
      }),
    );
    expect(page.alerts()).toContain(`The last training gave no model | ${refused}`);
    expect(page.button('Train a model')).not.toBeNull();
  });

  it('that may not be started says why, and can be tried again', async () => {
    const { page, server } = await openTab(scoringOf());
    const message = 'Only administrators may train.';
    server.next(() => Response.json(refusal({ code: 'administrators_only', message })));
    page.press('Train a model');
    await page.until(() =>
      expect(page.alerts()[0]).toMatch(/^Only administrators may do this \| Only administrators/),
    );
    page.press('Train a model');
    await page.until(() => expect(isTraining(page)).toBe(true));
    expect(page.alerts()).toEqual([]);
  });
});

describe('a model', () => {
  it('shows what it was measured on and how it compares with the template', async () => {
    const { page } = await openTab(scoringOf({ models: [modelOf()] }));
    const text = page.text();
    expect(text).toContain('Learned from 1,200 outcomes, 310 of them won, on 20 November 2026.');
    expect(text).toContain('Measured on the newest 240 records, from 2 September 2026 on (61');
    expect(text).toContain('its AUC of 0.781 beats the template (0.655)');
    expect(page.row('Ranking (AUC)')).toMatch(
      /0\.781 \(0\.716 to 0\.846\) 0\.655 \(0\.577 to 0\.733\)$/,
    );
    expect(page.row('Gain in ranking')).toContain('+0.126 (0.061 to 0.191)');
    expect(page.row('Brier')).toMatch(/0\.150 0\.180$/);
    expect(page.row('Calibration error')).toContain('0.031');
    expect(page.row('Best 10%')).toContain('2.6 ×');
  });

  it('draws its bands, with the same in a table', async () => {
    const { page } = await openTab(scoringOf({ models: [modelOf()] }));
    const { data, options } = page.find(BarChart).props;
    expect(data).toEqual([
      { band: 'Excellent', rate: 78 },
      { band: 'Very good', rate: 53 },
      { band: 'Good', rate: 30 },
      { band: 'Average', rate: 16 },
      { band: 'Below average', rate: 5 },
    ]);
    expect(options).toMatchObject({ title: 'Share of records won', showDataLabels: true });
    expect(page.row('Excellent')).toBe('Excellent 78 to 100 60 47 78% (68% to 89%)');
    expect(page.row('Below average')).toMatch(/^Below average 0 to 28 270 14 5%/);
  });

  it('leaves a band out of the drawing that nothing is known of', async () => {
    const bands = modelOf().bands.map((band) =>
      band.name === 'excellent' ? { ...band, n: 0, won: 0, rate: null } : band,
    );
    const { page } = await openTab(scoringOf({ models: [modelOf({ bands })] }));
    expect(page.find(BarChart).props.data).toHaveLength(4);
    expect(page.row('Excellent')).toBe('Excellent 78 to 100 0 0 unknown');
  });

  it('lists its points and what looks like a leak', async () => {
    const { page } = await openTab(scoringOf({ models: [modelOf()] }));
    expect(page.text()).toContain('Every record starts with 34 points');
    expect(page.row('50 to 249')).toBe('Employees 50 to 249 +9 179 of 510');
    expect(page.row('below 50')).toBe('Employees below 50 −6 61 of 420');
    expect(page.findAll(Accordion).map(({ props }) => props.title)).toContain(
      'Suspected leaks (1)',
    );
    expect(page.row('Open deals')).toBe(
      'Open deals It is filled in for won records only. Left out',
    );
  });

  it('is used once it is clear what that means', async () => {
    const { page, server } = await openTab(scoringOf({ models: [modelOf()] }));
    const dialogue = page.dialogue('Use model 1…');
    expect(dialogue.title).toBe('Use model 1?');
    expect(dialogue.text()).toContain('by model 1 and no longer by the template');
    dialogue.press('Keep the template');
    expect(server.scoring.decided).toEqual([]);
    dialogue.press('Use model 1');
    await page.until(() => expect(tags(page)).toContain('Model 1 in use'));
    expect(server.scoring.decided).toEqual([{ do: 'use', version: 1 }]);
    expect(page.button('Use model 1…')).toBeNull();
  });

  it('that is not better cannot be used and says so', async () => {
    const { page } = await openTab(
      scoringOf({
        models: [
          modelOf({
            status: 'not-better',
            verdict: { isBetter: false, reasons: ['Its AUC is not surely better.'] },
          }),
        ],
      }),
    );
    expect(tags(page)).toContain('Not better');
    expect(page.maybeFind(BarChart)).not.toBeNull();
    expect(page.text()).toContain('Its AUC is not surely better.');
    expect(page.text()).toContain('so it cannot be used');
    expect(page.button('Use model 1…')).toBeNull();
  });

  it('gives way to the template with a click', async () => {
    const { page, server } = await openTab(learnedScoring({ dealProbability: 0.4 }));
    const dialogue = page.dialogue('Return to the template…');
    expect(dialogue.text()).toContain('The model is kept');
    dialogue.press('Return to the template');
    await page.until(() => expect(tags(page)).toContain('Template in use'));
    expect(server.scoring.decided).toEqual([{ do: 'return-to-template' }]);
    expect(page.text()).toContain('until a model is in use');
  });

  it('in use tells its alarms with what to do', async () => {
    const message = 'Of 210 records since then 12 were won, 40 were expected. Train a new model.';
    const alarms = [{ kind: 'rate-moved' as const, message, since: '2026-11-10T00:00:00.000Z' }];
    const { page } = await openTab(
      learnedScoring({ models: [modelOf({ version: 2, status: 'in-use', alarms })] }),
    );
    const [alarm] = page.alerts();
    expect(alarm).toContain('More or fewer records are won than the model says |');
    expect(alarm).toContain(message);
    expect(alarm).toContain('Seen since 10 November 2026.');
  });

  it('of before can be looked at and used again', async () => {
    const { page, server } = await openTab(learnedScoring());
    expect(page.text()).toContain('Model 2 (shown above)');
    page.press('Model 1');
    await page.until(() => expect(page.text()).toContain('Learned from 820 outcomes'));
    page.dialogue('Use model 1…').press('Use model 1');
    await page.until(() => expect(tags(page)).toContain('Model 1 in use'));
    expect(server.scoring.decided).toEqual([{ do: 'use', version: 1 }]);
  });
});

describe('a model that found nothing', () => {
  it('has no bands to speak of', async () => {
    const { page } = await openTab(
      scoringOf({ models: [modelOf({ status: 'not-better', lines: [] })] }),
    );
    expect(page.maybeFind(BarChart)).toBeNull();
    expect(page.text()).toContain('Nothing that is known of your records tells won from lost.');
  });
});

describe('the probability worth a deal', () => {
  it('says what it would have done before it is saved', async () => {
    const { page, server } = await openTab(learnedScoring());
    const select = page.input('Open a deal from');
    expect(select.props.value).toBe('score');
    expect(select.props.options).toHaveLength(20);
    expect(page.button('Use this threshold')?.props.disabled).toBe(true);
    page.type('Open a deal from', '0.4');
    expect(page.text()).toContain(
      'On your history: 409 deals, of which 217 were won (53%); 93 won records would have had none.',
    );
    expect(page.row('40% 409')).toBe('40% 409 217 53% 93');
    page.press('Use this threshold');
    await page.until(() => expect(page.row('40% (in use)')).not.toBeNull());
    expect(server.scoring.decided).toEqual([{ do: 'set-deal-probability', probability: 0.4 }]);
    page.type('Open a deal from', 'score');
    page.press('Use this threshold');
    await page.until(() => expect(server.scoring.decided).toHaveLength(2));
    expect(server.scoring.decided[1]).toEqual({ do: 'set-deal-probability', probability: null });
  });

  it('that is saved can be seen although the history has no line for it', async () => {
    const { page } = await openTab(learnedScoring({ dealProbability: 0.33 }));
    const select = page.input('Open a deal from');
    expect(select.props.value).toBe('0.33');
    expect(select.props.options).toContainEqual({ value: '0.33', label: 'A probability of 33%' });
  });
});

describe('where scoring cannot be loaded', () => {
  it('the rest of the tab works, and it can be tried again', async () => {
    const server = settingsServer();
    const page = await openPage('connection');
    const message = 'HubSpot has no calls left.';
    server.next(() => Response.json(refusal({ code: 'rate_limited', message })));
    page.open('scoring');
    await page.until(() => expect(page.alerts()[0]).toContain(message));
    expect(page.input('Score worth a deal').props.value).toBe(
      server.state.settings.thresholds.deal,
    );
    page.press('Load the model again');
    await page.until(() => expect(tags(page)).toContain('Template in use'));
    expect(readText(page.getRootNode())).not.toContain(message);
  });
});
