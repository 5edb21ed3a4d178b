/** Leads, which only the Salesforce org has: people who are not yet tied to an account. */
import type { SalesforceSeedRecord } from '../../salesforce/seed.ts';
import type { Calendar } from '../calendar.ts';
import { salesforceId } from './salesforce-ids.ts';

export function leadRecords(cal: Calendar): readonly SalesforceSeedRecord[] {
  const lead = (
    number: string,
    values: Readonly<Record<string, string | null>>,
  ): SalesforceSeedRecord => ({
    type: 'Lead',
    id: salesforceId('lead', number),
    values: {
      Status: 'Open - Not Contacted',
      CreatedDate: cal.instant(12, 8, 0),
      LeadSource: 'Web',
      ...values,
    },
  });
  return [
    lead('4001', {
      FirstName: 'Rosalind',
      LastName: 'Harbour',
      Title: 'Head of Operations',
      Company: 'Tidewright Robotics',
      Website: 'tidewright.example',
      Email: 'rosalind.harbour@tidewright.example',
    }),
    lead('4002', {
      FirstName: 'Percival',
      LastName: 'Oatley',
      Title: 'Analyst',
      Company: 'Oakhollow Analytics',
      Email: 'percival.oatley@oakhollow.example',
      City: 'Leeds',
      Country: 'United Kingdom',
      Status: 'Working - Contacted',
    }),
    lead('4003', {
      FirstName: 'Free',
      LastName: 'Maillead',
      Company: 'Unknown',
      Email: 'no-such-lead-sandbox@gmail.com',
    }),
  ];
}
