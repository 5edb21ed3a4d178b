/** Properties that stand on several objects. */
import { calculated, group, options, type PropertyDefinition, readOnly } from './definition.ts';

const lifecycleStages = options(
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
  ['evangelist', 'Evangelist'],
  ['other', 'Other'],
);

const leadStatuses = options(
  'NEW',
  'OPEN',
  'IN_PROGRESS',
  'OPEN_DEAL',
  'UNQUALIFIED',
  'ATTEMPTED_TO_CONTACT',
  'CONNECTED',
  'BAD_TIMING',
);

const trafficSources = options(
  'ORGANIC_SEARCH',
  'PAID_SEARCH',
  'EMAIL_MARKETING',
  'SOCIAL_MEDIA',
  'REFERRALS',
  'OTHER_CAMPAIGNS',
  'DIRECT_TRAFFIC',
  'OFFLINE',
  'PAID_SOCIAL',
  ['AI_REFERRALS', 'AI Referrals'],
);

/** What the portal notes about every record. */
export function recordFacts(groupName: string): PropertyDefinition[] {
  const define = group(groupName);
  return [
    define('hs_object_id', 'Record ID', 'number', calculated),
    define('hs_object_source', 'Record creation source', 'string', readOnly),
    define('hs_object_source_id', 'Record creation source ID', 'string', readOnly),
    define('hs_object_source_label', 'Record source', 'string', readOnly),
    define('hs_merged_object_ids', 'Merged record IDs', 'string', readOnly),
  ];
}

export function ownership(groupName: string): PropertyDefinition[] {
  const define = group(groupName);
  return [
    define('hubspot_owner_id', 'Owner', 'enumeration', { externalOptions: true }),
    define('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime', readOnly),
  ];
}

export function lifecycle(groupName: string): PropertyDefinition[] {
  const define = group(groupName);
  return [
    define('lifecyclestage', 'Lifecycle Stage', 'enumeration', {
      fieldType: 'radio',
      options: lifecycleStages,
    }),
    define('hs_lead_status', 'Lead Status', 'enumeration', {
      fieldType: 'radio',
      options: leadStatuses,
    }),
  ];
}

/** Roll-ups over tasks, notes, calls, meetings and e-mails. */
export function activity(groupName: string): PropertyDefinition[] {
  const define = group(groupName);
  return [
    define('num_notes', 'Number of Sales Activities', 'number', readOnly),
    define('num_contacted_notes', 'Number of times contacted', 'number', readOnly),
    define('notes_last_contacted', 'Last Contacted', 'datetime', readOnly),
    define('notes_last_updated', 'Last Activity Date', 'datetime', readOnly),
    define('notes_next_activity_date', 'Next Activity Date', 'datetime', readOnly),
    define('engagements_last_meeting_booked', 'Date of last meeting booked', 'datetime', readOnly),
    define('hs_sales_email_last_replied', 'Recent Sales Email Replied Date', 'datetime', readOnly),
  ];
}

/** Web analytics and form submissions. */
export function analytics(): PropertyDefinition[] {
  const web = group('analyticsinformation');
  const forms = group('conversioninformation');
  const sales = group('sales_properties');
  return [
    web('hs_analytics_num_page_views', 'Number of Pageviews', 'number', readOnly),
    web('hs_analytics_num_visits', 'Number of Sessions', 'number', readOnly),
    web('hs_analytics_first_timestamp', 'Time First Seen', 'datetime', readOnly),
    web('hs_analytics_last_timestamp', 'Time Last Seen', 'datetime', readOnly),
    web('hs_analytics_last_visit_timestamp', 'Time of Last Session', 'datetime', readOnly),
    web('hs_analytics_source', 'Original Traffic Source', 'enumeration', {
      options: trafficSources,
    }),
    web('hs_analytics_source_data_1', 'Original Source Drill-Down 1', 'string', readOnly),
    web('hs_analytics_source_data_2', 'Original Source Drill-Down 2', 'string', readOnly),
    web('hs_analytics_latest_source', 'Latest Traffic Source', 'enumeration', {
      ...readOnly,
      options: trafficSources,
    }),
    web('hs_analytics_latest_source_timestamp', 'Latest Source Date', 'datetime', readOnly),
    forms('num_conversion_events', 'Number of Form Submissions', 'number', readOnly),
    forms('first_conversion_date', 'First Conversion Date', 'datetime', readOnly),
    forms('first_conversion_event_name', 'First Conversion', 'string', readOnly),
    forms('recent_conversion_date', 'Recent Conversion Date', 'datetime', readOnly),
    forms('recent_conversion_event_name', 'Recent Conversion', 'string', readOnly),
    sales('hs_last_sales_activity_timestamp', 'Last Engagement Date', 'datetime', readOnly),
    sales('hs_last_sales_activity_type', 'Last Engagement Type', 'enumeration', {
      ...readOnly,
      options: options(
        'EMAIL_OPEN',
        'EMAIL_CLICK',
        'EMAIL_REPLY',
        'FORM_SUBMITTED',
        'MEETING_BOOKED',
        'PRESENTATION_REVISIT',
        'HUBSPOT_REVISIT',
      ),
    }),
  ];
}
