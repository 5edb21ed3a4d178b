/** What stands beside a record: its activities and the records that belong to it. */
import type { StoredRecord } from '../../../salesforce/org/records.ts';
import type { ActivityView, PageObject, RelatedRecordView, RelatedView } from '../../contract.ts';
import { day, money, titleOf } from './display.ts';
import type { Viewer } from './viewer.ts';

export function relatedView(viewer: Viewer, object: PageObject, record: StoredRecord): RelatedView {
  return {
    activities: activitiesOf(viewer, record),
    opportunities: opportunitiesOf(viewer, object, record).map(opportunityView),
    contacts:
      object === 'Account'
        ? viewer
            .records('Contact')
            .filter(({ values }) => values.get('AccountId') === record.id)
            .map(contactView)
        : [],
  };
}

/** Ids an activity may be about, of every kind of lookup. */
const aboutFields = ['WhoId', 'WhatId', 'AccountId'];

function activitiesOf(viewer: Viewer, { id }: StoredRecord): ActivityView[] {
  const found = [...viewer.records('Task'), ...viewer.records('Event')].filter(({ values }) =>
    aboutFields.some((name) => values.get(name) === id),
  );
  return found
    .reverse()
    .map(activityView)
    .sort((one, other) => Number(other.isOpen) - Number(one.isOpen));
}

function activityView({ id, type, values }: StoredRecord): ActivityView {
  const due = values.get('ActivityDate');
  const priority = values.get('Priority');
  return {
    id,
    object: type === 'Task' ? 'Task' : 'Event',
    subject: String(values.get('Subject') ?? type),
    description: String(values.get('Description') ?? ''),
    facts: [
      ...(values.has('Status') ? [String(values.get('Status'))] : []),
      ...(priority === 'High' ? ['High priority'] : []),
      ...(due ? [`${type === 'Task' ? 'Due' : 'On'} ${day(String(due))}`] : []),
    ],
    isOpen: type === 'Task' && values.get('IsClosed') !== true,
  };
}

function opportunitiesOf(viewer: Viewer, object: PageObject, { id }: StoredRecord): StoredRecord[] {
  const all = viewer.records('Opportunity');
  if (object === 'Account') return all.filter(({ values }) => values.get('AccountId') === id);
  if (object !== 'Contact') return [];
  const roles = viewer
    .records('OpportunityContactRole')
    .filter(({ values }) => values.get('ContactId') === id)
    .map(({ values }) => values.get('OpportunityId'));
  return all.filter((opportunity) => roles.includes(opportunity.id));
}

function opportunityView(record: StoredRecord): RelatedRecordView {
  const { values } = record;
  const amount = values.get('Amount');
  const closing = values.get('CloseDate');
  return {
    object: 'Opportunity',
    id: record.id,
    title: titleOf(record),
    facts: [
      { label: 'Stage', value: String(values.get('StageName') ?? '') },
      { label: 'Amount', value: typeof amount === 'number' ? money(amount) : '' },
      { label: 'Close date', value: closing ? day(String(closing)) : '' },
    ],
  };
}

function contactView(record: StoredRecord): RelatedRecordView {
  return {
    object: 'Contact',
    id: record.id,
    title: titleOf(record),
    facts: ['Title', 'Email'].map((name) => ({
      label: name,
      value: String(record.values.get(name) ?? ''),
    })),
  };
}
