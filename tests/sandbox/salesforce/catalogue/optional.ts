/**
 * Objects that not every org has, or not everybody may see: mail of Enhanced Email, campaigns, what
 * Einstein Activity Capture measures, permission sets as data, individuals. Only
 * the fields that matter here; they follow Salesforce's object reference.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailmessagerelation.htm
 */
import { choice, flag, id, isDeleted, reference, text } from './common.ts';
import { defineObject, readOnly } from './definition.ts';

export const mailObjects = [
  defineObject({
    name: 'EmailMessage',
    label: 'Email Message',
    labelPlural: 'Email Messages',
    keyPrefix: '02s',
    fields: [
      id('Id'),
      text('Subject', 'Subject', 3000),
      flag('Incoming', 'Is Incoming'),
      { name: 'MessageDate', label: 'Message Date', type: 'datetime' },
      { ...flag('IsTracked', 'Is Tracked'), ...readOnly },
      { ...flag('IsOpened', 'Is Opened'), ...readOnly },
      { name: 'LastOpenedDate', label: 'Last Opened Date', type: 'datetime', ...readOnly },
    ],
  }),
  defineObject({
    name: 'EmailMessageRelation',
    label: 'Email Message Relation',
    labelPlural: 'Email Message Relations',
    keyPrefix: '0CZ',
    fields: [
      id('Id'),
      reference('EmailMessageId', 'Email Message', ['EmailMessage']),
      reference('RelationId', 'Relation', ['Contact', 'Lead', 'User']),
      text('RelationType', 'Relation Type', 40),
    ],
  }),
];

/** A profile is a permission set, too. */
export const permissionObjects = [
  defineObject({
    name: 'PermissionSet',
    label: 'Permission Set',
    labelPlural: 'Permission Sets',
    keyPrefix: '0PS',
    fields: [
      id('Id'),
      text('Name', 'Name', 80),
      flag('PermissionsCustomizeApplication', 'Customize Application'),
    ],
  }),
  defineObject({
    name: 'PermissionSetAssignment',
    label: 'Permission Set Assignment',
    labelPlural: 'Permission Set Assignments',
    keyPrefix: '0Pa',
    fields: [
      id('Id'),
      reference('AssigneeId', 'Assignee', ['User']),
      reference('PermissionSetId', 'Permission Set', ['PermissionSet']),
    ],
  }),
];

export const individualObject = defineObject({
  name: 'Individual',
  label: 'Individual',
  labelPlural: 'Individuals',
  keyPrefix: '0PK',
  fields: [
    id('Id'),
    text('LastName', 'Last Name', 80),
    flag('HasOptedOutProcessing', "Don't Process"),
    flag('HasOptedOutProfiling', "Don't Profile"),
    flag('ShouldForget', 'Forget this Individual'),
  ],
});

/** Whether somebody responded follows from the status, and nobody writes it. */
export const campaignObjects = [
  defineObject({
    name: 'Campaign',
    label: 'Campaign',
    labelPlural: 'Campaigns',
    keyPrefix: '701',
    fields: [
      id('Campaign ID'),
      { ...text('Name', 'Name', 80), nillable: false },
      choice('Type', 'Type', 255, ['Conference', 'Webinar', 'Email', 'Other']),
      flag('IsActive', 'Active'),
      isDeleted,
    ],
  }),
  defineObject({
    name: 'CampaignMember',
    label: 'Campaign Member',
    labelPlural: 'Campaign Members',
    keyPrefix: '00v',
    fields: [
      id('Campaign Member ID'),
      { ...reference('CampaignId', 'Campaign', ['Campaign']), nillable: false },
      reference('ContactId', 'Contact', ['Contact']),
      reference('LeadId', 'Lead', ['Lead']),
      choice('Status', 'Status', 40, ['Sent', 'Responded']),
      { ...flag('HasResponded', 'Responded'), ...readOnly },
      { name: 'FirstRespondedDate', label: 'First Responded Date', type: 'date', ...readOnly },
      isDeleted,
    ],
  }),
];

const measured = (name: string, label: string) =>
  ({ name, label, type: 'datetime', ...readOnly }) as const;

/**
 * There with Einstein Activity Capture and its metrics; Salesforce itself writes it.
 * https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-activitymetric.html
 */
export const activityMetricObject = defineObject({
  name: 'ActivityMetric',
  label: 'Activity Metric',
  labelPlural: 'Activity Metrics',
  keyPrefix: '1AM',
  fields: [
    id('Activity Metric ID'),
    reference('BaseId', 'Parent ID', ['Contract', 'Account', 'Contact', 'Lead', 'Opportunity']),
    measured('LastActivityDateTime', 'Last Activity Date'),
    measured('LastCallDateTime', 'Last Call Date'),
    measured('LastEmailReceivedDateTime', 'Last Email Received Date'),
    measured('LastEmailSentDateTime', 'Last Email Sent Date'),
    measured('LastEventDateTime', 'Last Event Date'),
    measured('LastTaskDateTime', 'Last Task Date'),
  ],
});
