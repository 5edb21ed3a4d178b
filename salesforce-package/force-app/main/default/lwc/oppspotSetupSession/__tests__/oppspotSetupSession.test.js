import { createSetupSession } from 'c/oppspotSetupSession';
import connected from '../../oppspotSetup/__tests__/data/connected.json';

const hours = 'settings.tasks.dueInHours';

/** Settings with tasks that are due after so many hours. */
function settingsWith(dueInHours, more) {
  const tasks = { ...connected.settings.tasks, dueInHours };
  return { ...connected, ...more, settings: { ...connected.settings, tasks } };
}

/** A session whose questions are answered when the test says so. */
async function openSession() {
  const api = { load: jest.fn(), save: jest.fn(), repair: jest.fn() };
  api.load.mockResolvedValueOnce(connected);
  const views = [];
  const session = createSetupSession(api, (view) => views.push(view));
  await session.load();
  return { api, session, view: () => views.at(-1) };
}

/** A promise with its handles outside. */
function open() {
  const handles = {};
  handles.promise = new Promise((resolve, reject) => Object.assign(handles, { resolve, reject }));
  return handles;
}

it('keeps what is typed while the save is under way, on top of what was saved', async () => {
  const { api, session, view } = await openSession();
  const saving = open();
  api.save.mockReturnValue(saving.promise);
  session.edit(hours, '24');
  session.edit('suppressEmails', 'a@b.example');
  const outcome = session.save();
  expect(view().busy).toBe('saving');
  session.edit('settings.tasks.repeatAfterDays', '7');
  saving.resolve(settingsWith(24, { version: 'v2' }));
  expect(await outcome).toBe('saved');
  expect(view().draft.settings.tasks).toEqual({ dueInHours: '24', repeatAfterDays: '7' });
  expect(view().draft.suppressEmails).toBe('');
  expect(view().changed).toEqual(['automation']);
});

it('asks one question at a time', async () => {
  const { api, session } = await openSession();
  const saving = open();
  api.save.mockReturnValue(saving.promise);
  session.edit(hours, '24');
  const outcome = session.save();
  expect(await session.save()).toBe('busy');
  expect(await session.repair()).toBe(false);
  saving.resolve(settingsWith(24));
  await outcome;
  expect(api.save).toHaveBeenCalledTimes(1);
  expect(api.repair).not.toHaveBeenCalled();
});

it('takes over what others saved where nothing was typed, and says where both typed', async () => {
  const { api, session, view } = await openSession();
  session.edit(hours, '24');
  session.edit('settings.fieldPolicies', { owner: 'never' });
  api.load.mockResolvedValueOnce({
    ...settingsWith(12),
    settings: {
      ...settingsWith(12).settings,
      fieldPolicies: { company_website: 'always' },
      freshness: { ...connected.settings.freshness, staleAfterDays: 60, refresh: true },
    },
  });
  expect(await session.takeNewest()).toBe(true);
  const { draft, contested } = view();
  expect(contested).toEqual(['tasks']);
  expect(draft.settings.tasks.dueInHours).toBe('24');
  expect(draft.settings.freshness).toMatchObject({ staleAfterDays: '60', refresh: true });
  expect(draft.settings.fieldPolicies).toEqual({ owner: 'never', company_website: 'always' });
});

it('takes weights as one whole, because they must add up', async () => {
  const { api, session, view } = await openSession();
  session.edit('settings.weights.fit', '50');
  const weights = { financial: 0.1, growth: 0.1, engagement: 0.1, fit: 0.7 };
  api.load.mockResolvedValueOnce({ ...connected, settings: { ...connected.settings, weights } });
  await session.takeNewest();
  expect(view().draft.settings.weights).toEqual({
    financial: '30',
    growth: '20',
    engagement: '10',
    fit: '50',
  });
  expect(view().contested).toEqual(['weights']);
});

it('shows why a question failed and keeps the draft', async () => {
  const { api, session, view } = await openSession();
  session.edit(hours, '24');
  api.repair.mockRejectedValueOnce(new Error('Not now.'));
  expect(await session.repair()).toBe(false);
  expect(view().problem.message).toBe('Not now.');
  expect(view().busy).toBeNull();
  expect(view().draft.settings.tasks.dueInHours).toBe('24');
});

it('does nothing for an edit that changes nothing, or before anything is loaded', async () => {
  const shown = [];
  const early = createSetupSession({}, (view) => shown.push(view));
  early.edit(hours, '1');
  early.discard();
  expect(await early.save()).toBe('busy');
  expect(shown).toEqual([]);
  const { session, view } = await openSession();
  const before = view();
  session.edit(hours, '48');
  expect(view()).toBe(before);
  expect(await session.save()).toBe('unchanged');
});

it('keeps a draft for the next visit once, and drops it where it was saved elsewhere', async () => {
  const first = await openSession();
  first.session.edit(hours, '24');
  first.session.leave();
  const second = await openSession();
  expect(second.view()).toMatchObject({ isRestored: true, changed: ['automation'] });
  second.session.discard();
  second.session.leave();
  const third = await openSession();
  expect(third.view()).toMatchObject({ isRestored: false, changed: [] });
});
