/** What HubSpot checks before it writes a record. */
import {
  HubSpotError,
  invalidJson,
  invalidProperties,
  type PropertyProblem,
  validationError,
} from '../http/errors.ts';
import type { HubSpotObjectType } from '../seed.ts';
import { info } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { StoredRecord } from './records.ts';
import { normalise } from './values.ts';

/** Values as they came over the wire. */
export type WireProperties = Readonly<Record<string, unknown>>;

interface Checked {
  readonly values: Map<string, string>;
  readonly problems: PropertyProblem[];
}

/**
 * Checks values against the definitions and returns them in stored form.
 * @param record the record they are for; undefined on create
 */
export function checkValues(
  portal: Portal,
  type: HubSpotObjectType,
  properties: WireProperties,
  record: StoredRecord | undefined,
  mayWriteReadOnly = false,
): Checked {
  const values = new Map<string, string>();
  const problems: PropertyProblem[] = [];
  for (const [name, raw] of Object.entries(properties)) {
    const text = scalar(raw);
    const property = portal.properties.get(type, name);
    if (!property) {
      const message = `Property "${name}" does not exist`;
      problems.push({ name, error: 'PROPERTY_DOESNT_EXIST', message });
    } else if (property.readOnlyValue && !mayWriteReadOnly) {
      const kind = property.calculated ? 'calculated' : 'read only';
      const message = `"${name}" is a ${kind} property; its value cannot be set.`;
      problems.push({ name, error: 'READ_ONLY_VALUE', message });
    } else if (text === '') {
      values.set(name, '');
    } else {
      const result = normalise(property, text, record?.values.get(name));
      if (result.ok) values.set(name, result.value);
      else problems.push(result.problem);
    }
  }
  problems.push(...checkReferences(portal, type, values, record));
  return { values, problems };
}

/** HubSpot takes numbers and booleans for strings, but no structures. */
function scalar(raw: unknown): string {
  if (raw === null || raw === undefined) return '';
  if (typeof raw === 'object') {
    throw invalidJson('Cannot deserialize value of type `java.lang.String` from Object value');
  }
  return String(raw);
}

/** Values that must name something of this account: owners, companies, pipelines and stages. */
function checkReferences(
  portal: Portal,
  type: HubSpotObjectType,
  values: Map<string, string>,
  record: StoredRecord | undefined,
): PropertyProblem[] {
  const problems: PropertyProblem[] = [];
  const owner = values.get('hubspot_owner_id');
  if (owner && !portal.owners.some(({ id }) => id === owner)) {
    const message = `Owner ${owner} does not exist in this account.`;
    problems.push({ name: 'hubspot_owner_id', error: 'INVALID_OWNER_ID', message });
  }
  const company = type === 'contacts' ? values.get('associatedcompanyid') : undefined;
  if (company && !portal.records.live('companies', company)) {
    const message = `Company ${company} does not exist.`;
    problems.push({ name: 'associatedcompanyid', error: 'INVALID_COMPANY_ID', message });
  }
  if (type !== 'deals') return problems;

  const chosen = values.get('pipeline');
  const stageId = values.get('dealstage');
  if (stageId && chosen === undefined && !record?.values.get('pipeline')) {
    values.set('pipeline', portal.pipelines[0]?.id ?? '');
  }
  if (!chosen && !stageId) return problems;
  const pipelineId = values.get('pipeline') ?? record?.values.get('pipeline');
  const pipeline = portal.pipelines.find(({ id }) => id === pipelineId);
  const stage = stageId ?? record?.values.get('dealstage');
  if (!pipeline) {
    problems.push(notAnOption('pipeline', pipelineId, portal.pipelines));
  } else if (stage && !pipeline.stages.some(({ id }) => id === stage)) {
    problems.push(notAnOption('dealstage', stage, pipeline.stages));
  }
  return problems;
}

function notAnOption(
  name: string,
  value: string | undefined,
  allowed: readonly { id: string }[],
): PropertyProblem {
  const ids = allowed.map(({ id }) => id).join(', ');
  const message = `${value} was not one of the allowed options: [${ids}]`;
  return { name, error: 'INVALID_OPTION', message, localized: true };
}

/** Throws when values are refused, a mandatory one is missing or a unique one is taken. */
export function requireWritable(
  portal: Portal,
  type: HubSpotObjectType,
  { values, problems }: Checked,
  record: StoredRecord | undefined,
  mandatory: readonly string[],
): void {
  if (problems.length > 0) throw invalidProperties(problems);
  if (!record) {
    const missing = [...info(type).required, ...mandatory].filter((name) => !values.get(name));
    if (missing.length > 0) {
      throw validationError(
        `Error creating ${info(type).singular.toUpperCase()}. Some required properties were not set.`,
        { context: { properties: missing } },
      );
    }
  }
  for (const [name, value] of values) {
    if (value === '' || !portal.properties.isUnique(type, name)) continue;
    const holder = portal.records.holder(type, name, value);
    if (holder !== undefined && holder !== record?.id) {
      throw uniqueConflict(portal, type, name, value, holder, record?.id);
    }
  }
}

function uniqueConflict(
  portal: Portal,
  type: HubSpotObjectType,
  name: string,
  value: string,
  existingId: string,
  ownId: string | undefined,
): HubSpotError {
  const { singular, label } = info(type);
  const isNewContact = type === 'contacts' && name === 'email' && ownId === undefined;
  if (isNewContact || portal.limits.uniqueConflictStatus === 409) {
    return new HubSpotError(409, {
      message: `${label} already exists. Existing ID: ${existingId}`,
      category: 'CONFLICT',
    });
  }
  const objectType = `ObjectTypeId{legacyObjectType=${singular.toUpperCase()}}`;
  const coordinates = `portalId=${portal.id}, objectTypeId=${objectType}, propertyName=${name}, value=${value}`;
  return validationError(
    `Cannot set PropertyValueCoordinates{${coordinates}} on ${ownId ?? '0'}. ` +
      `${existingId} already has that value.`,
  );
}

/** Id of the record in the way, from a conflict's message. */
export function existingIdOf(error: HubSpotError): string | undefined {
  return /Existing ID: (\d+)|\. (\d+) already has that value/
    .exec(error.message)
    ?.slice(1)
    .find(Boolean);
}
