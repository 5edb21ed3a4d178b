/** What stands beside a Save button. */
import type { LoadedMappings } from '../hooks/useMappings.ts';
import type { LoadedSettings } from '../hooks/useSettings.ts';
import { sectionTitles } from './words.ts';

/** Notices stand at the top of the page, out of sight of whoever saves at its end. */
const seeTheList = 'Not saved: the list at the top says what to fix.';
const seeTheNotice = 'Not saved: see the notice at the top.';

export function settingsStanding({ changed, faults, problem }: LoadedSettings): string {
  if (faults.length > 0) return seeTheList;
  if (problem?.code === 'settings_changed') return seeTheNotice;
  if (changed.length === 0) return 'Everything is saved.';
  return `Not saved yet: ${changed.map((section) => sectionTitles[section]).join(', ')}.`;
}

export function mappingsStanding({ changed, faults, problem }: LoadedMappings): string {
  if (faults.length > 0) return seeTheList;
  if (problem !== null) return seeTheNotice;
  if (changed.length === 0) return 'All mappings are saved.';
  return changed.length === 1
    ? 'Not saved yet: 1 mapping.'
    : `Not saved yet: ${changed.length} mappings.`;
}
