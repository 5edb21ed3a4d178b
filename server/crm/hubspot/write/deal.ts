/** How a deal looks in HubSpot. https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide */
import type { PlannedDeal } from '../../../../shared/plan/plan.ts';
import type { HubSpotObject } from '../api-types.ts';
import { isoInstant } from '../fields.ts';
import type { DealPlace } from '../pipelines.ts';
import { dealKeyProperty } from '../read/properties.ts';

/** Left out when HubSpot refuses them. Never the key: without it a deal could be created twice. */
export const optionalDealProperties: ReadonlySet<string> = new Set([
  'hubspot_owner_id',
  'closedate',
]);

/** What is read back of a deal to recognise it and to see whether anybody touched it. */
export const ownDealProperties = [
  'dealname',
  'pipeline',
  'dealstage',
  'amount',
  'hubspot_owner_id',
  'hs_is_closed',
  'num_notes',
  dealKeyProperty,
];

export function dealToProperties(deal: PlannedDeal, place: DealPlace): Record<string, string> {
  return {
    dealname: deal.name,
    pipeline: place.pipeline,
    dealstage: place.stage,
    [dealKeyProperty]: deal.key,
    ...(deal.ownerId !== null && { hubspot_owner_id: deal.ownerId }),
    ...(deal.closeDate !== null && { closedate: isoInstant(deal.closeDate) ?? deal.closeDate }),
  };
}

export function isDealWithKey(deal: HubSpotObject, key: string): boolean {
  return deal.properties[dealKeyProperty] === key;
}

/** Why the deal is no longer as we left it; null when it is. */
export function dealChange(
  deal: HubSpotObject,
  planned: PlannedDeal,
  place: DealPlace,
): string | null {
  const now = deal.properties;
  if (now.hs_is_closed === 'true') return 'The deal was closed.';
  if (now.dealname !== planned.name) return 'Somebody changed the name.';
  if (now.pipeline !== place.pipeline || now.dealstage !== place.stage) {
    return 'Somebody moved the deal to another stage.';
  }
  if (now.amount) return 'Somebody entered an amount.';
  if ((now.hubspot_owner_id || null) !== planned.ownerId) return 'Somebody changed the owner.';
  if (Number(now.num_notes ?? 0) > 0) return 'Somebody logged an activity on the deal.';
  return null;
}
