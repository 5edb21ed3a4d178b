import { ownership, recordFacts } from './common.ts';
import { calculated, group, options, type PropertyDefinition, readOnly } from './definition.ts';

const engagement = group('engagement');
const task = group('task');
const note = group('note');

const dates: readonly PropertyDefinition[] = [
  engagement('hs_timestamp', 'Activity date', 'datetime'),
  engagement('hs_createdate', 'Create date', 'datetime', readOnly),
  engagement('hs_lastmodifieddate', 'Last modified date', 'datetime', readOnly),
];

export const taskProperties: readonly PropertyDefinition[] = [
  ...dates,
  task('hs_task_subject', 'Task Title'),
  task('hs_task_body', 'Task Notes', 'string', { fieldType: 'html' }),
  task('hs_task_status', 'Task Status', 'enumeration', {
    options: options('NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'),
  }),
  task('hs_task_priority', 'Priority', 'enumeration', {
    options: options('NONE', 'LOW', 'MEDIUM', 'HIGH'),
  }),
  task('hs_task_type', 'Task Type', 'enumeration', {
    options: options('EMAIL', 'CALL', 'TODO', 'LINKED_IN', 'MEETING'),
  }),
  task('hs_task_reminders', 'Reminders'),
  task('hs_task_completion_date', 'Completed at', 'datetime', readOnly),
  task('hs_task_is_completed', 'Is completed', 'number', calculated),
  ...ownership('task'),
  ...recordFacts('task'),
];

export const noteProperties: readonly PropertyDefinition[] = [
  ...dates,
  note('hs_note_body', 'Note body', 'string', { fieldType: 'html' }),
  note('hs_attachment_ids', 'Attached file IDs', 'enumeration', {
    fieldType: 'checkbox',
    externalOptions: true,
  }),
  ...ownership('note'),
  ...recordFacts('note'),
];
