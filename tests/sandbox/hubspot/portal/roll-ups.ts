/**
 * Values a portal computes itself. They change when somebody else's record changes, our own tasks
 * and deals included: a reader that takes them for the customer's behaviour feeds on its own writes.
 */
import type { HubSpotObjectType } from '../seed.ts';
import type { AssociationStore } from './associations.ts';
import type { Pipeline } from './pipelines.ts';
import type { RecordStore, StoredRecord } from './records.ts';

export interface RollUpSources {
  readonly records: RecordStore;
  readonly associations: AssociationStore;
  readonly pipelines: readonly Pipeline[];
}

/** The values a record must show now, by property; '' for none. */
export function rollUps(
  record: StoredRecord,
  sources: RollUpSources,
  now: number,
): Map<string, string> {
  const linked = (type: HubSpotObjectType) => liveLinks(record, type, sources);
  const values = new Map<string, string>();
  switch (record.type) {
    case 'contacts': {
      const email = record.values.get('email') ?? '';
      const name = [record.values.get('firstname'), record.values.get('lastname')];
      values.set('hs_email_domain', email.slice(email.indexOf('@') + 1));
      values.set('hs_full_name_or_email', name.filter(Boolean).join(' ') || email);
      values.set('associatedcompanyid', sources.associations.primary(record, 'companies') ?? '');
      values.set('num_associated_deals', blankZero(linked('deals').length));
      break;
    }
    case 'companies': {
      const deals = linked('deals');
      const open = deals.filter((deal) => deal.values.get('hs_is_closed') !== 'true');
      values.set('num_associated_contacts', String(linked('contacts').length));
      values.set('num_associated_deals', blankZero(deals.length));
      values.set('hs_num_open_deals', String(open.length));
      break;
    }
    case 'deals': {
      const stage = sources.pipelines
        .find(({ id }) => id === record.values.get('pipeline'))
        ?.stages.find(({ id }) => id === record.values.get('dealstage'));
      const closed = stage?.isClosed ?? false;
      const won = closed && Number(stage?.probability) === 1;
      values.set('hs_is_closed', String(closed));
      values.set('hs_is_closed_won', String(won));
      values.set('hs_is_closed_lost', String(closed && !won));
      values.set('hs_deal_stage_probability', stage?.probability ?? '');
      values.set('num_associated_contacts', String(linked('contacts').length));
      values.set('amount_in_home_currency', record.values.get('amount') ?? '');
      break;
    }
    case 'tasks': {
      const completed = record.values.get('hs_task_status') === 'COMPLETED';
      values.set('hs_task_is_completed', completed ? '1' : '0');
      values.set(
        'hs_task_completion_date',
        completed
          ? (record.values.get('hs_task_completion_date') ?? new Date(now).toISOString())
          : '',
      );
      return values;
    }
    case 'notes':
      return values;
  }
  for (const [name, value] of activityRollUps(
    record,
    [...linked('tasks'), ...linked('notes')],
    now,
  )) {
    values.set(name, value);
  }
  return values;
}

/** Tasks count as sales activity from the moment they are made, notes from the time they tell of. */
function activityRollUps(
  record: StoredRecord,
  activities: readonly StoredRecord[],
  now: number,
): Map<string, string> {
  const dates = activities.map((activity) =>
    activity.type === 'notes'
      ? (activity.values.get('hs_timestamp') ?? '')
      : new Date(activity.createdAt).toISOString(),
  );
  const due = activities
    .filter(({ type, values }) => type === 'tasks' && values.get('hs_task_status') !== 'COMPLETED')
    .map(({ values }) => values.get('hs_timestamp') ?? '')
    .filter((timestamp) => Date.parse(timestamp) > now);
  const { earlier } = record;
  const count = earlier.num_notes + activities.length;
  return new Map([
    ['num_notes', record.type === 'contacts' ? String(count) : blankZero(count)],
    ['notes_last_updated', [earlier.notes_last_updated, ...dates].sort().at(-1) ?? ''],
    ['notes_next_activity_date', due.sort()[0] ?? earlier.notes_next_activity_date],
  ]);
}

function liveLinks(
  record: StoredRecord,
  type: HubSpotObjectType,
  { records, associations }: RollUpSources,
): StoredRecord[] {
  return associations
    .of(record, type)
    .map(({ id }) => records.live(type, id))
    .filter((linked) => linked !== undefined);
}

function blankZero(count: number): string {
  return count === 0 ? '' : String(count);
}
