/** How a follow-up task looks in Salesforce. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm */
import type { CrmValue, PlannedTask, RecordRef } from '../../../../shared/plan/plan.ts';
import { toId18 } from '../ids.ts';
import { keyField } from '../package.ts';
import type { Row } from '../query.ts';
import type { OrgSchema } from '../schema.ts';
import { decodeValue, encodeFor } from '../values.ts';
import { missingKey, requireIds } from './references.ts';

const priorities = { high: 'High', medium: 'Normal', low: 'Low' } as const;

/** Left out when Salesforce refuses them; the rest is what makes it this task. */
export const optionalTaskFields: ReadonlySet<string> = new Set(['OwnerId', 'Priority', 'WhatId']);

/** What is read back of a task to see whether anybody touched it. */
export const taskFields = [
  'Id',
  'IsDeleted',
  'Subject',
  'Description',
  'ActivityDate',
  'Status',
  'IsClosed',
  'Priority',
  'OwnerId',
  'CreatedById',
];

/** @throws CrmError when the org cannot have such a task */
export function taskValues(task: PlannedTask, schema: OrgSchema): Record<string, CrmValue> {
  const described = schema.object('Task');
  const key = described?.field(keyField(schema.prefix));
  if (!described || !key) throw missingKey('tasks');
  requireIds(task.associations);
  const encoded = (name: string, value: string): CrmValue => {
    const field = described.field(name);
    const result = field ? encodeFor(field, value) : null;
    return result?.ok ? result.value : null;
  };
  const priority = encoded('Priority', priorities[task.priority]);
  return {
    [key.name]: task.key,
    Subject: encoded('Subject', task.subject),
    Description: encoded('Description', task.body),
    ActivityDate: task.dueAt.slice(0, 10),
    ...(priority !== null && { Priority: priority }),
    ...(task.ownerId !== null && { OwnerId: toId18(task.ownerId) ?? task.ownerId }),
    ...about(task.associations),
  };
}

/** A task is about one person and, unless that is a lead, about one account. */
function about(records: readonly RecordRef[]): Record<string, string> {
  const person = records.find(({ object }) => object !== 'company');
  const company = records.find(({ object }) => object === 'company');
  return {
    ...(person && { WhoId: person.id }),
    ...(company && person?.object !== 'lead' && { WhatId: company.id }),
  };
}

/** Why the task is no longer as we left it; null when it is. */
export function taskChange(task: Row, planned: PlannedTask, schema: OrgSchema): string | null {
  const then = taskValues(planned, schema);
  const now = (name: string) => decodeValue(task[name]);
  const wasStarted = schema.object('Task')?.field('Status')?.preset ?? now('Status');
  if (now('IsClosed') === true || now('Status') !== wasStarted) {
    return 'Somebody started or finished the task.';
  }
  if (now('Subject') !== then.Subject) return 'Somebody changed the title.';
  if (now('Description') !== then.Description) return 'Somebody changed the text.';
  if (then.Priority !== undefined && now('Priority') !== then.Priority) {
    return 'Somebody changed the priority.';
  }
  // Without an owner of its own a task belongs to whoever created it, which is the connected user.
  if (now('OwnerId') !== (then.OwnerId ?? now('CreatedById'))) return 'Somebody changed the owner.';
  if (now('ActivityDate') !== then.ActivityDate) return 'Somebody changed the due date.';
  return null;
}
