/** How a follow-up task looks in HubSpot. https://developers.hubspot.com/docs/api-reference/crm-tasks-v3/guide */
import type { PlannedTask } from '../../../../shared/plan/plan.ts';
import type { HubSpotObject } from '../api-types.ts';
import { isoInstant } from '../fields.ts';

const referenceLabel = 'oppSpot reference:';
const priorities = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

/** Left out when HubSpot refuses them; the rest is what makes it this task. */
export const optionalTaskProperties: ReadonlySet<string> = new Set([
  'hubspot_owner_id',
  'hs_task_priority',
  'hs_task_type',
]);

/** What is read back of a task to recognise it and to see whether anybody touched it. */
export const taskProperties = [
  'hs_timestamp',
  'hs_task_subject',
  'hs_task_body',
  'hs_task_status',
  'hs_task_priority',
  'hubspot_owner_id',
];

/** The key as one word of plain characters, so that HubSpot's editor leaves it alone. */
function reference(key: string): string {
  return key.replace(/[^\w.:~-]/gu, encodeURIComponent);
}

export function taskToProperties(task: PlannedTask): Record<string, string> {
  const lines = [...task.body.split(/\r?\n/), '', `${referenceLabel} ${reference(task.key)}`];
  return {
    hs_timestamp: isoInstant(task.dueAt) ?? task.dueAt,
    hs_task_subject: task.subject,
    hs_task_body: lines.map(escapeHtml).join('<br>'),
    hs_task_status: 'NOT_STARTED',
    hs_task_priority: priorities[task.priority],
    hs_task_type: 'TODO',
    ...(task.ownerId !== null && { hubspot_owner_id: task.ownerId }),
  };
}

/** Whether this is the task with that key: HubSpot has no unique property for tasks. */
export function isTaskWithKey(task: HubSpotObject, key: string): boolean {
  const words = plainText(task.properties.hs_task_body ?? '');
  return `${words} `.includes(`${referenceLabel} ${reference(key)} `);
}

/** Why the task is no longer as we left it; null when it is. */
export function taskChange(task: HubSpotObject, planned: PlannedTask): string | null {
  const now = task.properties;
  const then = taskToProperties(planned);
  if (now.hs_task_status !== then.hs_task_status) return 'Somebody started or finished the task.';
  if (now.hs_task_subject !== then.hs_task_subject) return 'Somebody changed the title.';
  if (plainText(now.hs_task_body ?? '') !== plainText(then.hs_task_body ?? '')) {
    return 'Somebody changed the text.';
  }
  if ((now.hs_task_priority || 'NONE') !== then.hs_task_priority) {
    return 'Somebody changed the priority.';
  }
  if ((now.hubspot_owner_id || null) !== planned.ownerId) return 'Somebody changed the owner.';
  if (isoInstant(now.hs_timestamp) !== isoInstant(planned.dueAt)) {
    return 'Somebody changed the due date.';
  }
  return null;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const characters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(entities).map(([character, entity]) => [entity, character])),
  '&nbsp;': ' ',
};

/** HubSpot renders the body as HTML. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The words of a body, whatever markup HubSpot's editor has put around them. */
function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => characters[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
