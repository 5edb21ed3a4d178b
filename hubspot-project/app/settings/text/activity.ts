/** What the history calls actors and actions. */
import type { AuditEvent } from '../../../../shared/contract/audit.ts';
import { sameValue } from '../draft/sections.ts';
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
  'scoring.changed': 'Changed how records are scored',
  'scoring.trained': 'Trained a score',
  'scoring.alarmed': 'Found something about the score in use',
  'fields.created': 'Created oppSpot properties',
  'connection.connected': 'Connected HubSpot',
  'connection.needs-reauthorisation': 'HubSpot took the permission back',
  'connection.works-again': 'The connection works again',
  'connection.disconnected': 'Disconnected HubSpot',
  'connection.deleted': 'Deleted what a former connection had left',
  'keys.issued': 'Issued keys',
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

/** "industry: empty → Software", a line for each value that the event changed. */
export function changeLines({ before, after }: AuditEvent): string[] {
  const [old, fresh] = [flat(before ?? {}), flat(after ?? {})];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (name) => !sameValue(old.get(name) ?? null, fresh.get(name) ?? null),
  );
  const lines = names.slice(0, mostLines).map((name) => {
    const is = valueText(fresh.get(name));
    return before === null ? `${name}: ${is}` : `${name}: ${valueText(old.get(name))} → ${is}`;
  });
  const left = names.length - lines.length;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}

/** Values by the dotted path to them. */
function flat(values: Readonly<Record<string, unknown>>, above = ''): Map<string, unknown> {
  return new Map(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (!isGroup) return [[`${above}${name}`, value]];
      return [...flat(value as Record<string, unknown>, `${above}${name}.`)];
    }),
  );
}
