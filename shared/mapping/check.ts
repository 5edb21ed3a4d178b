/**
 * Whether mappings can work, told before they are saved: against the CRM's own list of fields, and
 * against each other.
 */
import type { CrmField, FieldMapping } from '../contract/mappings.ts';
import { writableFields } from '../fields/registry.ts';
import type { ObjectType } from '../plan/plan.ts';
import type { FieldPolicy } from '../plan/policy.ts';
import { shorten } from '../text/shorten.ts';
import { placeholdersIn } from './apply.ts';
import { fitFaults } from './check-values.ts';
import { readableFacts } from './readable.ts';

export interface MappingFault {
  /** Dotted path into the update, such as `items.3.transforms.0`. */
  readonly field: string;
  /** Says what to do. */
  readonly message: string;
}

export interface CheckAgainst {
  /** What people call the CRM. */
  readonly crm: string;
  /** The fields of every object that a mapping names. */
  readonly fields: readonly CrmField[];
  /** When a mapping's field is written, all settings considered. */
  readonly policyOf: (mapping: FieldMapping) => FieldPolicy;
  /** The CRM field that would carry the value without a mapping; undefined where it has none. */
  readonly defaultOf: (mapping: FieldMapping) => string | undefined;
}

/** Every fault of every mapping; none when they can be saved. */
export function checkMappings(
  items: readonly FieldMapping[],
  against: CheckAgainst,
): MappingFault[] {
  return items.flatMap((mapping, index) => {
    const at = `items.${index}`;
    return [
      ...doubles(items, mapping, index),
      ...stepFaults(at, mapping),
      ...(mapping.direction === 'write' ? [] : readFaults(at, mapping)),
      ...(mapping.direction === 'read' ? [] : requiredFaults(at, mapping, against)),
      ...fieldFaults(at, mapping, against),
    ];
  });
}

/**
 * The CRM's field that a mapping names; undefined when it has none. Salesforce writes names in any case.
 */
export function fieldOf(
  { object, crmField }: Pick<FieldMapping, 'object' | 'crmField'>,
  fields: readonly CrmField[],
): CrmField | undefined {
  const ofObject = fields.filter((field) => field.object === object);
  return (
    ofObject.find(({ name }) => name === crmField) ??
    ofObject.find(({ name }) => name.toLowerCase() === crmField.toLowerCase())
  );
}

function doubles(
  items: readonly FieldMapping[],
  mapping: FieldMapping,
  index: number,
): MappingFault[] {
  const earlier = items.slice(0, index).filter(({ object }) => object === mapping.object);
  const faults: MappingFault[] = [];
  if (earlier.some(({ oppspotField }) => oppspotField === mapping.oppspotField)) {
    const message = `${labelOf(mapping.oppspotField)} has a mapping already. Remove one of the two.`;
    faults.push({ field: `items.${index}.oppspotField`, message });
  }
  const name = mapping.crmField.toLowerCase();
  if (earlier.some(({ crmField }) => crmField.toLowerCase() === name)) {
    const message = 'Another mapping uses this CRM field. Choose a different one.';
    faults.push({ field: `items.${index}.crmField`, message });
  }
  return faults;
}

/** Names of oppSpot fields that a step may use. */
function stepFaults(at: string, { transforms, direction }: FieldMapping): MappingFault[] {
  const isKnown = (name: string) =>
    direction === 'read' ? name in readableFacts : labels.has(name);
  return transforms.flatMap((transform, index): MappingFault[] => {
    const field = `${at}.transforms.${index}`;
    if (transform.name === 'template') {
      const names = placeholdersIn(transform.text);
      const unknown = names.filter((name) => name !== 'value' && !isKnown(name));
      if (unknown.length > 0) return [{ field, message: unknownNames(unknown, direction) }];
      if (names.length > 0) return [];
      return [{ field, message: 'Name a field in braces, such as {value}; else give a default.' }];
    }
    if (transform.name === 'map') {
      const from = transform.values.map((value) => value.from);
      const twice = from.find((value, position) => from.indexOf(value) !== position);
      if (twice === undefined) return [];
      return [
        {
          field,
          message: `“${shorten(twice, 100)}” stands in the list twice. Remove one of the two.`,
        },
      ];
    }
    if (transform.name !== 'join' && transform.name !== 'first-of') return [];
    const unknown = transform.fields.filter((name) => !isKnown(name));
    return unknown.length > 0 ? [{ field, message: unknownNames(unknown, direction) }] : [];
  });
}

function unknownNames(names: readonly string[], direction: FieldMapping['direction']): string {
  const which = direction === 'read' ? 'company fact that can be read' : 'field';
  return `oppSpot has no ${which} called ${names.slice(0, 5).join(', ')}. Choose from the list of oppSpot fields.`;
}

function readFaults(at: string, mapping: FieldMapping): MappingFault[] {
  const { oppspotField, direction, required, defaultValue } = mapping;
  const faults: MappingFault[] = [];
  if (!(oppspotField in readableFacts)) {
    const message = `oppSpot finds out ${labelOf(oppspotField)} by itself and reads it from no field. Choose the direction “write”.`;
    faults.push({ field: `${at}.direction`, message });
  }
  if (direction === 'both') return faults;
  const nothing = 'This mapping only reads, so nothing is written.';
  if (required) {
    faults.push({ field: `${at}.required`, message: `${nothing} It cannot be required.` });
  }
  if (defaultValue !== null) {
    faults.push({ field: `${at}.defaultValue`, message: `${nothing} Remove the default.` });
  }
  return faults;
}

function requiredFaults(at: string, mapping: FieldMapping, { policyOf }: CheckAgainst) {
  if (!mapping.required || policyOf(mapping) !== 'never') return [];
  const message =
    'This field is never written by its policy, so it cannot be required. Change one of the two.';
  return [{ field: `${at}.required`, message }];
}

function fieldFaults(at: string, mapping: FieldMapping, against: CheckAgainst): MappingFault[] {
  const { crm, fields } = against;
  const path = `${at}.crmField`;
  const field = fieldOf(mapping, fields);
  if (!fields.some(({ object }) => object === mapping.object)) {
    const message = `${crm} shows oppSpot no fields of ${people[mapping.object]}. Choose another object.`;
    return [{ field: path, message }];
  }
  if (!field) {
    const message = `${crm} has no field ${mapping.crmField} on ${people[mapping.object]}, or hides it from oppSpot. Choose one from the list.`;
    return [{ field: path, message }];
  }
  const faults: MappingFault[] = [];
  if (mapping.direction !== 'write' && field.isOwn) {
    const message = `oppSpot itself fills ${field.label}. To read a value, choose a field that people fill.`;
    faults.push({ field: path, message });
  }
  if (mapping.direction !== 'write' && (field.type === 'reference' || field.type === 'other')) {
    const message = `What ${field.label} holds is no text that oppSpot could work with. Choose another field.`;
    faults.push({ field: path, message });
  }
  if (mapping.direction === 'read') return faults;
  if (!field.writable) {
    const message = `${field.label} cannot be written: ${crm} computes it, keeps it unique or protects it. Choose another field.`;
    return [...faults, { field: path, message }];
  }
  const isDefault = field.name === against.defaultOf(mapping);
  return [...faults, ...fitFaults(at, mapping, field, isDefault)];
}

const people: Readonly<Record<ObjectType, string>> = {
  contact: 'contacts',
  company: 'companies',
  lead: 'leads',
};

const labels: ReadonlyMap<string, string> = new Map(
  writableFields.map(({ name, label }) => [name, label]),
);

function labelOf(oppspotField: string): string {
  return labels.get(oppspotField) ?? oppspotField;
}
