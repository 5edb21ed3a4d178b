/** Which HubSpot property carries each oppSpot field, and how values are spelt in it. */
import { hubspotPropertyName } from '../../../shared/fields/hubspot.ts';
import {
  type FieldType,
  type OppspotFieldName,
  oppspotFields,
  type WritableField,
} from '../../../shared/fields/registry.ts';
import { type FieldShape, fitValue } from '../../../shared/mapping/fit.ts';
import type { CrmValue, ObjectType } from '../../../shared/plan/plan.ts';
import { shorten } from '../../../shared/text/shorten.ts';
import type { Encoded } from '../connector.ts';
import { industryOption } from './industries.ts';
import { dealKeyProperty } from './read/properties.ts';

/** The objects of HubSpot we enrich; it has no lead record of the Salesforce kind. */
export type HubSpotRecordType = 'contact' | 'company';

export function isHubSpotRecordType(object: ObjectType): object is HubSpotRecordType {
  return object === 'contact' || object === 'company';
}

/** A string property holds at most this many characters. */
export const longestText = 65_536;

const ownMapping: Readonly<Record<OppspotFieldName, string>> = Object.fromEntries(
  oppspotFields.map((field) => [field.name, hubspotPropertyName(field.name)]),
) as Record<OppspotFieldName, string>;

type Mapping = Readonly<Partial<Record<WritableField, string>>>;

const mappings: Readonly<Record<HubSpotRecordType, Mapping>> = {
  contact: {
    ...ownMapping,
    company_name: 'company',
    company_website: 'website',
    company_country: 'country',
    company_city: 'city',
    company_postcode: 'zip',
    company_industry: 'industry',
    company_employees: 'numemployees',
    owner: 'hubspot_owner_id',
  },
  company: {
    ...ownMapping,
    company_name: 'name',
    company_website: 'website',
    company_country: 'country',
    company_city: 'city',
    company_postcode: 'zip',
    company_industry: 'industry',
    company_description: 'description',
    company_founded_year: 'founded_year',
    company_employees: 'numberofemployees',
    owner: 'hubspot_owner_id',
  },
};

export function mappingFor(object: ObjectType): Mapping {
  return isHubSpotRecordType(object) ? mappings[object] : {};
}

const ownProperties: ReadonlySet<string> = new Set(Object.values(ownMapping));

/** Whether provisioning creates this property. */
export function isOwnField(property: string): boolean {
  return ownProperties.has(property) || property === dealKeyProperty;
}

type Codec = (value: string | number) => Encoded;

const ok = (value: CrmValue): Encoded => ({ ok: true, value });
const refuse = (reason: string): Encoded => ({ ok: false, reason });

const encodeText: Codec = (value) => {
  // HubSpot trims, and stores no NUL: done here, so that the value reads back as it was written.
  const text = shorten(String(value).replaceAll('\u0000', '').trim(), longestText);
  return text === '' ? ok(null) : ok(text);
};

const encodeNumber: Codec = (value) => {
  const number = typeof value === 'number' ? value : Number(value.trim() || Number.NaN);
  return Number.isFinite(number) ? ok(String(number)) : refuse('The value is not a number.');
};

const encodeDatetime: Codec = (value) => {
  const time = typeof value === 'number' ? value : Date.parse(value);
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15
    ? ok(new Date(time).toISOString())
    : refuse('The value is not a date.');
};

const encodeId =
  (of: string): Codec =>
  (value) =>
    /^\d{1,20}$/.test(String(value))
      ? ok(String(value))
      : refuse(`The value is not the id of a HubSpot ${of}.`);

const encodeOwner = encodeId('owner');

const encodeIndustry: Codec = (value) => {
  const option = industryOption(String(value));
  return option ? ok(option) : refuse(`HubSpot has no industry that certainly means “${value}”.`);
};

const encodeYear: Codec = (value) =>
  /^\d{4}$/.test(String(value).trim())
    ? ok(String(value).trim())
    : refuse('The value is not a year.');

/** The contact's "Number of employees" is a list of bands, each written `from-to`. */
const employeeBands = [
  [5, '1-5'],
  [25, '5-25'],
  [50, '25-50'],
  [100, '50-100'],
  [500, '100-500'],
  [1000, '500-1000'],
] as const;

const encodeEmployeeBand: Codec = (value) => {
  const band = String(value);
  if (band === '1000+' || employeeBands.some(([, name]) => name === band)) return ok(band);
  const count = Number(band.trim() || Number.NaN);
  if (!Number.isInteger(count) || count < 1)
    return refuse('The value is not a number of employees.');
  return ok(employeeBands.find(([maximum]) => count <= maximum)?.[1] ?? '1000+');
};

function encodeChoice(options: readonly { readonly value: string }[]): Codec {
  return (value) =>
    options.some((option) => option.value === value)
      ? ok(String(value))
      : refuse(`“${value}” is not one of the field's options.`);
}

const codecByType: Readonly<Record<Exclude<FieldType, 'choice'>, Codec>> = {
  text: encodeText,
  'long-text': encodeText,
  number: encodeNumber,
  datetime: encodeDatetime,
};

const ownCodecs: Readonly<Record<string, Codec>> = Object.fromEntries(
  oppspotFields.map((field) => [
    hubspotPropertyName(field.name),
    field.type === 'choice' ? encodeChoice(field.options) : codecByType[field.type],
  ]),
);

const codecs: Readonly<Record<HubSpotRecordType, Readonly<Record<string, Codec>>>> = {
  contact: {
    ...ownCodecs,
    numemployees: encodeEmployeeBand,
    hubspot_owner_id: encodeOwner,
  },
  company: {
    ...ownCodecs,
    industry: encodeIndustry,
    founded_year: encodeYear,
    numberofemployees: encodeNumber,
    annualrevenue: encodeNumber,
    hubspot_owner_id: encodeOwner,
  },
};

/**
 * The value as HubSpot spells it: strings, and null for empty (sent as an empty string, which is how
 * HubSpot clears). A property we do not know is taken for text.
 */
export function encodeValue(
  object: ObjectType,
  property: string,
  value: string | number | null,
  shape: FieldShape | null = null,
): Encoded {
  if (!isHubSpotRecordType(object)) return refuse('HubSpot has no such object.');
  if (value === null) return ok(null);
  const known = Object.hasOwn(codecs[object], property) ? codecs[object][property] : undefined;
  if (known) return known(value);
  return shape ? encodeShaped(shape, value) : encodeText(value);
}

/**
 * Numbers and yes or no as words, days as `YYYY-MM-DD`. A list that begins with `;` would be added to
 * what stands there; ours never does.
 */
function encodeShaped(shape: FieldShape, value: string | number): Encoded {
  if (shape.type === 'reference') return encodeId('record')(value);
  const fitted = fitValue(shape, value);
  if (!fitted.ok) return fitted;
  if (typeof fitted.value === 'string') return encodeText(fitted.value);
  return ok(fitted.value === null ? null : String(fitted.value));
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/**
 * A value as read, in the spelling `encodeValue` gives, so that the two can be compared: empty is
 * null, instants have milliseconds (HubSpot drops zeros), numbers have no trailing zeros.
 */
export function decodeValue(property: string, value: string | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (instant.test(value)) return isoInstant(value);
  const codec = ownCodecs[property] ?? codecs.company[property];
  if (codec === encodeNumber) {
    const number = Number(value);
    return Number.isFinite(number) ? String(number) : value;
  }
  return value;
}

/** ISO 8601 with milliseconds from HubSpot's ISO text or milliseconds since 1970; null for neither. */
export function isoInstant(value: string | null | undefined): string | null {
  if (!value) return null;
  const time = /^\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : null;
}

/** The value as the write call takes it. */
export function wireValue(value: CrmValue): string {
  return value === null ? '' : String(value);
}
