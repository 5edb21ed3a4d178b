/** What the routes of the settings page have in common: each answers with all that the page shows. */
import { settingsState } from '../../../../../shared/contract/settings.ts';
import type { HubSpotEdge } from '../../../dependencies.ts';
import type { Route } from '../../../route.ts';
import { cardDocumentation } from '../cards/card-route.ts';

export type SettingsEdge = Pick<HubSpotEdge, 'settings'>;

export function settingsDocumentation(
  texts: Pick<Route['documentation'], 'operationId' | 'summary' | 'description'>,
): Route['documentation'] {
  return { ...cardDocumentation(texts, settingsState), tag: 'HubSpot settings' };
}
