import type {
  CrmCompany,
  CrmEngagement,
  CrmPerson,
  CrmRecord,
} from '../../../server/crm/connector.ts';

export interface CrmRecordParts {
  readonly company?: Partial<CrmCompany> | null;
  readonly person?: Partial<CrmPerson> | null;
  readonly engagement?: Partial<CrmEngagement>;
  readonly updatedAt?: string | null;
  readonly interest?: CrmRecord['interest'];
  readonly webTechnologies?: readonly string[];
}

/** A record in which everything that is not given is unknown. */
export function crmRecord(parts: CrmRecordParts = {}): CrmRecord {
  return {
    ref: { object: 'contact', id: '501' },
    name: 'Ann Example',
    url: 'https://app.hubspot.com/contacts/1/record/0-1/501',
    updatedAt: parts.updatedAt ?? null,
    values: {},
    person: parts.person ? { email: null, jobTitle: null, optedOut: false, ...parts.person } : null,
    company: parts.company
      ? {
          id: null,
          name: null,
          domain: null,
          country: null,
          city: null,
          postcode: null,
          industry: null,
          employees: null,
          annualRevenue: null,
          registrationNumber: null,
          ...parts.company,
        }
      : null,
    ownerId: null,
    stage: null,
    isCustomer: false,
    deals: [],
    interest: parts.interest ?? null,
    webTechnologies: parts.webTechnologies ?? [],
    engagement: {
      lastReplyAt: null,
      lastMeetingAt: null,
      formSubmissions: null,
      lastFormAt: null,
      lastFormName: null,
      lastClickAt: null,
      pageViews: null,
      lastVisitAt: null,
      lastPagePath: null,
      lastContactedAt: null,
      observed: false,
      observedSince: null,
      ...parts.engagement,
    },
  };
}
