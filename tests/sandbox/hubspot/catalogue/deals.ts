import { activity, ownership, recordFacts } from './common.ts';
import { calculated, group, options, type PropertyDefinition, readOnly } from './definition.ts';

const deal = group('dealinformation');

export const dealProperties: readonly PropertyDefinition[] = [
  deal('dealname', 'Deal Name'),
  deal('amount', 'Amount', 'number'),
  deal('amount_in_home_currency', 'Amount in company currency', 'number', {
    ...readOnly,
    externalOptions: true,
  }),
  deal('pipeline', 'Pipeline', 'enumeration', { externalOptions: true }),
  deal('dealstage', 'Deal Stage', 'enumeration', { fieldType: 'radio', externalOptions: true }),
  deal('dealtype', 'Deal Type', 'enumeration', {
    fieldType: 'radio',
    options: options(['newbusiness', 'New Business'], ['existingbusiness', 'Existing Business']),
  }),
  deal('description', 'Deal Description', 'string', { fieldType: 'textarea' }),
  deal('closedate', 'Close Date', 'datetime'),
  deal('createdate', 'Create Date', 'datetime'),
  deal('hs_createdate', 'HubSpot Create Date', 'datetime', { ...readOnly, hidden: true }),
  deal('hs_lastmodifieddate', 'Last Modified Date', 'datetime', readOnly),
  deal('hs_priority', 'Priority', 'enumeration', {
    options: options(['low', 'Low'], ['medium', 'Medium'], ['high', 'High']),
  }),
  deal('hs_is_closed', 'Is Deal Closed?', 'bool', calculated),
  deal('hs_is_closed_won', 'Is Closed Won', 'bool', calculated),
  deal('hs_is_closed_lost', 'Is Closed Lost', 'bool', calculated),
  deal('hs_deal_stage_probability', 'Deal probability', 'number', calculated),
  deal('num_associated_contacts', 'Number of Associated Contacts', 'number', calculated),
  deal('closed_lost_reason', 'Closed Lost Reason', 'string', { fieldType: 'textarea' }),
  deal('closed_won_reason', 'Closed Won Reason', 'string', { fieldType: 'textarea' }),
  ...ownership('dealinformation'),
  ...activity('dealinformation'),
  ...recordFacts('dealinformation'),
];
