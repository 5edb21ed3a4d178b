/** What is read of each record. HubSpot ignores names an account does not have. */
import { hubspotProperties } from '../../../../shared/fields/hubspot.ts';
import type { HubSpotRecordType } from '../fields.ts';

/**
 * HubSpot has no property that says a person objected to profiling: `hs_email_optout` is about
 * marketing mail and `hs_legal_basis` lists grounds for processing, not objections. An account that
 * wants to say so adds a checkbox of this name.
 */
export const optOutProperty = 'oppspot_opt_out';

/** Our key on the deals we create. */
export const dealKeyProperty = 'oppspot_external_id';

/** Ids of records that were merged into this one; HubSpot answers to them with the survivor. */
export const mergedIdsProperty = 'hs_merged_object_ids';

const shared = [
  ...hubspotProperties().map((property) => property.name),
  'country',
  'city',
  'zip',
  'industry',
  'website',
  'annualrevenue',
  'hubspot_owner_id',
  'lifecyclestage',
  'createdate',
  mergedIdsProperty,
  'hs_analytics_num_page_views',
  'hs_analytics_first_timestamp',
  'hs_analytics_last_timestamp',
  'hs_analytics_last_visit_timestamp',
  'hs_analytics_source',
  'num_conversion_events',
  'recent_conversion_date',
  'recent_conversion_event_name',
  'hs_sales_email_last_replied',
  'engagements_last_meeting_booked',
  'notes_last_contacted',
];

/**
 * What HubSpot itself knows of a company where the account has its enrichment and intent data; an account
 * without them does not have these properties, and HubSpot says nothing of them.
 * https://knowledge.hubspot.com/companies/use-buyer-intent
 */
const ownKnowledge = [
  'hs_intent_page_views_last_30_days',
  'hs_intent_visitors_last_30_days',
  'hs_count_intent_signals_created_last_30_days',
  'hs_latest_intent_signal_timestamp',
  'web_technologies',
];

export const recordProperties: Readonly<Record<HubSpotRecordType, readonly string[]>> = {
  contact: [
    ...shared,
    optOutProperty,
    'email',
    'firstname',
    'lastname',
    'jobtitle',
    'company',
    'numemployees',
    'associatedcompanyid',
    'hs_email_optout',
    'hs_email_last_reply_date',
    'hs_email_last_click_date',
    'hs_sales_email_last_clicked',
    'hs_analytics_last_url',
  ],
  company: [
    ...shared,
    'name',
    'domain',
    'description',
    'founded_year',
    'numberofemployees',
    'num_associated_contacts',
    ...ownKnowledge,
  ],
};

/** What a contact's company is read for. */
export const companyProperties = [
  'name',
  'domain',
  'website',
  'country',
  'city',
  'zip',
  'industry',
  'numberofemployees',
  'annualrevenue',
  'lifecyclestage',
  ...ownKnowledge,
];

export const dealProperties = [
  'dealname',
  'dealstage',
  'hs_is_closed',
  'hs_is_closed_won',
  dealKeyProperty,
];
