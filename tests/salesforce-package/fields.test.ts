import { describe, expect, it } from 'vitest';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import type { FieldDescribe } from '../sandbox/salesforce/catalogue/describe.ts';
import { packageFields } from '../sandbox/salesforce/catalogue/package-fields.ts';
import { allOf, children, type Element, one, text } from './package.ts';

const types: Record<string, string> = {
  Number: 'double',
  Text: 'string',
  LongTextArea: 'textarea',
  DateTime: 'datetime',
  Picklist: 'picklist',
};

describe.each([
  ['Contact', 'Contact'],
  ['Lead', 'Lead'],
  ['Account', 'Account'],
  ['Opportunity', 'Opportunity'],
  ['Task', 'Activity'],
])('Fields of %s', (object, owner) => {
  const packaged = [...allOf('field')]
    .filter(([name]) => name.startsWith(`${owner}.`))
    .map(([, field]) => field);

  it('are in the package what they are in the simulated Salesforce', () => {
    const simulated = packageFields(object, '').map(told);
    expect(packaged.map(meant).sort(byName)).toEqual(simulated.sort(byName));
  });
});

it('A number field holds every score', () => {
  const score = one('field', 'Contact.Score__c');
  expect([text(score, 'precision'), text(score, 'scale')]).toEqual(['3', '0']);
});

it('Every field says in Salesforce what it is, in words that fit', () => {
  for (const { apiName } of salesforceFields()) {
    const field = one('field', `Lead.${apiName}`);
    expect(text(field, 'inlineHelpText').length).toBeGreaterThan(20);
    expect(text(field, 'label')).toMatch(/^oppSpot .{3,}$/);
  }
});

interface Told {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly size: readonly number[];
  readonly values: readonly string[];
  readonly restricted: boolean;
  readonly key: boolean;
}

/** What the metadata of a field says. */
function meant(field: Element): Told {
  const type = text(field, 'type');
  const [set = {}] = children(field, 'valueSet');
  const [definition = {}] = children(set, 'valueSetDefinition');
  return {
    name: text(field, 'fullName'),
    label: text(field, 'label'),
    type: types[type] ?? type,
    size:
      type === 'Number'
        ? [Number(text(field, 'precision')), Number(text(field, 'scale'))]
        : type === 'Text' || type === 'LongTextArea'
          ? [Number(text(field, 'length'))]
          : [],
    values: children(definition, 'value').map((value) => text(value, 'fullName')),
    restricted: text(set, 'restricted') === 'true',
    key: text(field, 'externalId') === 'true' && text(field, 'unique') === 'true',
  };
}

/** The same of a describe. */
function told(field: FieldDescribe): Told {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    size:
      field.type === 'double'
        ? [field.precision, field.scale]
        : field.type === 'string' || field.type === 'textarea'
          ? [field.length]
          : [],
    values: field.picklistValues.map(({ value }) => value),
    restricted: field.restrictedPicklist,
    key: field.externalId && field.unique,
  };
}

function byName(a: Told, b: Told): number {
  return a.name < b.name ? -1 : 1;
}
