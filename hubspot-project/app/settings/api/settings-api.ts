/** The settings page's questions to the app's server. */
import type { CardAnswer } from '../../../../shared/contract/answer.ts';
import type { SettingsState, SettingsUpdate } from '../../../../shared/contract/settings.ts';
import { ask } from './client.ts';

/** Reading and repairing change nothing that a second time would spoil, so lost answers are asked again. */
const attempts = 3;

export interface SettingsApi {
  load(): Promise<CardAnswer<SettingsState>>;
  /** Not repeated: a save that arrived makes its own repetition a conflict. */
  save(update: SettingsUpdate): Promise<CardAnswer<SettingsState>>;
  /** Creates the properties that are missing in the account. */
  repair(): Promise<CardAnswer<SettingsState>>;
}

/** @param baseUrl origin of the app's server, from the profile's variables */
export function createSettingsApi(baseUrl: unknown): SettingsApi {
  const path = '/hubspot/settings';
  return {
    load: () => ask({ baseUrl, path, attempts }),
    save: (update) => ask({ baseUrl, path, body: { ...update } }),
    repair: () => ask({ baseUrl, path: `${path}/repair`, body: {}, attempts }),
  };
}
