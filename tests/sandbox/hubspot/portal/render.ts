import type { HubSpotObjectType } from '../seed.ts';
import { associationType } from './association-types.ts';
import { info } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { StoredProperty } from './properties.ts';
import type { StoredRecord } from './records.ts';

export interface Selection {
  /** Empty: the object's default set. Unknown names are ignored, as HubSpot does on reads. */
  readonly properties: readonly string[];
  readonly withHistory?: readonly string[];
  readonly associations?: readonly HubSpotObjectType[];
  /** Values to show instead of the present ones. */
  readonly values?: ReadonlyMap<string, string>;
}

/** A record as the objects API answers it. */
export function renderRecord(
  portal: Portal,
  record: StoredRecord,
  selection: Selection,
): Record<string, unknown> {
  const { type, id } = record;
  const { withHistory = [], associations = [], values = record.values } = selection;
  const { defaultProperties, createdProperty, modifiedProperty, id: typeId } = info(type);
  const asked = selection.properties.length > 0 ? selection.properties : defaultProperties;
  const names = [createdProperty, modifiedProperty, 'hs_object_id', ...asked, ...withHistory]
    .filter((name) => portal.properties.get(type, name) !== undefined)
    .sort();
  const history = withHistory.map((name) => [
    name,
    (record.history.get(name) ?? []).map(({ value, timestamp, sourceType }) => ({
      value,
      timestamp: iso(timestamp),
      sourceType,
    })),
  ]);
  return {
    id,
    properties: Object.fromEntries(names.map((name) => [name, values.get(name) ?? null])),
    ...(withHistory.length > 0 ? { propertiesWithHistory: Object.fromEntries(history) } : {}),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archivedAt !== null,
    ...(record.archivedAt === null ? {} : { archivedAt: iso(record.archivedAt) }),
    ...renderAssociations(portal, record, associations),
    url: `https://app.hubspot.com/contacts/${portal.id}/record/${typeId}/${id}`,
  };
}

/** The answer to a write: what is set, without blanks. */
export function renderWritten(portal: Portal, record: StoredRecord): Record<string, unknown> {
  return renderRecord(portal, record, { properties: [...record.values.keys()] });
}

function renderAssociations(
  portal: Portal,
  record: StoredRecord,
  types: readonly HubSpotObjectType[],
): Record<string, unknown> {
  const linked = types
    .map((type) => [type, liveAssociations(portal, record, type)] as const)
    .filter(([, records]) => records.length > 0);
  if (linked.length === 0) return {};
  const rendered = linked.map(([type, records]) => [
    type,
    {
      // One entry per type of link: a primary company appears twice.
      results: records.flatMap(({ id, typeIds }) =>
        typeIds.map((typeId) => ({ id, type: associationType(typeId).name })),
      ),
    },
  ]);
  return { associations: Object.fromEntries(rendered) };
}

/** Links to records that still exist. */
export function liveAssociations(portal: Portal, record: StoredRecord, type: HubSpotObjectType) {
  return portal.associations
    .of(record, type)
    .filter(({ id }) => portal.records.live(type, id) !== undefined);
}

export function renderAssociationTypes(typeIds: readonly number[]): Record<string, unknown>[] {
  return typeIds.map((typeId) => ({
    category: 'HUBSPOT_DEFINED',
    typeId,
    label: associationType(typeId).label,
  }));
}

/** A property definition as the properties API answers it. */
export function renderProperty(property: StoredProperty): Record<string, unknown> {
  const archived = property.archivedAt !== null;
  return {
    updatedAt: iso(property.updatedAt),
    createdAt: iso(property.createdAt),
    ...(property.archivedAt === null ? {} : { archivedAt: iso(property.archivedAt) }),
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType,
    description: property.description,
    groupName: property.groupName,
    options: property.options,
    displayOrder: property.displayOrder,
    calculated: property.calculated,
    externalOptions: property.externalOptions,
    archived,
    hasUniqueValue: property.hasUniqueValue,
    hidden: property.hidden,
    ...(property.hubspotDefined ? { hubspotDefined: true } : {}),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyValue: property.readOnlyValue,
    },
    formField: property.formField,
    dataSensitivity: property.dataSensitivity,
  };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
