/** What a section needs to show and change settings. */

import { faultAt } from '../draft/faults.ts';
import type { LoadedSettings, SettingsActions } from '../hooks/useSettings.ts';

export interface Editor extends LoadedSettings {
  readonly change: SettingsActions['change'];
}

/** What every input tells HubSpot about its faults. */
export function inputProps(editor: Pick<Editor, 'faults'>, path: string) {
  const fault = faultAt(editor.faults, path);
  return {
    name: path,
    error: fault !== null,
    validationMessage: fault ?? undefined,
  };
}
