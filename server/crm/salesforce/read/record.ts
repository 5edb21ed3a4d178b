import type { StageName } from '../../../../shared/contract/v1.ts';
import type { ObjectType } from '../../../../shared/plan/plan.ts';
import { table } from '../../../../shared/table.ts';
import type { CrmCompany, CrmDeal, CrmPerson, CrmRecord } from '../../connector.ts';
import { objectNames, recordUrl } from '../links.ts';
import { keyField } from '../package.ts';
import { type Row, rowIn, rowsIn, textIn } from '../query.ts';
import { decodeValue, isoInstant } from '../values.ts';
import { type Activity, readEngagement } from './engagement.ts';
import { objections, optOutField } from './fields.ts';

export interface RecordParts {
  readonly object: ObjectType;
  readonly row: Row;
  /** Every field that was asked for, as the org spells it. */
  readonly fields: readonly string[];
  /** Deals of the record's account. */
  readonly deals: readonly Row[];
  readonly activity: Activity;
}

/** Where the org's pages are, what stands before our fields, and what time it is. */
export interface ReadContext {
  readonly origin: string | null;
  readonly prefix: string;
  readonly now: Date;
}

/** A record as the pipeline sees it, from what Salesforce answered. */
export function toRecord(context: ReadContext, parts: RecordParts): CrmRecord {
  const { object, row, fields } = parts;
  const id = textIn(row, 'Id') ?? '';
  const deals = dealsOf(parts, context.prefix);
  const isCustomer =
    isCustomerAccount(object === 'company' ? row : rowIn(row, 'Account')) ||
    deals.some((deal) => deal.isWon);
  return {
    ref: { object, id },
    name: textIn(row, 'Name') ?? textIn(row, 'Email') ?? `${objectNames[object]} ${id}`,
    url: recordUrl(context.origin, objectNames[object], id),
    updatedAt: isoInstant(row.LastModifiedDate),
    values: Object.fromEntries(fields.map((name) => [name, decodeValue(row[name])])),
    person: object === 'company' ? null : toPerson(row),
    company: toCompany(object, row),
    ownerId: ownerOf(row),
    stage: stageOf(object, row, isCustomer, deals),
    isCustomer,
    deals,
    engagement: readEngagement(row, parts.activity, context.now),
  };
}

/** Ids of queues begin so; a lead in one waits for somebody to own it. */
const queuePrefix = '00G';

function ownerOf(row: Row): string | null {
  const id = textIn(row, 'OwnerId');
  return id?.startsWith(queuePrefix) ? null : id;
}

function toPerson(row: Row): CrmPerson {
  const individual = rowIn(row, 'Individual');
  return {
    email: textIn(row, 'Email'),
    jobTitle: textIn(row, 'Title'),
    optedOut: row[optOutField] === true || objections.some((name) => individual?.[name] === true),
  };
}

function toCompany(object: ObjectType, row: Row): CrmCompany | null {
  if (object === 'lead') return leadCompany(row);
  const account = object === 'company' ? row : rowIn(row, 'Account');
  if (!account || account.IsPersonAccount === true) return null;
  return {
    ...companyFacts(account),
    id: textIn(account, 'Id'),
    name: textIn(account, 'Name'),
    country: textIn(account, 'BillingCountry'),
    city: textIn(account, 'BillingCity'),
    postcode: textIn(account, 'BillingPostalCode'),
  };
}

/** A lead carries its company's facts itself. */
function leadCompany(row: Row): CrmCompany {
  return {
    ...companyFacts(row),
    id: null,
    name: textIn(row, 'Company'),
    country: textIn(row, 'Country'),
    city: textIn(row, 'City'),
    postcode: textIn(row, 'PostalCode'),
  };
}

function companyFacts(row: Row) {
  return {
    domain: textIn(row, 'Website'),
    industry: textIn(row, 'Industry'),
    employees: numberIn(row, 'NumberOfEmployees'),
    annualRevenue: numberIn(row, 'AnnualRevenue'),
    // Salesforce has no such field, and our own copy must not confirm the match it came from.
    registrationNumber: null,
  };
}

function numberIn(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === 'number' ? value : null;
}

/** Those of the account and those the person plays a part in, each once. */
function dealsOf({ row, deals }: RecordParts, prefix: string): CrmDeal[] {
  const byRole = rowsIn(row, 'OpportunityContactRoles').map((role) => rowIn(role, 'Opportunity'));
  const all = [...deals, ...byRole.filter((deal) => deal !== null)];
  return [...new Map(all.map((deal) => [textIn(deal, 'Id'), toDeal(deal, prefix)])).values()];
}

function toDeal(deal: Row, prefix: string): CrmDeal {
  const id = textIn(deal, 'Id') ?? '';
  return {
    id,
    name: textIn(deal, 'Name') ?? `Opportunity ${id}`,
    isOpen: deal.IsClosed !== true,
    isWon: deal.IsWon === true,
    ownKey: textIn(deal, keyField(prefix)),
  };
}

/** `Customer - Direct`, `Customer - Channel`, `Customer`: Salesforce's own words for one. */
function isCustomerAccount(account: Row | null): boolean {
  return /^customer\b/i.test(textIn(account ?? {}, 'Type') ?? '');
}

/** The statuses every org starts with; those of its own say nothing we could know. */
const leadStatuses = table<StageName>({
  'Open - Not Contacted': 'lead',
  'Working - Contacted': 'contacted',
  'Closed - Not Converted': 'lead',
});

function stageOf(
  object: ObjectType,
  row: Row,
  isCustomer: boolean,
  deals: readonly CrmDeal[],
): StageName | null {
  if (isCustomer) return 'customer';
  if (deals.some((deal) => deal.isOpen)) return 'opportunity';
  return object === 'lead' ? (leadStatuses[textIn(row, 'Status') ?? ''] ?? 'lead') : null;
}
