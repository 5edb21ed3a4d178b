/** Checks what the package brought: fields come with it, so that nothing is created here. */
import type { SalesforceFieldDefinition } from '../../../shared/fields/salesforce.ts';
import { salesforceFields } from '../../../shared/fields/salesforce.ts';
import { type ObjectType, objectType } from '../../../shared/plan/plan.ts';
import type { ProvisionReport } from '../connector.ts';
import { objectNames } from './links.ts';
import { keyField } from './package.ts';
import type { OrgField, OrgObject, OrgSchema } from './schema.ts';
import { pipelineId } from './write/deal.ts';

interface ObjectReport {
  readonly available: readonly string[];
  readonly skipped: readonly { readonly field: string; readonly reason: string }[];
}

/** What of our fields can be written, and why the rest cannot. */
export function reportOf(schema: OrgSchema): ProvisionReport {
  const objects = objectType.options.map((object) => [object, check(schema, object)] as const);
  const keys = [keyReport(schema, 'Task'), keyReport(schema, 'Opportunity')];
  const unavailable = keys[1]?.skipped[0]?.reason ?? stagesMissing(schema);
  const place = schema.stages.find(({ isClosed }) => !isClosed);
  return {
    created: [],
    existing: [
      ...objects.flatMap(([object, { available }]) =>
        available.map((name) => `${objectNames[object]}.${name}`),
      ),
      ...keys.flatMap(({ available }) => available),
    ],
    skipped: [
      ...objects.flatMap(([, { skipped }]) => skipped),
      ...keys.flatMap((one) => one.skipped),
    ],
    available: Object.fromEntries(objects.map(([object, { available }]) => [object, available])),
    dealDefaults:
      place && unavailable === null ? { pipeline: pipelineId, stage: place.name } : null,
    dealsUnavailable: unavailable,
  };
}

function check(schema: OrgSchema, object: ObjectType): ObjectReport {
  const name = objectNames[object];
  const described = schema.object(name);
  const checked = salesforceFields().map((definition) => {
    const field = schema.prefix + definition.apiName;
    return { field, reason: objection(schema, described, field, definition) };
  });
  return {
    available: checked.filter(({ reason }) => reason === null).map(({ field }) => field),
    skipped: checked.flatMap(({ field, reason }) =>
      reason === null ? [] : [{ field: `${name}.${field}`, reason }],
    ),
  };
}

const notInstalled =
  'The oppSpot package is not installed, or the connected user sees none of its fields. Install it and assign its integration permission set, then check again.';

/** Why a field cannot carry our values; null when it can. */
function objection(
  schema: OrgSchema,
  object: OrgObject | null,
  name: string,
  definition: SalesforceFieldDefinition,
): string | null {
  if (!schema.isInstalled) return notInstalled;
  if (!object) return 'The connected user has no access to this object.';
  const field = object.field(name);
  if (!field) {
    return `${name} does not exist or is hidden from the connected user. Assign the oppSpot integration permission set, then check again.`;
  }
  if (!field.updateable) {
    return `${name} is read-only for the connected user. Assign the oppSpot integration permission set, then check again.`;
  }
  return lackingValues(field, definition);
}

function lackingValues(field: OrgField, { values = [] }: SalesforceFieldDefinition): string | null {
  const lacking = values.filter(
    ({ fullName }) => !field.options.some(({ value }) => value === fullName),
  );
  if (lacking.length === 0) return null;
  return `${field.name} lacks the values ${lacking.map((one) => one.fullName).join(', ')}. Activate them in Setup, then check again.`;
}

function keyReport(schema: OrgSchema, object: 'Task' | 'Opportunity'): ObjectReport {
  const described = schema.object(object);
  const name = keyField(schema.prefix);
  const field = described?.field(name);
  const isGood = described?.createable && field?.createable && (field.unique || field.externalId);
  if (isGood) return { available: [`${object}.${name}`], skipped: [] };
  const reason = described?.createable
    ? `${name} is missing, hidden or read-only, and without it nothing is created. Assign the oppSpot integration permission set, then check again.`
    : `The connected user may not create ${object === 'Task' ? 'tasks' : 'opportunities'}. Grant it in a profile or permission set, such as oppSpot Integration Access, then check again.`;
  return { available: [], skipped: [{ field: `${object}.${name}`, reason }] };
}

function stagesMissing({ stages }: OrgSchema): string | null {
  return stages.some(({ isClosed }) => !isClosed)
    ? null
    : 'The Salesforce org shows no open opportunity stage to the connected user.';
}
