import type { Route } from '../../../route.ts';
import { getActivity } from './activity/getActivity.ts';
import { settingsBulkRoutes } from './bulk/routes.ts';
import { postDisconnect } from './disconnect/postDisconnect.ts';
import { getFields } from './fields/getFields.ts';
import { getSettings } from './getSettings.ts';
import { getMappings } from './mappings/getMappings.ts';
import { postMappings } from './mappings/postMappings.ts';
import { postPreview } from './mappings/preview/postPreview.ts';
import { postSettings } from './postSettings.ts';
import { settingsProviderRoutes } from './provider/routes.ts';
import { postRepair } from './repair/postRepair.ts';
import { getScoring } from './scoring/getScoring.ts';
import { postScoring } from './scoring/postScoring.ts';
import type { SettingsEdge } from './settings-route.ts';

/** What the settings page of the HubSpot app asks. */
export function settingsRoutes(edge: SettingsEdge): Route[] {
  return [
    getSettings(edge),
    postSettings(edge),
    postRepair(edge),
    getFields(edge),
    getMappings(edge),
    postMappings(edge),
    postPreview(edge),
    getScoring(edge),
    postScoring(edge),
    postDisconnect(edge),
    getActivity(edge),
    ...settingsProviderRoutes(edge),
    ...settingsBulkRoutes(edge),
  ];
}
