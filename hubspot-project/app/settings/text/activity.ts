/** What the history calls actors and actions. */
import type { AuditEvent } from '../../../../shared/contract/audit.ts';
import { valueText } from './values.ts';

const actions: Readonly<Record<string, string>> = {
  'enrichment.written': 'Enriched a record',
  'enrichment.failed': 'An enrichment failed',
  'enrichment.undone': 'Undid an enrichment',
  'preview.applied': 'Wrote what a preview showed',
  'preview.discarded': 'Discarded a preview',
  'task.created': 'Created a task',
  'record.synced': 'Sent a record',
  'record.erased': 'Erased a record from oppSpot',
  'settings.changed': 'Changed the settings',
  'mappings.changed': 'Changed the mappings',
  'fields.repaired': 'Checked the oppSpot properties',
  'connection.connected': 'Connected HubSpot',
  'connection.needs-reauthorisation': 'HubSpot took the permission back',
  'connection.works-again': 'The connection works again',
  'connection.disconnected': 'Disconnected HubSpot',
  'connection.deleted': 'Deleted what a former connection had left',
  'keys.issued': 'Issued keys',
  'token.issued': 'Issued an API token',
  'token.revoked': 'Revoked an API token',
  'history.exported': 'Exported the history',
};

/** What happened; an action this version does not know by its own name. */
export function actionText(action: string): string {
  return actions[action] ?? action.replaceAll(/[.-]/g, ' ');
}

const actors: Readonly<Record<AuditEvent['actor']['kind'], string>> = {
  'crm-user': 'HubSpot user',
  user: 'User',
  'api-token': 'API token',
  workflow: 'A workflow',
  system: 'oppSpot',
};

/**
 * Who did it.
 * @param names of HubSpot's users by their id
 */
export function actorText(
  { kind, id }: AuditEvent['actor'],
  names: ReadonlyMap<string, string>,
): string {
  if (kind === 'crm-user' && id !== null) return names.get(id) ?? `${actors[kind]} ${id}`;
  return id === null || kind === 'workflow' || kind === 'system'
    ? actors[kind]
    : `${actors[kind]} ${id}`;
}

const objects: Readonly<Record<string, string>> = {
  contact: 'Contact',
  company: 'Company',
  deal: 'Deal',
  task: 'Task',
};

/** "Contact 1001", or a dash where it concerns no record. */
export function recordText({ object, recordId }: AuditEvent): string {
  if (recordId === null) return '—';
  return `${objects[object ?? ''] ?? 'Record'} ${recordId}`;
}

/** Most lines that stand in a table; the export has them all. */
const mostLines = 6;

/** "industry: empty → Software", a line for each value that the event names. */
export function changeLines({ before, after }: AuditEvent): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const lines = names.slice(0, mostLines).map((name) => {
    const [was, is] = [before?.[name], after?.[name]];
    if (before === null || was === undefined) return `${name}: ${valueText(is)}`;
    return `${name}: ${valueText(was)} → ${valueText(is)}`;
  });
  const left = names.length - lines.length;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}
