/** Activity of a record as its own fields tell it. */
import type { Org } from './org.ts';
import type { StoredRecord } from './records.ts';
import type { Value } from './values.ts';

/**
 * The records whose roll-ups depend on an activity: its person and subject, and the account behind.
 */
export function touchedBy(activity: StoredRecord): string[] {
  return ['WhoId', 'WhatId', 'AccountId']
    .map((name) => activity.values.get(name))
    .filter((id) => typeof id === 'string');
}

/** The account an activity counts for: its subject's, else its person's. */
export function accountOf(org: Org, activity: ReadonlyMap<string, Value>): string | null {
  for (const name of ['WhatId', 'WhoId']) {
    const record = org.records.get(String(activity.get(name)));
    if (record?.type === 'Account') return record.id;
    const account = record?.values.get('AccountId');
    if (typeof account === 'string') return account;
  }
  return null;
}

/**
 * `LastActivityDate`: due date of the latest event, which may lie in the future, or of the latest
 * closed task.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm
 */
export function rollUps(org: Org, record: StoredRecord): Map<string, Value> {
  const activities = org.records
    .activitiesAbout(record.id)
    .filter((activity) => !activity.isDeleted && touchedBy(activity).includes(record.id));
  const dates = activities.flatMap((activity) => {
    const date = activity.values.get('ActivityDate');
    const counts = activity.type === 'Event' || activity.values.get('IsClosed') === true;
    return counts && typeof date === 'string' ? [date] : [];
  });
  const values = new Map<string, Value>([['LastActivityDate', dates.sort().at(-1) ?? null]]);
  if (record.type !== 'Opportunity') return values;
  const today = org.now().slice(0, 10);
  const open = activities.filter(
    ({ type, values: of }) => type === 'Event' || of.get('IsClosed') !== true,
  );
  values.set('HasOpenActivity', open.length > 0);
  values.set(
    'HasOverdueTask',
    open.some(({ type, values: of }) => {
      const due = of.get('ActivityDate');
      return type === 'Task' && typeof due === 'string' && due < today;
    }),
  );
  return values;
}
