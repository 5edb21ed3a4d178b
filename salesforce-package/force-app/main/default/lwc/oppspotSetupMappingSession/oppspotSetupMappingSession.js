/** Loads, saves and tries mappings, and keeps what a person typed whatever the server answers. */
import { sameValue, withEntries, withoutFaultsAt, withValueAt } from 'c/oppspotSetupDraft';
import { faultsOf, fromItems, rebaseMappings, toItems } from 'c/oppspotSetupMappingDraft';

/**
 * @param {{load: Function, save: Function}} api each resolves with the server's state of the mappings
 *   or throws an OppspotError
 * @param {(view: object) => void} show is told the view, which is never changed, only replaced: `phase`,
 *   `error` as in `c/oppspotSetupSession`, and when loaded `state`, `draft`, `changed`, `faults`,
 *   `problem`, `busy`
 */
export function createMappingSession(api, show) {
  let view = { phase: 'loading' };

  function replace(next) {
    view = next;
    show(view);
  }

  function update(change) {
    const next = { ...view, ...change };
    const isChanged = !sameValue(toItems(next.draft), next.state.items);
    replace({ ...next, changed: isChanged ? ['mappings'] : [] });
  }

  /** Null when it failed. */
  async function run(busy, question) {
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

  return {
    async load() {
      replace({ phase: 'loading' });
      try {
        replace(loaded(await api.load()));
      } catch (error) {
        replace({ phase: 'failed', error });
      }
    },

    /** @param {string} path dotted path of what was edited */
    edit(path, value) {
      const { draft, faults } = view;
      // Of a list, the paths of faults mean other entries once one of them has moved.
      const others = Array.isArray(value) ? [] : withoutFaultsAt(faults, path);
      update({ draft: withValueAt(draft, path, value), faults: others });
    },

    discard() {
      replace(loaded(view.state));
    },

    /** @returns {Promise<'saved'|'unchanged'|'faulty'|'failed'|'busy'>} */
    async save() {
      const { busy, changed, draft, state } = view;
      if (busy !== null) return 'busy';
      if (changed.length === 0) return 'unchanged';
      const found = faultsOf(draft);
      update({ faults: found, problem: null });
      if (found.length > 0) return 'faulty';

      const asked = { version: state.version, items: toItems(draft) };
      const saved = await run('saving', () => api.save(asked));
      if (saved === null) {
        const faults = withEntries(view.problem.faults, asked);
        update({ faults });
        return faults.length > 0 ? 'faulty' : 'failed';
      }
      replace(loaded(saved));
      return 'saved';
    },

    /** Takes what is saved now and keeps what was typed on top. */
    async takeNewest() {
      const state = await run('refreshing', api.load);
      if (state === null) return;
      const items = rebaseMappings(view.state.items, toItems(view.draft), state.items);
      update({ state, draft: fromItems(items), faults: [] });
    },
  };
}

function loaded(state) {
  return {
    phase: 'loaded',
    state,
    draft: fromItems(state.items),
    changed: [],
    faults: [],
    problem: null,
    contested: [],
    busy: null,
    isRestored: false,
  };
}
