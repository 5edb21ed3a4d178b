import type { Json } from '../http/input.ts';
import type { Org } from './org.ts';
import { systemContext } from './plant.ts';

export interface ConvertedLead {
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string | null;
}

/** Converts a lead as a person does who accepts what the page proposes. */
export function convertLead(org: Org, leadId: string, opportunityName?: string): ConvertedLead {
  const create = (type: string, values: Json) =>
    org.create(typeOf(org, type), values, systemContext).id;
  const lead = org.forWrite(typeOf(org, 'Lead'), leadId);
  const value = (field: string) => lead.values.get(field) ?? null;
  return org.atomically(systemContext, () => {
    const accountId = create('Account', {
      Name: value('Company'),
      Website: value('Website'),
      Industry: value('Industry'),
      OwnerId: value('OwnerId'),
    });
    const contactId = create('Contact', {
      AccountId: accountId,
      FirstName: value('FirstName'),
      LastName: value('LastName'),
      Email: value('Email'),
      Phone: value('Phone'),
      Title: value('Title'),
      OwnerId: value('OwnerId'),
    });
    const today = org.now().slice(0, 10);
    const opportunityId =
      opportunityName === undefined
        ? null
        : create('Opportunity', {
            Name: opportunityName,
            AccountId: accountId,
            ContactId: contactId,
            StageName: 'Prospecting',
            CloseDate: today,
          });
    const converted = {
      Status: 'Closed - Converted',
      IsConverted: true,
      ConvertedDate: today,
      ConvertedAccountId: accountId,
      ConvertedContactId: contactId,
      ConvertedOpportunityId: opportunityId,
    };
    org.update(typeOf(org, 'Lead'), leadId, converted, systemContext);
    return { accountId, contactId, opportunityId };
  });
}

function typeOf(org: Org, name: string) {
  const type = org.catalogue.find(name);
  if (!type) throw new Error(`The org has no object ${name}`);
  return type;
}
