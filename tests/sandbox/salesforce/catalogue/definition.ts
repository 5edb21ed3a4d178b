/** Builds whole describes from short definitions, with the keys and defaults Salesforce gives them. */
import type {
  ChildRelationship,
  FieldDescribe,
  FieldType,
  ObjectDescribe,
  PicklistValue,
} from './describe.ts';

export type FieldDefinition = Partial<FieldDescribe> &
  Pick<FieldDescribe, 'name' | 'label' | 'type'>;

interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly fields: readonly FieldDefinition[];
  readonly childRelationships?: readonly ChildRelationship[];
  readonly more?: Partial<ObjectDescribe>;
}

/** Fields that nobody may write. */
export const readOnly = { createable: false, updateable: false } as const;

/** Fields Salesforce fills when a create leaves them out. */
export const defaulted = { nillable: false, defaultedOnCreate: true } as const;

export function defineObject(definition: ObjectDefinition): ObjectDescribe {
  const { fields, childRelationships = [], more, ...names } = definition;
  const described = {
    activateable: false,
    actionOverrides: [],
    compactLayoutable: true,
    createable: true,
    custom: names.name.endsWith('__c'),
    customSetting: false,
    deletable: true,
    deprecatedAndHidden: false,
    feedEnabled: false,
    layoutable: true,
    mergeable: false,
    mruEnabled: true,
    namedLayoutInfos: [],
    queryable: true,
    recordTypeInfos: [],
    replicateable: true,
    retrieveable: true,
    searchLayoutable: true,
    searchable: true,
    supportedScopes: [],
    triggerable: true,
    undeletable: true,
    updateable: true,
    urls: {
      describe: `/services/data/vXX.X/sobjects/${names.name}/describe`,
      rowTemplate: `/services/data/vXX.X/sobjects/${names.name}/{ID}`,
      sobject: `/services/data/vXX.X/sobjects/${names.name}`,
    },
    ...names,
    fields: fields.map(defineField),
    childRelationships,
    ...more,
  };
  return described;
}

export function defineField(definition: FieldDefinition): FieldDescribe {
  const { type } = definition;
  const long = type === 'textarea' && (definition.length ?? 0) > 255;
  const field = {
    aggregatable: !long && type !== 'boolean' && type !== 'address',
    aiPredictionField: false,
    autoNumber: false,
    byteLength: (definition.length ?? 0) * 3,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: true,
    custom: definition.name.endsWith('__c'),
    defaultValue: type === 'boolean' ? false : null,
    defaultValueFormula: null,
    defaultedOnCreate: type === 'boolean',
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: type === 'int' ? 8 : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: false,
    extraTypeInfo: type === 'textarea' ? 'plaintextarea' : null,
    filterable: !long,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: !long && !['double', 'currency', 'percent', 'datetime', 'address'].includes(type),
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: definition.externalId ?? false,
    inlineHelpText: null,
    length: type === 'reference' || type === 'id' ? 18 : 0,
    mask: null,
    maskType: null,
    nameField: definition.name === 'Name',
    namePointing: (definition.referenceTo?.length ?? 0) > 1,
    nillable: type !== 'boolean',
    permissionable: definition.nillable ?? type !== 'boolean',
    picklistValues: [],
    polymorphicForeignKey: (definition.referenceTo?.length ?? 0) > 1,
    precision: 0,
    queryByDistance: type === 'address',
    referenceTargetField: null,
    referenceTo: [],
    relationshipName: null,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: false,
    scale: 0,
    searchPrefilterable: type === 'reference',
    soapType: soapTypes[type],
    sortable: !long && type !== 'address',
    unique: false,
    updateable: true,
    writeRequiresMasterRead: false,
    ...definition,
  };
  return field;
}

/** Picklist values in order; one of them may be the default. */
export function picklist(values: readonly string[], byDefault?: string): readonly PicklistValue[] {
  return values.map((value) => ({
    active: true,
    defaultValue: value === byDefault,
    label: value,
    validFor: null,
    value,
  }));
}

const soapTypes: Readonly<Record<FieldType, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  string: 'xsd:string',
  textarea: 'xsd:string',
  picklist: 'xsd:string',
  multipicklist: 'xsd:string',
  combobox: 'xsd:string',
  phone: 'xsd:string',
  url: 'xsd:string',
  email: 'xsd:string',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
};
