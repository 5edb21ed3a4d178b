import type { CrmInterest } from '../../connector.ts';
import type { HubSpotObject } from '../api-types.ts';
import { isoInstant } from '../fields.ts';

type Properties = HubSpotObject['properties'];

/**
 * What HubSpot's buyer intent counted of a company in the last thirty days. Null where it counted
 * nothing: an account without that data has zeros too, so a zero says nothing.
 */
export function readInterest(properties: Properties): CrmInterest | null {
  const interest: CrmInterest = {
    days: 30,
    visitors: count(properties.hs_intent_visitors_last_30_days),
    pageViews: count(properties.hs_intent_page_views_last_30_days),
    signals: count(properties.hs_count_intent_signals_created_last_30_days),
    latestSignalAt: isoInstant(properties.hs_latest_intent_signal_timestamp),
  };
  const { visitors, pageViews, signals } = interest;
  return visitors === null && pageViews === null && signals === null ? null : interest;
}

/** Technologies of HubSpot's own enrichment: values of a list, separated by semicolons. */
export function readWebTechnologies(properties: Properties): string[] {
  const names = (properties.web_technologies ?? '').split(';').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function count(value: string | null | undefined): number | null {
  const number = Number(value ?? '');
  return Number.isFinite(number) && number > 0 ? Math.trunc(number) : null;
}
