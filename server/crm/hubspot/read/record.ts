import type { StageName } from '../../../../shared/contract/v1.ts';
import { table } from '../../../../shared/table.ts';
import type { CrmCompany, CrmDeal, CrmPerson, CrmRecord } from '../../connector.ts';
import type { HubSpotObject } from '../api-types.ts';
import { decodeValue, type HubSpotRecordType } from '../fields.ts';
import { industryLabel } from '../industries.ts';
import { type Account, recordUrl } from '../links.ts';
import { readEngagement } from './engagement.ts';
import { readInterest, readWebTechnologies } from './interest.ts';
import { dealKeyProperty, optOutProperty } from './properties.ts';

export interface RecordParts {
  readonly object: HubSpotRecordType;
  readonly record: HubSpotObject;
  /** A contact's primary company; null when it has none or it cannot be read. */
  readonly company: HubSpotObject | null;
  readonly deals: readonly HubSpotObject[];
  /** Every property that was asked for. */
  readonly properties: readonly string[];
}

/** A record as the pipeline sees it, from what HubSpot answered. */
export function toRecord(account: Account, parts: RecordParts): CrmRecord {
  const { object, record } = parts;
  const properties = record.properties;
  const deals = parts.deals.map(toDeal);
  const company = object === 'company' ? properties : (parts.company?.properties ?? null);
  const isCustomer =
    [properties, parts.company?.properties].some(isCustomerStage) ||
    deals.some((deal) => deal.isWon);
  return {
    ref: { object, id: record.id },
    name: nameOf(object, record),
    url: recordUrl(account, object, record.id),
    updatedAt: record.updatedAt,
    values: Object.fromEntries(
      parts.properties.map((name) => [name, decodeValue(name, properties[name])]),
    ),
    person: object === 'contact' ? toPerson(properties) : null,
    company: toCompany(parts),
    ownerId: properties.hubspot_owner_id || null,
    stage: stageOf(properties.lifecyclestage ?? '', isCustomer, deals),
    isCustomer,
    deals,
    engagement: readEngagement(object, properties),
    interest: company && readInterest(company),
    webTechnologies: company ? readWebTechnologies(company) : [],
  };
}

type Properties = HubSpotObject['properties'];

function text(value: string | null | undefined): string | null {
  const trimmed = value?.trim();
  return trimmed ? trimmed : null;
}

function number(value: string | null | undefined): number | null {
  const trimmed = text(value);
  return trimmed !== null && Number.isFinite(Number(trimmed)) ? Number(trimmed) : null;
}

function nameOf(object: HubSpotRecordType, record: HubSpotObject): string {
  const { firstname, lastname, email, name, domain } = record.properties;
  if (object === 'company') return text(name) ?? text(domain) ?? `Company ${record.id}`;
  return text(`${firstname ?? ''} ${lastname ?? ''}`) ?? text(email) ?? `Contact ${record.id}`;
}

function toPerson(properties: Properties): CrmPerson {
  return {
    email: text(properties.email),
    jobTitle: text(properties.jobtitle),
    optedOut: properties[optOutProperty] === 'true',
  };
}

/** The company record when there is one; otherwise what the person's own fields say of the company. */
function toCompany(parts: RecordParts): CrmCompany | null {
  const source = parts.object === 'company' ? parts.record : parts.company;
  if (source) return companyFrom(source.id, source.properties, source.properties.name ?? null);
  const { properties } = parts.record;
  const company = companyFrom(null, properties, properties.company ?? null);
  return Object.values(company).every((value) => value === null) ? null : company;
}

function companyFrom(id: string | null, properties: Properties, name: string | null): CrmCompany {
  const industry = text(properties.industry);
  return {
    id,
    name: text(name),
    domain: text(properties.domain) ?? text(properties.website),
    country: text(properties.country),
    city: text(properties.city),
    postcode: text(properties.zip),
    industry: industry && industryLabel(industry),
    // A contact's `numemployees` is a band; a band is no headcount, so it stays unknown.
    employees: number(properties.numberofemployees ?? properties.numemployees),
    annualRevenue: number(properties.annualrevenue),
    // HubSpot has no such property, and our own copy must not confirm the match it came from.
    registrationNumber: null,
  };
}

/** A deal that does not say whether it is closed counts as open unless its stage has a closed name. */
export function dealEnd({ dealstage, hs_is_closed, hs_is_closed_won }: Properties) {
  const isWon = hs_is_closed_won ? hs_is_closed_won === 'true' : dealstage === 'closedwon';
  const isClosed = hs_is_closed ? hs_is_closed === 'true' : isWon || dealstage === 'closedlost';
  return { isWon, isClosed };
}

function toDeal(deal: HubSpotObject): CrmDeal {
  const { dealname } = deal.properties;
  const { isWon, isClosed } = dealEnd(deal.properties);
  return {
    id: deal.id,
    name: text(dealname) ?? `Deal ${deal.id}`,
    isOpen: !isClosed,
    isWon,
    ownKey: text(deal.properties[dealKeyProperty]),
  };
}

/** HubSpot's own lifecycle stages; an account's custom stages say nothing we could know. */
const stages = table<StageName>({
  subscriber: 'prospect',
  lead: 'lead',
  marketingqualifiedlead: 'lead',
  salesqualifiedlead: 'qualified',
  opportunity: 'opportunity',
  customer: 'customer',
  evangelist: 'customer',
});

export function isCustomerStage(properties: Properties | undefined): boolean {
  return stages[properties?.lifecyclestage ?? ''] === 'customer';
}

function stageOf(
  lifecycle: string,
  isCustomer: boolean,
  deals: readonly CrmDeal[],
): StageName | null {
  if (isCustomer) return 'customer';
  if (deals.some((deal) => deal.isOpen)) return 'opportunity';
  return stages[lifecycle] ?? null;
}
