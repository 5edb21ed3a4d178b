import { activity, analytics, lifecycle, ownership, recordFacts } from './common.ts';
import { group, options, type PropertyDefinition, readOnly } from './definition.ts';
import { industries } from './industries.ts';

const company = group('companyinformation');
const social = group('socialmediainformation');

export const companyProperties: readonly PropertyDefinition[] = [
  company('name', 'Company name'),
  company('domain', 'Company Domain Name'),
  company('website', 'Website URL'),
  company('phone', 'Phone Number'),
  company('address', 'Street Address'),
  company('address2', 'Street Address 2'),
  company('city', 'City'),
  company('state', 'State/Region'),
  company('zip', 'Postal Code'),
  company('country', 'Country/Region'),
  company('timezone', 'Time Zone'),
  company('industry', 'Industry', 'enumeration', { options: industries }),
  company('type', 'Type', 'enumeration', {
    fieldType: 'radio',
    options: options('PROSPECT', 'PARTNER', 'RESELLER', 'VENDOR', 'OTHER'),
  }),
  company('description', 'Description', 'string', { fieldType: 'textarea' }),
  company('about_us', 'About Us', 'string', { fieldType: 'textarea' }),
  company('founded_year', 'Year Founded'),
  company('numberofemployees', 'Number of Employees', 'number'),
  company('annualrevenue', 'Annual Revenue', 'number'),
  company('is_public', 'Is Public', 'bool'),
  company('total_money_raised', 'Total Money Raised'),
  company('closedate', 'Close Date', 'datetime'),
  company('createdate', 'Create Date', 'datetime', readOnly),
  company('hs_lastmodifieddate', 'Last Modified Date', 'datetime', readOnly),
  company('num_associated_contacts', 'Number of Associated Contacts', 'number', readOnly),
  company('num_associated_deals', 'Number of Associated Deals', 'number', readOnly),
  company('hs_num_open_deals', 'Number of Open Deals', 'number', readOnly),
  company('hs_num_child_companies', 'Number of child companies', 'number', readOnly),
  company('hs_parent_company_id', 'Parent Company', 'number', readOnly),
  company('first_contact_createdate', 'First Contact Create Date', 'datetime', readOnly),
  company('first_deal_created_date', 'First Deal Created Date', 'datetime', readOnly),
  company('recent_deal_amount', 'Recent Deal Amount', 'number', readOnly),
  company('recent_deal_close_date', 'Recent Deal Close Date', 'datetime', readOnly),
  company('total_revenue', 'Total Revenue', 'number', readOnly),
  company('hubspotscore', 'HubSpot Score', 'number', { ...readOnly, hidden: true }),
  social('linkedin_company_page', 'LinkedIn Company Page'),
  social('twitterhandle', 'Twitter Handle'),
  ...lifecycle('companyinformation'),
  ...ownership('companyinformation'),
  ...activity('companyinformation'),
  ...analytics(),
  ...recordFacts('companyinformation'),
];
