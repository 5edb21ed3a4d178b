/**
 * Objects that not every org has: mail of Enhanced Email, permission sets as data, individuals. Only
 * the fields that matter here; they follow Salesforce's object reference.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailmessagerelation.htm
 */
import { flag, id, reference, text } from './common.ts';
import { defineObject } from './definition.ts';

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
