/** Fields of a tenant's own, of every type that both CRMs have. */
import type { HubSpotStandin } from '../../sandbox/hubspot/index.ts';
import { defineField, picklist } from '../../sandbox/salesforce/catalogue/definition.ts';
import type { FieldDescribe } from '../../sandbox/salesforce/catalogue/describe.ts';

const grades = ['A', 'B', 'C'];

/** As an administrator of the portal adds them. */
export function addTenantProperties(
  hubspot: HubSpotStandin,
  type: 'contacts' | 'companies' = 'contacts',
): void {
  const { properties } = hubspot.portal();
  properties.createGroup(type, 'house', 'House');
  const add = (name: string, kind: string, fieldType: string, more: object = {}) =>
    properties.create(
      type,
      {
        name,
        label: `House ${name}`,
        type: kind as 'string',
        fieldType,
        groupName: 'house',
        description: '',
        options: [],
        displayOrder: -1,
        calculated: false,
        externalOptions: false,
        hasUniqueValue: false,
        hidden: false,
        formField: false,
        hubspotDefined: false,
        readOnlyValue: false,
        ...more,
      },
      0,
    );
  const options = grades.map((value, displayOrder) => ({
    value,
    label: `Grade ${value}`,
    displayOrder,
    hidden: false,
  }));
  const retired = { value: 'Z', label: 'Grade Z', displayOrder: 9, hidden: true };
  add('words', 'string', 'text');
  add('prose', 'string', 'textarea');
  add('line', 'phone_number', 'phonenumber');
  add('count', 'number', 'number');
  add('flag', 'bool', 'booleancheckbox');
  add('day', 'date', 'date');
  add('moment', 'datetime', 'date');
  add('grade', 'enumeration', 'select', { options: [...options, retired] });
  add('grades', 'enumeration', 'checkbox', { options });
  add('buddy', 'enumeration', 'select', { externalOptions: true });
  add('page', 'string', 'html');
  add('sum', 'number', 'calculation_equation', { calculated: true, readOnlyValue: true });
  add('serial', 'string', 'text', { hasUniqueValue: true });
  add('secret', 'string', 'text', { hidden: true });
}

/** As an administrator of the org adds them. */
export const tenantSalesforceFields: readonly FieldDescribe[] = [
  { name: 'Words__c', label: 'House words', type: 'string', length: 10 },
  { name: 'Prose__c', label: 'House prose', type: 'textarea', length: 1_000 },
  { name: 'Count__c', label: 'House count', type: 'double', precision: 5, scale: 1 },
  { name: 'Flag__c', label: 'House flag', type: 'boolean' },
  { name: 'Day__c', label: 'House day', type: 'date' },
  { name: 'Moment__c', label: 'House moment', type: 'datetime' },
  {
    name: 'Grade__c',
    label: 'House grade',
    type: 'picklist',
    length: 255,
    restrictedPicklist: true,
    picklistValues: [
      ...picklist(grades),
      ...picklist(['Z']).map((value) => ({ ...value, active: false })),
    ],
  },
  {
    name: 'Grades__c',
    label: 'House grades',
    type: 'multipicklist',
    length: 4_099,
    restrictedPicklist: true,
    picklistValues: picklist(grades),
  },
  { name: 'Buddy__c', label: 'House buddy', type: 'reference', referenceTo: ['User'] },
  { name: 'Page__c', label: 'House page', type: 'textarea', length: 1_000, htmlFormatted: true },
  {
    name: 'Sum__c',
    label: 'House sum',
    type: 'double',
    calculated: true,
    createable: false,
    updateable: false,
  },
  { name: 'Serial__c', label: 'House serial', type: 'string', length: 20, unique: true },
].map((definition) => defineField(definition as Parameters<typeof defineField>[0]));
