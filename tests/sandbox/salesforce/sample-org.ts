/** What an org of one's own comes with: a few records to try, and tables to practise on. */
import { id, isDeleted, owner, systemFields, text } from './catalogue/common.ts';
import { defineObject, type FieldDefinition } from './catalogue/definition.ts';
import type { SalesforceSeedRecord } from './seed.ts';

const nameField: FieldDefinition = { ...text('Name', 'Name', 80), idLookup: true };

const table = (name: string, label: string, keyPrefix: string, fields: FieldDefinition[]) =>
  defineObject({
    name,
    label,
    labelPlural: label,
    keyPrefix,
    fields: [
      id('Record ID'),
      owner('Owner ID', ['Group', 'User']),
      isDeleted,
      nameField,
      ...systemFields,
      ...fields,
    ],
  });

/** The custom objects that jsforce's own tests against a live org ask for. */
export const practiceObjects = [
  table('UpsertTable__c', 'UpsertTable', 'a00', [
    { ...text('ExtId__c', 'ExtId', 50), externalId: true },
  ]),
  table('BigTable__c', 'BigTable', 'a01', []),
];

const accountId = (n: number) => `001Op000000000${n}`;

export const sampleRecords: readonly SalesforceSeedRecord[] = [
  {
    type: 'Account',
    id: accountId(1),
    values: {
      Name: 'Brightwater Instruments',
      Industry: 'Electronics',
      Website: 'https://brightwater.example',
      BillingCity: 'Leeds',
      BillingCountry: 'United Kingdom',
      NumberOfEmployees: 240,
    },
  },
  {
    type: 'Account',
    id: accountId(2),
    values: { Name: 'Harrow & Finch Logistics', Industry: 'Shipping', BillingCity: 'Hull' },
  },
  {
    type: 'Contact',
    values: {
      FirstName: 'Maya',
      LastName: 'Thornton',
      Email: 'maya.thornton@brightwater.example',
      Title: 'Head of Operations',
      AccountId: accountId(1),
    },
  },
  {
    type: 'Contact',
    values: {
      FirstName: 'Idris',
      LastName: 'Cole',
      Email: 'idris.cole@harrowfinch.example',
      AccountId: accountId(2),
    },
  },
  {
    type: 'Lead',
    values: {
      FirstName: 'Noor',
      LastName: 'Rahman',
      Company: 'Saltmarsh Foods',
      Email: 'noor.rahman@saltmarsh.example',
    },
  },
  {
    type: 'Opportunity',
    values: {
      Name: 'Brightwater – sensors for two sites',
      AccountId: accountId(1),
      StageName: 'Qualification',
      CloseDate: '2027-03-31',
      Amount: 24_000,
    },
  },
  {
    type: 'Opportunity',
    values: {
      Name: 'Harrow & Finch – fleet pilot',
      AccountId: accountId(2),
      StageName: 'Prospecting',
      CloseDate: '2027-01-29',
      Amount: 9_500,
    },
  },
];
