/** Loads, tries and saves mappings, and keeps what a person did whatever the server answers. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';
import type {
  CrmField,
  MappingsPreview,
  MappingsState,
} from '../../../../shared/contract/mappings.ts';
import type { SettingsApi } from '../api/settings-api.ts';
import { type Fault, withoutFaultsAt } from '../draft/faults.ts';
import { atMappings, mappingFaults } from '../draft/mapping-faults.ts';
import {
  changedMappings,
  keyOf,
  type MappedObject,
  type MappingDraft,
  type MappingsDraft,
  rebaseMappings,
  toMappings,
  toMappingsDraft,
} from '../draft/mappings.ts';

/** What the mappings make of a record. */
export interface Trial {
  readonly object: MappedObject;
  readonly recordId: string;
  readonly items: MappingsPreview['items'];
  /** With which mappings it was tried. */
  readonly draft: MappingsDraft;
}

export interface LoadedMappings {
  readonly state: MappingsState;
  readonly properties: Readonly<Record<MappedObject, readonly CrmField[]>>;
  readonly draft: MappingsDraft;
  /** Keys of the mappings that are not saved. */
  readonly changed: readonly string[];
  readonly faults: readonly Fault[];
  /** Why the last save or trial failed; null after it succeeded. */
  readonly problem: CardError | null;
  /** Keys of mappings that somebody else changed to something else than was done here. */
  readonly contested: readonly string[];
  readonly trial: Trial | null;
  readonly busy: 'saving' | 'trying' | 'refreshing' | null;
}

export type MappingsView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: CardError }
  | ({ readonly phase: 'loaded' } & LoadedMappings);

export interface MappingsActions {
  load(): Promise<void>;
  /** Loads unless that was done or is under way. */
  loadOnce(): void;
  /** @param path below the mapping, whose faults are settled by the change */
  change(mapping: MappingDraft, path?: string): void;
  /** Gives the field its default place back. */
  remove(key: string): void;
  discard(): void;
  /** Whether they are saved now; nothing to save is no success. */
  save(): Promise<'saved' | 'nothing-to-save' | 'failed'>;
  /** Takes what is saved now and keeps what was done here on top of it. */
  takeNewest(): Promise<void>;
  tryOn(object: MappedObject, recordId: string): Promise<void>;
}

export function useMappings(api: SettingsApi): [MappingsView, MappingsActions] {
  const [view, setView] = useState<MappingsView>({ phase: 'loading' });
  // Actions read the newest view, also those that HubSpot still holds from an earlier drawing.
  const newest = useRef(view);
  const show = useCallback((next: MappingsView) => {
    newest.current = next;
    setView(next);
  }, []);
  const actions = useMemo(() => createActions(api, () => newest.current, show), [api, show]);
  return [view, actions];
}

function createActions(
  api: SettingsApi,
  current: () => MappingsView,
  show: (view: MappingsView) => void,
): MappingsActions {
  let isAsked = false;

  const update = (change: Partial<LoadedMappings>) => {
    const view = current();
    if (view.phase === 'loaded') show(withChange(view, change));
  };

  /** Runs one question; a second one is not started while it is under way. */
  async function run<Data>(
    busy: NonNullable<LoadedMappings['busy']>,
    question: () => Promise<CardAnswer<Data>>,
  ): Promise<CardAnswer<Data> | null> {
    const view = current();
    if (view.phase !== 'loaded' || view.busy !== null) return null;
    update({ busy, problem: null });
    const answer = await question();
    update({ busy: null });
    return answer;
  }

  /** Shows what keeps these mappings from being sent; false when something does. */
  function areFine(drafts: readonly MappingDraft[]): boolean {
    const faults = mappingFaults(drafts);
    update({ faults, problem: null });
    return faults.length === 0;
  }

  const refused = (problem: CardError, sent: readonly MappingDraft[]) =>
    update({ problem, faults: atMappings(problem.faults, sent) });

  async function load() {
    isAsked = true;
    show({ phase: 'loading' });
    const [mappings, company, contact] = await Promise.all([
      api.mappings(),
      api.fields('company'),
      api.fields('contact'),
    ]);
    if (!mappings.ok) show({ phase: 'failed', error: mappings.error });
    else if (!company.ok) show({ phase: 'failed', error: company.error });
    else if (!contact.ok) show({ phase: 'failed', error: contact.error });
    else {
      const properties = { company: company.data.items, contact: contact.data.items };
      show(loaded(mappings.data, properties));
    }
  }

  return {
    load,

    loadOnce() {
      if (!isAsked) void load();
    },

    change(mapping, path = '') {
      const view = current();
      if (view.phase !== 'loaded') return;
      const key = keyOf(mapping);
      update({
        draft: { ...view.draft, [key]: mapping },
        faults: withoutFaultsAt(view.faults, `${key}${path}`),
      });
    },

    remove(key) {
      const view = current();
      if (view.phase !== 'loaded') return;
      const { [key]: _, ...draft } = view.draft;
      update({ draft, faults: withoutFaultsAt(view.faults, key) });
    },

    discard() {
      const view = current();
      if (view.phase === 'loaded') show(loaded(view.state, view.properties));
    },

    async save() {
      const view = current();
      if (view.phase !== 'loaded' || view.busy !== null) return 'failed';
      if (view.changed.length === 0) return 'nothing-to-save';
      const sent = view.draft;
      const drafts = Object.values(sent);
      if (!areFine(drafts)) return 'failed';
      const answer = await run('saving', () =>
        api.saveMappings({ version: view.state.version, items: toMappings(drafts) }),
      );
      if (answer === null) return 'failed';
      if (!answer.ok) {
        refused(answer.error, drafts);
        return 'failed';
      }
      // What was changed while the save was under way is kept on top of what was saved.
      const now = current();
      const saved = toMappingsDraft(answer.data);
      const draft = now.phase === 'loaded' ? rebaseMappings(sent, now.draft, saved).draft : saved;
      update({ state: answer.data, draft, faults: [], contested: [] });
      return 'saved';
    },

    async takeNewest() {
      const answer = await run('refreshing', () => api.mappings());
      if (answer === null) return;
      const view = current();
      if (!answer.ok) update({ problem: answer.error });
      else if (view.phase === 'loaded') {
        const rebased = rebaseMappings(
          toMappingsDraft(view.state),
          view.draft,
          toMappingsDraft(answer.data),
        );
        update({ state: answer.data, ...rebased });
      }
    },

    async tryOn(object, recordId) {
      const view = current();
      if (view.phase !== 'loaded') return;
      const { draft } = view;
      const drafts = Object.values(draft).filter((one) => one.object === object);
      if (!areFine(drafts)) return;
      const answer = await run('trying', () =>
        api.previewMappings({ object, recordId, items: toMappings(drafts) }),
      );
      if (answer === null) return;
      if (!answer.ok) {
        update({ trial: null });
        refused(answer.error, drafts);
        return;
      }
      update({ trial: { object, recordId, items: answer.data.items, draft } });
    },
  };
}

function loaded(
  state: MappingsState,
  properties: LoadedMappings['properties'],
): Extract<MappingsView, { phase: 'loaded' }> {
  return {
    phase: 'loaded',
    state,
    properties,
    draft: toMappingsDraft(state),
    changed: [],
    faults: [],
    problem: null,
    contested: [],
    trial: null,
    busy: null,
  };
}

function withChange(
  view: Extract<MappingsView, { phase: 'loaded' }>,
  change: Partial<LoadedMappings>,
): MappingsView {
  const next = { ...view, ...change };
  return { ...next, changed: changedMappings(toMappingsDraft(next.state), next.draft) };
}
