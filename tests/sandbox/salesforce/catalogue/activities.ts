/**
 * Tasks and events. No describe of Task was to be had: its fields follow Salesforce's object reference
 * (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm)
 * and are to be checked against a real org before anybody relies on more than they say here.
 */
import {
  choice,
  description,
  flag,
  id,
  isDeleted,
  owner,
  reference,
  systemFields,
  text,
} from './common.ts';
import { defaulted, defineObject, type FieldDefinition, picklist, readOnly } from './definition.ts';

const who = reference('WhoId', 'Name ID', ['Contact', 'Lead']);
const what = reference('WhatId', 'Related To ID', ['Account', 'Opportunity']);
const accountId: FieldDefinition = {
  ...reference('AccountId', 'Account ID', ['Account']),
  ...readOnly,
};

const subject = (values: readonly string[]): FieldDefinition => ({
  name: 'Subject',
  label: 'Subject',
  type: 'combobox',
  length: 255,
  picklistValues: picklist(values),
});

const reminder: readonly FieldDefinition[] = [
  { name: 'ReminderDateTime', label: 'Reminder Date/Time', type: 'datetime' },
  flag('IsReminderSet', 'Reminder Set'),
];

const withDefault = (
  name: string,
  label: string,
  values: readonly string[],
  byDefault: string,
): FieldDefinition => ({
  name,
  label,
  type: 'picklist',
  length: 255,
  ...defaulted,
  defaultValue: byDefault,
  picklistValues: picklist(values, byDefault),
});

export const task = defineObject({
  name: 'Task',
  label: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  fields: [
    id('Activity ID'),
    who,
    what,
    subject(['Call', 'Email', 'Send Letter', 'Send Quote', 'Other']),
    { name: 'ActivityDate', label: 'Due Date Only', type: 'date' },
    withDefault(
      'Status',
      'Status',
      ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'],
      'Not Started',
    ),
    withDefault('Priority', 'Priority', ['High', 'Normal', 'Low'], 'Normal'),
    { ...flag('IsHighPriority', 'High Priority'), ...readOnly },
    owner('Assigned To ID', ['Group', 'User']),
    description('Description'),
    isDeleted,
    accountId,
    { ...flag('IsClosed', 'Closed'), ...readOnly },
    ...systemFields,
    { ...flag('IsArchived', 'Archived'), ...readOnly },
    { name: 'CallDurationInSeconds', label: 'Call Duration', type: 'int' },
    {
      ...choice('CallType', 'Call Type', 40, ['Internal', 'Inbound', 'Outbound']),
      restrictedPicklist: true,
    },
    text('CallDisposition', 'Call Result', 255),
    text('CallObject', 'Call Object Identifier', 255),
    ...reminder,
    {
      ...choice('TaskSubtype', 'Task Subtype', 40, [
        'Task',
        'Email',
        'ListEmail',
        'Cadence',
        'Call',
        'LinkedIn',
      ]),
      updateable: false,
      defaultedOnCreate: true,
      defaultValue: 'Task',
      restrictedPicklist: true,
    },
    { name: 'CompletedDateTime', label: 'Completed Date', type: 'datetime', ...readOnly },
  ],
});

export const event = defineObject({
  name: 'Event',
  label: 'Event',
  labelPlural: 'Events',
  keyPrefix: '00U',
  fields: [
    id('Activity ID'),
    who,
    what,
    subject(['Call', 'Email', 'Meeting', 'Send Letter/Quote', 'Other']),
    text('Location', 'Location', 255),
    flag('IsAllDayEvent', 'All-Day Event'),
    { name: 'ActivityDateTime', label: 'Due Date Time', type: 'datetime' },
    { name: 'ActivityDate', label: 'Due Date Only', type: 'date' },
    { name: 'DurationInMinutes', label: 'Duration', type: 'int' },
    { name: 'StartDateTime', label: 'Start Date Time', type: 'datetime' },
    { name: 'EndDateTime', label: 'End Date Time', type: 'datetime' },
    { name: 'EndDate', label: 'End Date', type: 'date', ...readOnly },
    description('Description'),
    accountId,
    owner('Assigned To ID', ['Calendar', 'User']),
    flag('IsPrivate', 'Private'),
    {
      name: 'ShowAs',
      label: 'Show Time As',
      type: 'picklist',
      length: 40,
      defaultedOnCreate: true,
      defaultValue: 'Busy',
      restrictedPicklist: true,
      picklistValues: picklist(['Busy', 'OutOfOffice', 'Free'], 'Busy'),
    },
    isDeleted,
    ...systemFields,
    { ...flag('IsArchived', 'Archived'), ...readOnly },
    ...reminder,
  ],
});
