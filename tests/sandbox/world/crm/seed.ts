import type { HubSpotSeed, HubSpotSeedDeal } from '../../hubspot/seed.ts';
import type { Calendar } from '../calendar.ts';
import { companyRecords } from './company-records.ts';
import { contactRecords } from './contact-records.ts';
import { ownerIds, owners } from './owners.ts';

function dealRecords(cal: Calendar): readonly HubSpotSeedDeal[] {
  return [
    {
      id: '3001',
      properties: {
        dealname: 'Tidewright – pilot for one harbour',
        pipeline: 'default',
        dealstage: 'qualifiedtobuy',
        amount: '18000',
        closedate: cal.instant(-45, 12, 0),
        hubspot_owner_id: ownerIds.britainSoftwareA,
      },
      createdAt: cal.instant(20, 9, 0),
      contactIds: ['1018'],
      // Not on the company: an open deal of one contact must not hide another contact's score.
      companyIds: [],
    },
    {
      id: '3002',
      properties: {
        dealname: 'Amberley Health – yearly plan',
        pipeline: 'default',
        dealstage: 'closedwon',
        amount: '9600',
        closedate: cal.instant(160, 12, 0),
        hubspot_owner_id: ownerIds.britain,
      },
      createdAt: cal.instant(200, 9, 0),
      contactIds: ['1017'],
      companyIds: ['2015'],
    },
    {
      id: '3003',
      properties: {
        dealname: 'Oakhollow – trial',
        pipeline: 'default',
        dealstage: 'closedlost',
        amount: '2400',
        closedate: cal.instant(210, 12, 0),
      },
      createdAt: cal.instant(260, 9, 0),
      contactIds: ['1002'],
      companyIds: ['2002'],
    },
  ];
}

/** What the sandbox's HubSpot portal holds at start. */
export function hubspotSeed(cal: Calendar): Required<HubSpotSeed> {
  return {
    owners,
    companies: companyRecords(cal),
    contacts: contactRecords(cal),
    deals: dealRecords(cal),
    associations: [],
  };
}
