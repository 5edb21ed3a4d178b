/** Loads, saves and repairs, and keeps what a person typed whatever the server answers. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';
import type { SettingsState } from '../../../../shared/contract/settings.ts';
import type { SettingsApi } from '../api/settings-api.ts';
import { type SettingsDraft, type SettingsKey, toDraft, toUpdate } from '../draft/draft.ts';
import { type Fault, faultsOf, withEntries, withoutFaultsAt } from '../draft/faults.ts';
import { rebase } from '../draft/rebase.ts';
import { changedSections, type Section, sameValue } from '../draft/sections.ts';

export type Busy = 'saving' | 'repairing' | 'refreshing' | null;

/** Loaded settings and what is done with them. */
export interface LoadedSettings {
  readonly state: SettingsState;
  readonly draft: SettingsDraft;
  readonly changed: readonly Section[];
  readonly faults: readonly Fault[];
  /** Why the last save or repair failed; null after it succeeded. */
  readonly problem: CardError | null;
  /** Settings that somebody else changed to something else than what was typed here. */
  readonly contested: readonly SettingsKey[];
  readonly busy: Busy;
}

export type SettingsView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: CardError }
  | ({ readonly phase: 'loaded' } & LoadedSettings);

export interface SettingsActions {
  load(): Promise<void>;
  /** @param path the dotted path that was changed, whose faults are settled by it */
  change<Key extends SettingsKey>(key: Key, value: SettingsDraft[Key], path?: string): void;
  discard(): void;
  /** Resolves with the faults that prevented it, an error, or `saved`. */
  save(): Promise<SaveOutcome>;
  repair(): Promise<boolean>;
  /** Takes what is saved now and keeps what was typed on top of it. */
  takeNewest(): Promise<boolean>;
}

export type SaveOutcome =
  | { readonly result: 'saved' | 'nothing-to-save' | 'failed' }
  | { readonly result: 'faulty'; readonly faults: readonly Fault[] };

export function useSettings(api: SettingsApi): [SettingsView, SettingsActions] {
  const [view, setView] = useState<SettingsView>({ phase: 'loading' });
  // Actions read the newest view, also those that HubSpot still holds from an earlier drawing.
  const newest = useRef(view);
  const isShown = useRef(true);
  const show = useCallback((next: SettingsView) => {
    if (!isShown.current) return;
    newest.current = next;
    setView(next);
  }, []);

  const actions = useMemo(() => createActions(api, () => newest.current, show), [api, show]);
  useEffect(() => {
    isShown.current = true;
    void actions.load();
    return () => {
      isShown.current = false;
    };
  }, [actions]);
  return [view, actions];
}

function createActions(
  api: SettingsApi,
  current: () => SettingsView,
  show: (view: SettingsView) => void,
): SettingsActions {
  const update = (change: Partial<LoadedSettings>) => {
    const view = current();
    if (view.phase === 'loaded') show(withChange(view, change));
  };

  /** Runs one question; a second one is not started while it is under way. */
  async function run(
    busy: Exclude<Busy, null>,
    question: () => Promise<CardAnswer<SettingsState>>,
  ): Promise<CardAnswer<SettingsState> | null> {
    const view = current();
    if (view.phase !== 'loaded' || view.busy !== null) return null;
    update({ busy, problem: null });
    const answer = await question();
    update({ busy: null });
    return answer;
  }

  /** The newest state under what was typed; what was typed before the question counts as base. */
  function takeOver(state: SettingsState): readonly SettingsKey[] {
    const view = current();
    if (view.phase !== 'loaded') return [];
    const { draft, contested } = rebase(
      toDraft(view.state.settings),
      view.draft,
      toDraft(state.settings),
    );
    update({ state, draft, contested });
    return contested;
  }

  return {
    async load() {
      show({ phase: 'loading' });
      const answer = await api.load();
      show(answer.ok ? loaded(answer.data) : { phase: 'failed', error: answer.error });
    },

    change(key, value, path = `settings.${key}`) {
      const view = current();
      if (view.phase !== 'loaded' || sameValue(view.draft[key], value)) return;
      update({
        draft: { ...view.draft, [key]: value },
        faults: withoutFaultsAt(view.faults, path),
      });
    },

    discard() {
      const view = current();
      if (view.phase === 'loaded') show(loaded(view.state));
    },

    async save() {
      const view = current();
      if (view.phase !== 'loaded' || view.busy !== null) return { result: 'failed' };
      if (view.changed.length === 0) return { result: 'nothing-to-save' };
      const faults = faultsOf(view.draft);
      update({ faults, problem: null });
      if (faults.length > 0) return { result: 'faulty', faults };

      const sent = view.draft;
      const asked = toUpdate(sent, view.state.version);
      const answer = await run('saving', () => api.save(asked));
      if (answer === null) return { result: 'failed' };
      if (!answer.ok) {
        const found = withEntries(answer.error.faults, asked);
        update({ problem: answer.error, faults: found });
        return found.length > 0 ? { result: 'faulty', faults: found } : { result: 'failed' };
      }
      // What was typed while the save was under way is kept on top of what was saved.
      const now = current();
      const saved = toDraft(answer.data.settings);
      const draft = now.phase === 'loaded' ? rebase(sent, now.draft, saved).draft : saved;
      update({ state: answer.data, draft, faults: [], contested: [] });
      return { result: 'saved' };
    },

    async repair() {
      const answer = await run('repairing', () => api.repair());
      if (answer === null) return false;
      if (answer.ok) takeOver(answer.data);
      else update({ problem: answer.error });
      return answer.ok;
    },

    async takeNewest() {
      const answer = await run('refreshing', () => api.load());
      if (answer === null) return false;
      if (answer.ok) takeOver(answer.data);
      else update({ problem: answer.error });
      return answer.ok;
    },
  };
}

function loaded(state: SettingsState): SettingsView {
  return {
    phase: 'loaded',
    state,
    draft: toDraft(state.settings),
    changed: [],
    faults: [],
    problem: null,
    contested: [],
    busy: null,
  };
}

function withChange(
  view: Extract<SettingsView, { phase: 'loaded' }>,
  change: Partial<LoadedSettings>,
): SettingsView {
  const next = { ...view, ...change };
  const changed = changedSections(toDraft(next.state.settings), next.draft);
  return { ...next, changed };
}
