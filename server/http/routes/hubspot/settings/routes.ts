import type { Route } from '../../../route.ts';
import { getSettings } from './getSettings.ts';
import { postSettings } from './postSettings.ts';
import { postRepair } from './repair/postRepair.ts';
import type { SettingsEdge } from './settings-route.ts';

/** What the settings page of the HubSpot app asks. */
export function settingsRoutes(edge: SettingsEdge): Route[] {
  return [getSettings(edge), postSettings(edge), postRepair(edge)];
}
