import type { CrmEngagement } from '../../connector.ts';
import type { HubSpotObject } from '../api-types.ts';
import { type HubSpotRecordType, isoInstant } from '../fields.ts';

type Properties = HubSpotObject['properties'];

/**
 * What HubSpot saw people do. E-mail opens are left out: mail clients and security gateways open mail.
 * A company's numbers are roll-ups of its contacts, so without contacts a zero means that there was
 * nobody to see; a contact that came in offline and never did anything was not watched either. Then
 * counts are null (unknown) and `observed` is false.
 */
export function readEngagement(object: HubSpotRecordType, properties: Properties): CrmEngagement {
  const formSubmissions = count(properties.num_conversion_events);
  const pageViews = count(properties.hs_analytics_num_page_views);
  const events = {
    lastReplyAt: latest(
      properties.hs_sales_email_last_replied,
      properties.hs_email_last_reply_date,
    ),
    lastMeetingAt: isoInstant(properties.engagements_last_meeting_booked),
    lastFormAt: isoInstant(properties.recent_conversion_date),
    lastClickAt: latest(
      properties.hs_email_last_click_date,
      properties.hs_sales_email_last_clicked,
    ),
    lastVisitAt: latest(
      properties.hs_analytics_last_timestamp,
      properties.hs_analytics_last_visit_timestamp,
    ),
    lastContactedAt: isoInstant(properties.notes_last_contacted),
  };
  // HubSpot dates the first "visit" of an imported contact by the import, so visits alone count only
  // together with page views.
  const { lastVisitAt, ...deeds } = events;
  const observed =
    Object.values(deeds).some((at) => at !== null) ||
    (formSubmissions ?? 0) > 0 ||
    (pageViews ?? 0) > 0 ||
    isWatched(object, properties);
  return {
    ...events,
    lastVisitAt: (pageViews ?? 0) > 0 ? lastVisitAt : null,
    formSubmissions: observed ? formSubmissions : null,
    pageViews: observed ? pageViews : null,
    lastFormName: properties.recent_conversion_event_name || null,
    lastPagePath: pagePath(properties.hs_analytics_last_url),
    observed,
    observedSince: observed
      ? (isoInstant(properties.hs_analytics_first_timestamp) ?? isoInstant(properties.createdate))
      : null,
  };
}

function isWatched(object: HubSpotRecordType, properties: Properties): boolean {
  const source = properties.hs_analytics_source;
  if (!source || source === 'OFFLINE') return false;
  return object === 'contact' || (count(properties.num_associated_contacts) ?? 0) > 0;
}

function count(value: string | null | undefined): number | null {
  if (!value) return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? Math.trunc(number) : null;
}

function latest(...values: (string | null | undefined)[]): string | null {
  const known = values.map(isoInstant).filter((value) => value !== null);
  return known.sort().at(-1) ?? null;
}

/** Without query and fragment, which may carry personal data. HubSpot leaves the scheme out at times. */
function pagePath(url: string | null | undefined): string | null {
  if (!url) return null;
  const address = /^[a-z]+:\/\//i.test(url) ? url : `https://${url}`;
  return URL.canParse(address) ? new URL(address).pathname : null;
}
