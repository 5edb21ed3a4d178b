/** Loads, saves and checks the settings, and keeps what a person typed whatever the server answers. */
import {
  changedSections,
  faultsOf,
  rebase,
  sameValue,
  toDraft,
  toUpdate,
  valueAt,
  withEntries,
  withoutFaultsAt,
  withValueAt,
} from 'c/oppspotSetupDraft';

/**
 * What was typed when the page was left. Lightning offers components no way to hold a person back, so
 * nothing is lost instead: it stays until the browser tab is closed or loaded anew.
 */
let left = null;

/**
 * @typedef {object} View what the page shows; never changed, only replaced
 * @property {'loading'|'failed'|'loaded'} phase
 * @property {Error} [error] why loading failed
 * @property {object} [state] what the server told last
 * @property {object} [draft]
 * @property {string[]} [changed] sections with unsaved changes
 * @property {object[]} [faults]
 * @property {Error|null} [problem] why the last save or check failed
 * @property {string[]} [contested] settings that somebody else changed to something else than was typed
 * @property {'saving'|'checking'|'refreshing'|null} [busy]
 * @property {boolean} [isRestored] the draft was typed before the page was left
 */

/**
 * @param {{load: Function, save: Function, repair: Function}} api each resolves with the server's state
 *   of the settings or throws an OppspotError
 * @param {(view: View) => void} show
 */
export function createSetupSession(api, show) {
  let view = { phase: 'loading' };

  function replace(next) {
    view = next;
    show(view);
  }

  function update(change) {
    const next = { ...view, ...change };
    const changed = changedSections(toDraft(next.state.settings), next.draft);
    replace({ ...next, changed, isRestored: next.isRestored && changed.length > 0 });
  }

  /** Null when it failed, or when another question is under way. */
  async function run(busy, question) {
    if (view.phase !== 'loaded' || view.busy !== null) return null;
    update({ busy, problem: null });
    try {
      return await question();
    } catch (problem) {
      update({ problem });
      return null;
    } finally {
      update({ busy: null });
    }
  }

  /** The newest state under what was typed. */
  async function takeOver(busy, question) {
    const state = await run(busy, question);
    if (state === null) return false;
    update({ state, ...rebase(toDraft(view.state.settings), view.draft, toDraft(state.settings)) });
    return true;
  }

  function restore() {
    if (left === null) return;
    update(rebase(left.base, left.draft, view.draft));
    left = null;
    update({ isRestored: view.changed.length > 0 });
  }

  return {
    async load() {
      replace({ phase: 'loading' });
      try {
        replace(loaded(await api.load()));
        restore();
      } catch (error) {
        replace({ phase: 'failed', error });
      }
    },

    /** @param {string} path dotted path of what was edited */
    edit(path, value) {
      const { phase, draft, faults } = view;
      if (phase !== 'loaded' || sameValue(valueAt(draft, path), value)) return;
      update({ draft: withValueAt(draft, path, value), faults: withoutFaultsAt(faults, path) });
    },

    discard() {
      if (view.phase === 'loaded') replace(loaded(view.state));
    },

    /** @returns {Promise<'saved'|'unchanged'|'faulty'|'failed'|'busy'>} */
    async save() {
      const { phase, busy, changed, draft: sent, state } = view;
      if (phase !== 'loaded' || busy !== null) return 'busy';
      if (changed.length === 0) return 'unchanged';
      const found = faultsOf(sent);
      update({ faults: found, problem: null });
      if (found.length > 0) return 'faulty';

      const asked = toUpdate(sent, state.version);
      const saved = await run('saving', () => api.save(asked));
      if (saved === null) {
        const faults = withEntries(view.problem.faults, asked);
        update({ faults });
        return faults.length > 0 ? 'faulty' : 'failed';
      }
      // What was typed while the save was under way is kept on top of what was saved.
      const { draft } = rebase(sent, view.draft, toDraft(saved.settings));
      const isTyping = draft.suppressEmails !== sent.suppressEmails;
      const suppressEmails = isTyping ? draft.suppressEmails : '';
      update({ ...loaded(saved), draft: { ...draft, suppressEmails } });
      return 'saved';
    },

    /** Looks again which fields the org has. @returns {Promise<boolean>} whether an answer came */
    repair() {
      return takeOver('checking', api.repair);
    },

    /** Takes what is saved now and keeps what was typed on top. @returns {Promise<boolean>} */
    takeNewest() {
      return takeOver('refreshing', api.load);
    },

    /**
     * Looks whether the org is connected by now; what is shown stays as it is until it is.
     * @returns {Promise<boolean>}
     */
    async isConnectedNow() {
      const state = await api.load().catch(() => null);
      if (state?.connection.status !== 'connected') return false;
      if (view.phase === 'loaded') {
        update({
          state,
          ...rebase(toDraft(view.state.settings), view.draft, toDraft(state.settings)),
        });
      } else {
        replace(loaded(state));
        restore();
      }
      return true;
    },

    /** The page is left: unsaved changes wait for its return. */
    leave() {
      const hasChanges = view.phase === 'loaded' && view.changed.length > 0;
      left = hasChanges ? { base: toDraft(view.state.settings), draft: view.draft } : null;
    },
  };
}

function loaded(state) {
  return {
    phase: 'loaded',
    state,
    draft: toDraft(state.settings),
    changed: [],
    faults: [],
    problem: null,
    contested: [],
    busy: null,
    isRestored: false,
  };
}
