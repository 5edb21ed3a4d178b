/** The queries that together read records: one for each object and as many records as fit into one. */
import type { ObjectType } from '../../../../shared/plan/plan.ts';
import { objectNames } from '../links.ts';
import { keyField } from '../package.ts';
import type { Question } from '../query.ts';
import type { OrgSchema } from '../schema.ts';
import { idsThatFit, inList, quoted } from '../soql.ts';
import { parentFields, visibleFields } from './fields.ts';

/** Our closed tasks are read with the record: what they did to `LastActivityDate` is not the person's. */
const ownTasksAtMost = 50;
/** Campaigns of one person that are counted. */
export const responsesAtMost = 20;
/** So that a grouped answer stays far from its 2,000 rows, and a page of records in one answer. */
const recordsAtMost = 500;

/** Activities of a company are those of its people, too. */
export function activityLookup(object: ObjectType): 'WhoId' | 'AccountId' {
  return object === 'company' ? 'AccountId' : 'WhoId';
}

export interface RecordQuery {
  /** Fields to give back. */
  readonly fields: readonly string[];
  /** How many ids a question may have. */
  readonly capacity: number;
  question(ids: readonly string[]): Question;
}

/** The query that reads the records themselves, the longest of all. */
export function recordQuery(
  schema: OrgSchema,
  object: ObjectType,
  extraFields: readonly string[],
): RecordQuery {
  const fields = visibleFields(schema, object, extraFields);
  const selected = [
    ...fields,
    ...parentFields(schema, object),
    ...ownTasks(schema),
    ...(object === 'company' ? [] : responses(schema)),
    ...(object === 'contact' ? dealsByRole(schema) : []),
  ];
  const soql = (ids: readonly string[]) =>
    `SELECT ${selected.join(',')} FROM ${objectNames[object]} WHERE ${inList('Id', ids)}`;
  return {
    fields,
    capacity: Math.min(recordsAtMost, idsThatFit(soql([]))),
    question: (ids) => ({ name: 'records', soql: soql(ids) }),
  };
}

function ownTasks(schema: OrgSchema): string[] {
  const task = schema.object('Task');
  const key = keyField(schema.prefix);
  if (!task?.field(key)) return [];
  return [
    `(SELECT ActivityDate FROM Tasks WHERE ${key} != null AND IsClosed = true ORDER BY ActivityDate DESC NULLS LAST LIMIT ${ownTasksAtMost})`,
  ];
}

/**
 * Campaigns that the person responded to. Which statuses are responses is set for each campaign, so only
 * what Salesforce makes of them is read, with the first day.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_campaignmember.htm
 */
function responses(schema: OrgSchema): string[] {
  if (!tellsResponses(schema)) return [];
  const name = schema.object('Campaign')?.field('Name') ? ', Campaign.Name' : '';
  return [
    `(SELECT FirstRespondedDate${name} FROM CampaignMembers WHERE HasResponded = true ORDER BY FirstRespondedDate DESC NULLS LAST LIMIT ${responsesAtMost})`,
  ];
}

function tellsResponses(schema: OrgSchema): boolean {
  const member = schema.object('CampaignMember');
  return ['HasResponded', 'FirstRespondedDate'].every((name) => member?.field(name));
}

/** Somebody can play a part in another company's deal. */
function dealsByRole(schema: OrgSchema): string[] {
  if (!schema.object('OpportunityContactRole') || !schema.object('Opportunity')) return [];
  const fields = dealFields(schema).map((name) => `Opportunity.${name}`);
  return [`(SELECT ${fields.join(', ')} FROM OpportunityContactRoles)`];
}

function dealFields(schema: OrgSchema): string[] {
  const described = schema.object('Opportunity');
  const wanted = ['Id', 'Name', 'AccountId', 'StageName', 'IsClosed', 'IsWon'];
  return [...wanted, keyField(schema.prefix)].filter((name) => described?.field(name));
}

/** Every deal of the companies: the records themselves, or the accounts of the contacts. */
export function dealQuestion(
  schema: OrgSchema,
  object: ObjectType,
  ids: readonly string[],
): Question[] {
  const fields = dealFields(schema);
  const isTold =
    object === 'company' || (object === 'contact' && schema.object('Contact')?.field('AccountId'));
  if (!isTold || !fields.includes('AccountId')) return [];
  const accounts =
    object === 'company'
      ? inList('AccountId', ids)
      : `AccountId IN (SELECT AccountId FROM Contact WHERE ${inList('Id', ids)})`;
  const soql = `SELECT ${fields.join(', ')} FROM Opportunity WHERE ${accounts}`;
  return [{ name: 'deals', soql }];
}

/** The latest of each kind of activity for each record. @param now ISO 8601: what lies ahead did not happen yet */
export function engagementQuestions(
  schema: OrgSchema,
  object: ObjectType,
  ids: readonly string[],
  now: string,
): Question[] {
  const by = activityLookup(object);
  return [
    ...meetings(schema, by, ids, now),
    ...closedTasks(schema, by, ids, now),
    ...(object === 'company' ? companyResponses(schema, ids) : replies(schema, ids, now)),
    ...metrics(schema, ids),
  ];
}

function meetings(schema: OrgSchema, by: string, ids: readonly string[], now: string): Question[] {
  const event = schema.object('Event');
  if (!event?.field(by) || !event.field('StartDateTime')) return [];
  const soql = `SELECT ${by}, MAX(StartDateTime) latest FROM Event WHERE ${inList(by, ids)} AND StartDateTime <= ${now} GROUP BY ${by}`;
  return [{ name: 'meetings', soql }];
}

/** Without our own: what we planned is no sign of life. */
function closedTasks(
  schema: OrgSchema,
  by: string,
  ids: readonly string[],
  now: string,
): Question[] {
  const task = schema.object('Task');
  const key = keyField(schema.prefix);
  const exact = task?.field('CompletedDateTime');
  if (!task?.field(by) || !(exact ?? task.field('ActivityDate'))) return [];
  const column = exact ? 'CompletedDateTime' : 'ActivityDate';
  const until = exact ? now : now.slice(0, 10);
  const notOurs = task.field(key) ? ` AND ${key} = null` : '';
  const soql = `SELECT ${by}, MAX(${column}) latest FROM Task WHERE ${inList(by, ids)} AND IsClosed = true AND ${column} <= ${until}${notOurs} GROUP BY ${by}`;
  return [{ name: 'tasks', soql }];
}

/**
 * Mail that came in. A task of subtype `Email` does not say who wrote it, so only Enhanced Email tells.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailmessagerelation.htm
 */
function replies(schema: OrgSchema, ids: readonly string[], now: string): Question[] {
  const relation = schema.object('EmailMessageRelation');
  const message = schema.object('EmailMessage');
  const told = relation?.field('RelationId') && relation.field('RelationType');
  if (!told || !message?.field('Incoming') || !message.field('MessageDate')) return [];
  const soql = `SELECT RelationId, MAX(EmailMessage.MessageDate) latest FROM EmailMessageRelation WHERE ${inList('RelationId', ids)} AND RelationType = ${quoted('FromAddress')} AND EmailMessage.Incoming = true AND EmailMessage.MessageDate <= ${now} GROUP BY RelationId`;
  return [{ name: 'replies', soql }];
}

/** What the people of a company responded to; leads belong to none. */
function companyResponses(schema: OrgSchema, ids: readonly string[]): Question[] {
  const told =
    tellsResponses(schema) &&
    schema.object('CampaignMember')?.field('ContactId') &&
    schema.object('Contact')?.field('AccountId');
  if (!told) return [];
  const soql = `SELECT Contact.AccountId account, MAX(FirstRespondedDate) latest, COUNT(Id) responses FROM CampaignMember WHERE ${inList('Contact.AccountId', ids)} AND HasResponded = true GROUP BY Contact.AccountId`;
  return [{ name: 'responses', soql }];
}

/**
 * What Einstein Activity Capture knows of mail and meetings, which it does not keep as tasks and events;
 * few orgs have it. Its tasks may be ours, and its calls go out only.
 * https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-activitymetric.html
 */
const metricFields = [
  'LastEmailReceivedDateTime',
  'LastEmailSentDateTime',
  'LastEventDateTime',
  'LastCallDateTime',
] as const;

function metrics(schema: OrgSchema, ids: readonly string[]): Question[] {
  const metric = schema.object('ActivityMetric');
  const fields = metricFields.filter((name) => metric?.field(name));
  if (!metric?.field('BaseId') || fields.length === 0) return [];
  const soql = `SELECT BaseId, ${fields.join(', ')} FROM ActivityMetric WHERE ${inList('BaseId', ids)}`;
  return [{ name: 'metrics', soql }];
}
