/** What is read of each record, as far as the org has it and shows it. */
import type { ObjectType } from '../../../../shared/plan/plan.ts';
import { objectNames } from '../links.ts';
import { ownFieldNames } from '../package.ts';
import type { OrgSchema } from '../schema.ts';

/**
 * A checkbox an administrator may add to say that a person objected to being researched. Salesforce's
 * own `HasOptedOutOfEmail` is about mass mail and says nothing of it; its Individual object does.
 */
export const optOutField = 'oppSpot_Opt_Out__c';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_individual.htm */
export const objections = [
  'HasOptedOutProcessing',
  'HasOptedOutProfiling',
  'ShouldForget',
] as const;

const shared = ['Id', 'Name', 'OwnerId', 'CreatedDate', 'LastModifiedDate', 'LastActivityDate'];
const person = ['FirstName', 'LastName', 'Email', 'Title', 'HasOptedOutOfEmail', optOutField];
const company = [
  'Name',
  'Website',
  'Industry',
  'NumberOfEmployees',
  'AnnualRevenue',
  'BillingCity',
  'BillingPostalCode',
  'BillingCountry',
  'Type',
  // Where an org sells to people, the account is the person and no company.
  'IsPersonAccount',
];

const standardFields: Readonly<Record<ObjectType, readonly string[]>> = {
  contact: [...shared, ...person, 'AccountId'],
  lead: [
    ...shared,
    ...person,
    'Company',
    'Website',
    'Industry',
    'NumberOfEmployees',
    'AnnualRevenue',
    'City',
    'PostalCode',
    'Country',
    'Status',
    'IsConverted',
    'ConvertedContactId',
  ],
  company: [...shared, ...company, 'Description', 'YearStarted'],
};

/** Names as the org spells them, each once; those it does not have or does not show are left out. */
export function visibleFields(
  schema: OrgSchema,
  object: ObjectType,
  extraFields: readonly string[],
): string[] {
  const described = schema.object(objectNames[object]);
  const own = Object.values(ownFieldNames).map((name) => schema.prefix + name);
  const names = [...standardFields[object], ...own, ...extraFields].map(
    (name) => described?.field(name)?.name,
  );
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** What is selected of the records a person leads to, as paths from the person. */
export function parentFields(schema: OrgSchema, object: ObjectType): string[] {
  const described = schema.object(objectNames[object]);
  const through = (lookup: string, parent: string, fields: readonly string[]) => {
    const target = described?.field(`${lookup}Id`) ? schema.object(parent) : null;
    return fields.filter((name) => target?.field(name)).map((name) => `${lookup}.${name}`);
  };
  if (object === 'company') return [];
  return [
    ...through('Individual', 'Individual', objections),
    ...(object === 'contact' ? through('Account', 'Account', ['Id', ...company]) : []),
  ];
}
