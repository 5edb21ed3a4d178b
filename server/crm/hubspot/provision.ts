/** Creates what an account lacks for us: one property group per object and our properties in it. */
import { hubspotProperties, hubspotPropertyGroup } from '../../../shared/fields/hubspot.ts';
import type { ProvisionReport } from '../connector.ts';
import { type CrmError, isCrmError } from '../errors.ts';
import type { HubSpotApi } from './api.ts';
import type { ExistingProperty, HubSpotType, PropertyDefinition } from './api-types.ts';
import { choosePlace, type DealPlace } from './pipelines.ts';
import { dealKeyProperty } from './read/properties.ts';

/** Makes creating a deal twice impossible: HubSpot refuses a second deal with the same key. */
const dealKey: PropertyDefinition = {
  name: dealKeyProperty,
  label: 'oppSpot external id',
  description: 'Identifies a deal that oppSpot created, so that it is never created twice.',
  groupName: hubspotPropertyGroup.name,
  type: 'string',
  fieldType: 'text',
  hasUniqueValue: true,
};

interface ObjectReport {
  readonly created: string[];
  readonly existing: string[];
  readonly skipped: { field: string; reason: string }[];
  readonly available: string[];
}

interface DealReport {
  readonly report: ObjectReport | null;
  readonly defaults: DealPlace | null;
  readonly unavailable: string | null;
}

/**
 * Lists first and creates only what is missing, most valuable first; changes and deletes nothing.
 * @throws CrmError when contacts or companies cannot be read or provisioned at all
 */
export async function provisionAccount(api: HubSpotApi): Promise<ProvisionReport> {
  const properties = hubspotProperties();
  const [contacts, companies, deals] = await Promise.all([
    provisionObject(api, 'contacts', properties),
    provisionObject(api, 'companies', properties),
    provisionDeals(api),
  ]);
  const all = [
    ['contacts', contacts],
    ['companies', companies],
    ['deals', deals.report],
  ] as const;
  const named = (pick: (report: ObjectReport) => string[]) =>
    all.flatMap(([type, report]) => (report ? pick(report) : []).map((name) => `${type}.${name}`));
  return {
    created: named((report) => report.created),
    existing: named((report) => report.existing),
    skipped: all.flatMap(([type, report]) =>
      (report?.skipped ?? []).map(({ field, reason }) => ({ field: `${type}.${field}`, reason })),
    ),
    available: { contact: contacts.available, company: companies.available },
    dealDefaults: deals.defaults,
    dealsUnavailable: deals.unavailable,
  };
}

async function provisionDeals(api: HubSpotApi): Promise<DealReport> {
  try {
    const [report, pipelines] = await Promise.all([
      provisionObject(api, 'deals', [dealKey]),
      api.dealPipelines(),
    ]);
    const defaults = choosePlace(pipelines, null, null);
    const refusal = report.skipped[0]?.reason ?? null;
    const unavailable =
      refusal ?? (defaults ? null : 'The HubSpot account has no deal pipeline with an open stage.');
    return { report, defaults: unavailable === null ? defaults : null, unavailable };
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'missing_scope') throw error;
    const unavailable =
      'The HubSpot connection may not work with deals. Reconnect HubSpot and grant the deal permissions to have deals created.';
    return { report: null, defaults: null, unavailable };
  }
}

/** @throws CrmError when the object's properties cannot be read or created at all */
export async function provisionObject(
  api: HubSpotApi,
  type: HubSpotType,
  definitions: readonly PropertyDefinition[],
): Promise<ObjectReport> {
  const [groups, present] = await Promise.all([api.propertyGroups(type), api.properties(type)]);
  const existing = new Map(present.map((property) => [property.name, property]));
  const missing = definitions.filter(({ name }) => !existing.has(name));
  const report: ObjectReport = { created: [], existing: [], skipped: [], available: [] };

  if (missing.length > 0 && !groups.includes(hubspotPropertyGroup.name)) {
    await unlessExisting(() => api.createPropertyGroup(type, hubspotPropertyGroup));
  }
  let full: string | null = null;
  for (const definition of definitions) {
    const { name } = definition;
    let found = existing.get(name);
    if (!found && full !== null) {
      report.skipped.push({ field: name, reason: full });
      continue;
    }
    if (!found) {
      const outcome = await create(api, type, definition);
      if (outcome.state === 'created') report.created.push(name);
      if (outcome.state === 'refused') {
        if (outcome.limit) full = outcome.reason;
        report.skipped.push({ field: name, reason: outcome.reason });
      }
      if (outcome.state !== 'exists') {
        if (outcome.state === 'created') report.available.push(name);
        continue;
      }
      found = outcome.property;
    }
    const objection = unfit(found, definition);
    if (objection) {
      report.skipped.push({ field: name, reason: objection });
      continue;
    }
    report.existing.push(name);
    report.available.push(name);
  }
  return report;
}

type Creation =
  | { readonly state: 'created' }
  | { readonly state: 'exists'; readonly property: ExistingProperty }
  | { readonly state: 'refused'; readonly reason: string; readonly limit: boolean };

async function create(
  api: HubSpotApi,
  type: HubSpotType,
  definition: PropertyDefinition,
): Promise<Creation> {
  try {
    await api.createProperty(type, definition);
    return { state: 'created' };
  } catch (error) {
    if (!isCrmError(error)) throw error;
    if (error.kind === 'conflict') return whatStandsThere(api, type, definition.name);
    if (isLimit(error)) {
      const reason =
        'The HubSpot account has reached its limit of custom properties. Remove one or upgrade, then set up again.';
      return { state: 'refused', reason, limit: true };
    }
    if (error.kind !== 'validation') throw error;
    return { state: 'refused', reason: error.message, limit: false };
  }
}

/** The name is taken: created by somebody since the list was read, or held by an archived property. */
async function whatStandsThere(
  api: HubSpotApi,
  type: HubSpotType,
  name: string,
): Promise<Creation> {
  const property = (await api.properties(type)).find((one) => one.name === name);
  if (property) return { state: 'exists', property };
  const archived = (await api.properties(type, true)).some((one) => one.name === name);
  const reason = archived
    ? `An archived property holds the name ${name}. Restore it in HubSpot's property settings, then set up again.`
    : `HubSpot says that ${name} exists but does not list it. Try again shortly.`;
  return { state: 'refused', reason, limit: false };
}

/** HubSpot documents the limit but not its error, so the sentence decides. */
function isLimit(error: CrmError): boolean {
  return (
    (error.kind === 'validation' ||
      error.kind === 'unexpected' ||
      error.kind === 'missing_scope') &&
    error.missingScopes.length === 0 &&
    /limit|maximum number|exceed/i.test(error.message)
  );
}

/** Why an existing property cannot carry our values; null when it can. */
function unfit(property: ExistingProperty, definition: PropertyDefinition): string | null {
  const { name } = definition;
  if (property.type !== definition.type) {
    return `${name} exists with type ${property.type} instead of ${definition.type}. Rename or delete it in HubSpot, then set up again.`;
  }
  if (definition.hasUniqueValue && !property.hasUniqueValue) {
    return `${name} exists but does not require unique values, which cannot be changed. Delete it in HubSpot, then set up again.`;
  }
  const lacking = (definition.options ?? []).filter(
    (one) => !property.options.some(({ value }) => value === one.value),
  );
  if (lacking.length > 0) {
    return `${name} lacks the options ${lacking.map((one) => one.value).join(', ')}. Add them in HubSpot's property settings, then set up again.`;
  }
  return null;
}

async function unlessExisting(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'conflict') throw error;
  }
}
