/**
 * The same people, companies and deals as in the HubSpot portal, as a Salesforce org would hold them.
 * What Salesforce does not watch, such as page views and forms, is not there; what its fields refuse,
 * such as a company without a name, is left out.
 */
import type { HubSpotSeed, SeedProperties } from '../../hubspot/seed.ts';
import type { SalesforceSeed, SalesforceSeedRecord } from '../../salesforce/seed.ts';
import type { Calendar } from '../calendar.ts';
import { leadRecords } from './lead-records.ts';
import { salesforceId } from './salesforce-ids.ts';

type Values = SalesforceSeedRecord['values'];

/** The administrators' permission set; whoever may change the org's set-up holds one like it. */
const administratorsId = '0PSOpW000000001';

export function salesforceSeed(cal: Calendar, portal: Required<HubSpotSeed>): SalesforceSeed {
  return {
    records: [
      ...users(portal),
      ...portal.companies.flatMap(({ id, properties, createdAt }) =>
        properties.name ? [account(id, properties, createdAt)] : [],
      ),
      ...portal.contacts.flatMap(({ id, properties, createdAt, companyId }) =>
        properties.lastname || properties.firstname
          ? [contact(id, properties, createdAt, nameOf(portal, companyId) ? companyId : undefined)]
          : [],
      ),
      ...leadRecords(cal),
      ...portal.contacts.flatMap(({ id, properties }) => activities(id, properties)),
      ...portal.deals.flatMap((deal) => opportunity(deal)),
    ],
  };
}

function nameOf(portal: HubSpotSeed, companyId: string | undefined): string | null {
  return portal.companies?.find(({ id }) => id === companyId)?.properties.name ?? null;
}

function users({ owners }: Required<HubSpotSeed>): SalesforceSeedRecord[] {
  const people = owners.map(({ id, email, firstName, lastName }) => ({
    type: 'User',
    id: salesforceId('user', id),
    values: {
      Username: email,
      Email: email,
      FirstName: firstName,
      LastName: lastName,
      IsActive: true,
      UserType: 'Standard',
    },
  }));
  const administrators = owners.filter(({ superAdmin }) => superAdmin);
  return [
    ...people,
    {
      type: 'PermissionSet',
      id: administratorsId,
      values: { Name: 'System Administrator', PermissionsCustomizeApplication: true },
    },
    ...administrators.map(({ id }) => ({
      type: 'PermissionSetAssignment',
      values: { AssigneeId: salesforceId('user', id), PermissionSetId: administratorsId },
    })),
  ];
}

const ownerOf = ({ hubspot_owner_id: owner }: SeedProperties): Values =>
  owner ? { OwnerId: salesforceId('user', owner) } : {};

/** HubSpot's industries by the words of Salesforce's own list. */
const industries: Readonly<Record<string, string>> = {
  INFORMATION_TECHNOLOGY_AND_SERVICES: 'Technology',
};

function account(
  id: string,
  properties: SeedProperties,
  createdAt: string | undefined,
): SalesforceSeedRecord {
  return {
    type: 'Account',
    id: salesforceId('company', id),
    values: {
      Name: short(properties.name, 255),
      Website: short(properties.domain, 255),
      BillingCity: properties.city ?? null,
      BillingCountry: properties.country ?? null,
      BillingPostalCode: properties.zip ?? null,
      Industry: industries[properties.industry ?? ''] ?? null,
      NumberOfEmployees: properties.numberofemployees ? Number(properties.numberofemployees) : null,
      ...(properties.lifecyclestage === 'customer' ? { Type: 'Customer - Direct' } : {}),
      ...ownerOf(properties),
      ...(createdAt ? { CreatedDate: createdAt } : {}),
    },
  };
}

function contact(
  id: string,
  properties: SeedProperties,
  createdAt: string | undefined,
  companyId: string | undefined,
): SalesforceSeedRecord {
  return {
    type: 'Contact',
    id: salesforceId('contact', id),
    values: {
      FirstName: short(properties.firstname, 40),
      LastName: short(properties.lastname ?? properties.firstname, 80),
      Email: properties.email ?? null,
      Title: properties.jobtitle ?? null,
      MailingCity: properties.city ?? null,
      MailingCountry: properties.country ?? null,
      ...(companyId ? { AccountId: salesforceId('company', companyId) } : {}),
      ...ownerOf(properties),
      ...(createdAt ? { CreatedDate: createdAt } : {}),
    },
  };
}

/** What Salesforce would have logged of what HubSpot saw: mail that came in, meetings, calls made. */
function activities(id: string, properties: SeedProperties): SalesforceSeedRecord[] {
  const whoId = salesforceId('contact', id);
  const {
    hs_sales_email_last_replied: reply,
    engagements_last_meeting_booked: meeting,
    notes_last_contacted: contacted,
  } = properties;
  const messageId = salesforceId('message', id);
  return [
    ...(reply
      ? [
          {
            type: 'EmailMessage',
            id: messageId,
            values: { Subject: 'Re: your harbour', Incoming: true, MessageDate: reply },
          },
          {
            type: 'EmailMessageRelation',
            values: {
              EmailMessageId: messageId,
              RelationId: whoId,
              RelationType: 'FromAddress',
            },
          },
        ]
      : []),
    ...(meeting
      ? [
          {
            type: 'Event',
            values: {
              Subject: 'Meeting',
              WhoId: whoId,
              StartDateTime: meeting,
              DurationInMinutes: 30,
            },
          },
        ]
      : []),
    ...(contacted
      ? [
          {
            type: 'Task',
            values: {
              Subject: 'Call',
              WhoId: whoId,
              Status: 'Completed',
              ActivityDate: contacted.slice(0, 10),
              CompletedDateTime: contacted,
            },
          },
        ]
      : []),
  ];
}

const stages: Readonly<Record<string, string>> = {
  qualifiedtobuy: 'Qualification',
  closedwon: 'Closed Won',
  closedlost: 'Closed Lost',
};

function opportunity(deal: Required<HubSpotSeed>['deals'][number]): SalesforceSeedRecord[] {
  const { id, properties, contactIds = [], companyIds = [] } = deal;
  const opportunityId = salesforceId('deal', id);
  const [companyId] = companyIds;
  return [
    {
      type: 'Opportunity',
      id: opportunityId,
      values: {
        Name: properties.dealname ?? null,
        StageName: stages[properties.dealstage ?? ''] ?? 'Prospecting',
        Amount: properties.amount ? Number(properties.amount) : null,
        CloseDate: properties.closedate?.slice(0, 10) ?? null,
        ...(companyId ? { AccountId: salesforceId('company', companyId) } : {}),
        ...ownerOf(properties),
      },
    },
    ...contactIds.map((contactId) => ({
      type: 'OpportunityContactRole',
      values: { OpportunityId: opportunityId, ContactId: salesforceId('contact', contactId) },
    })),
  ];
}

function short(value: string | null | undefined, longest: number): string | null {
  return value?.trim().slice(0, longest).trim() || null;
}
