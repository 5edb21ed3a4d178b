/** What a record is called on pages. */
import type { StoredRecord } from '../../../hubspot/portal/records.ts';

export function titleOf(record: StoredRecord): string {
  const value = (name: string) => record.values.get(name) ?? '';
  switch (record.type) {
    case 'contacts':
      return (
        [value('firstname'), value('lastname')].filter(Boolean).join(' ') ||
        value('email') ||
        `Contact ${record.id}`
      );
    case 'companies':
      return value('name') || value('domain') || `Company ${record.id}`;
    case 'deals':
      return value('dealname') || `Deal ${record.id}`;
    case 'tasks':
      return value('hs_task_subject') || `Task ${record.id}`;
    case 'notes':
      return 'Note';
  }
}

/** The line below the title. */
export function subtitleOf(record: StoredRecord): string {
  const value = (name: string) => record.values.get(name) ?? '';
  switch (record.type) {
    case 'contacts':
      return [value('jobtitle'), value('company')].filter(Boolean).join(' at ');
    case 'companies':
      return value('domain');
    default:
      return '';
  }
}
