/**
 * What an org's objects are made of, as far as the connected user sees it: the ground for every query
 * and every write, so that one field more or less never loses the rest.
 */
import { z } from 'zod';
import type { CrmError } from '../errors.ts';
import type { SalesforceClient } from './client.ts';
import { composite, type PartAnswer } from './composite.ts';
import { readBody, salesforceError } from './errors.ts';
import { packagePrefix } from './package.ts';
import { dataPath, queryPath } from './versions.ts';

export interface OrgField {
  readonly name: string;
  readonly label: string;
  /** As Salesforce names it: `string`, `textarea`, `double`, … */
  readonly type: string;
  /** Characters of a text; 0 where it says nothing. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  /** Queries may compare it; long texts are not. */
  readonly filterable: boolean;
  /** Active values of a picklist in order. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What a new record gets; null where nothing is preset. */
  readonly preset: string | null;
  /** Rich text: what is written there is read as markup. */
  readonly htmlFormatted: boolean;
}

export interface OrgObject {
  readonly name: string;
  /** Of its records' ids. */
  readonly keyPrefix: string | null;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly fields: readonly OrgField[];
  /** The field by its name in any case; null when it does not exist or is hidden. */
  field(name: string): OrgField | null;
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunitystage.htm */
export interface Stage {
  /** What `StageName` holds. */
  readonly name: string;
  readonly label: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

export interface OrgSchema {
  /** Before our fields' names: `oppspot__`, or nothing in an org without namespace. */
  readonly prefix: string;
  /** False where none of our fields can be seen. */
  readonly isInstalled: boolean;
  /** Null when the object does not exist or is closed to the connected user. */
  object(name: string): OrgObject | null;
  /** Active stages in the order in which Salesforce shows them; empty where they cannot be read. */
  readonly stages: readonly Stage[];
}

const describedObjects = [
  'Contact',
  'Lead',
  'Account',
  'Opportunity',
  'OpportunityContactRole',
  'Task',
  'Event',
  'EmailMessage',
  'EmailMessageRelation',
  'Campaign',
  'CampaignMember',
  'ActivityMetric',
  'Individual',
] as const;
/** Without these there is no enriching. */
const neededObjects: ReadonlySet<string> = new Set(['Contact', 'Account']);

const field = z.object({
  name: z.string(),
  label: z.string().catch(''),
  type: z.string(),
  length: z.number().catch(0),
  precision: z.number().catch(0),
  scale: z.number().catch(0),
  createable: z.boolean(),
  updateable: z.boolean(),
  unique: z.boolean().catch(false),
  externalId: z.boolean().catch(false),
  filterable: z.boolean().catch(true),
  htmlFormatted: z.boolean().catch(false),
  picklistValues: z
    .array(
      z.object({
        active: z.boolean(),
        value: z.string(),
        label: z.string().nullable().catch(null),
        defaultValue: z.boolean().catch(false),
      }),
    )
    .catch([]),
});

const objectDescribe = z.object({
  name: z.string(),
  keyPrefix: z.string().nullable().catch(null),
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(field),
});

const stageRows = z.object({
  records: z.array(
    z.object({
      ApiName: z.string(),
      MasterLabel: z.string(),
      IsClosed: z.boolean(),
      IsWon: z.boolean(),
    }),
  ),
});

const stagesQuery =
  'SELECT ApiName, MasterLabel, IsClosed, IsWon FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder';

/** Reads everything in one call. @throws CrmError when contacts or accounts cannot be described */
export async function readSchema(client: SalesforceClient): Promise<OrgSchema> {
  const answers = await composite(client, 'read', [
    ...describedObjects.map((name) => ({
      name,
      method: 'GET' as const,
      path: dataPath(`/sobjects/${name}/describe`),
    })),
    { name: 'stages', method: 'GET', path: queryPath(stagesQuery) },
  ]);
  const objects = new Map<string, OrgObject>();
  for (const name of describedObjects) {
    const object = described(name, answers.get(name));
    if (object) objects.set(name, object);
  }
  const { prefix, isInstalled } = packagePrefix([...objects.values()]);
  return {
    prefix,
    isInstalled,
    object: (name) => objects.get(name) ?? null,
    stages: stagesOf(answers.get('stages')),
  };
}

function described(name: string, answer: PartAnswer | undefined): OrgObject | null {
  if (!answer?.ok) {
    const error = answer?.error;
    if (error && mayBeAbsent(name, error)) return null;
    throw error?.kind === 'not_found' ? closed(name) : (error ?? closed(name));
  }
  return toObject(readBody(objectDescribe, answer.body));
}

function mayBeAbsent(name: string, { kind }: CrmError): boolean {
  return (kind === 'not_found' || kind === 'missing_scope') && !neededObjects.has(name);
}

function closed(name: string): CrmError {
  const message = `The connected user has no access to ${name}.`;
  return salesforceError({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message }] });
}

function toObject(described: z.infer<typeof objectDescribe>): OrgObject {
  const fields = described.fields.map(toField);
  const byName = new Map(fields.map((one) => [one.name.toLowerCase(), one]));
  return { ...described, fields, field: (name) => byName.get(name.toLowerCase()) ?? null };
}

function toField({ picklistValues, ...rest }: z.infer<typeof field>): OrgField {
  const active = picklistValues.filter((one) => one.active);
  return {
    ...rest,
    options: active.map(({ value, label }) => ({ value, label: label ?? value })),
    preset: active.find(({ defaultValue }) => defaultValue)?.value ?? null,
  };
}

/** @throws CrmError when they could be read at another time */
function stagesOf(answer: PartAnswer | undefined): Stage[] {
  if (!answer?.ok) {
    if (answer?.error.retryable) throw answer.error;
    return [];
  }
  return readBody(stageRows, answer.body).records.map((row) => ({
    name: row.ApiName,
    label: row.MasterLabel,
    isClosed: row.IsClosed,
    isWon: row.IsWon,
  }));
}
