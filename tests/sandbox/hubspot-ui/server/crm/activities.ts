/** A record's timeline: tasks, notes and deals, newest first. */
import { load } from 'cheerio';
import type { Portal } from '../../../hubspot/portal/portal.ts';
import type { StoredRecord } from '../../../hubspot/portal/records.ts';
import type { ActivityView } from '../../contract.ts';
import { displayed } from './display.ts';
import { linkedRecords } from './linked.ts';
import { titleOf } from './titles.ts';

const shownFacts = {
  tasks: ['hs_timestamp', 'hs_task_status', 'hs_task_priority', 'hs_task_type', 'hubspot_owner_id'],
  notes: ['hubspot_owner_id'],
  deals: ['dealstage', 'amount', 'closedate', 'hubspot_owner_id'],
} as const;

const dueDate = 'Due';

export function activitiesOf(portal: Portal, record: StoredRecord): ActivityView[] {
  return (['tasks', 'notes', 'deals'] as const)
    .flatMap((type) => linkedRecords(portal, record, type).map((linked) => ({ type, linked })))
    .sort(
      (a, b) =>
        b.linked.createdAt - a.linked.createdAt || Number(b.linked.id) - Number(a.linked.id),
    )
    .map(({ type, linked }) => ({
      type,
      id: linked.id,
      title: titleOf(linked),
      body: plainText(
        linked.values.get(type === 'tasks' ? 'hs_task_body' : 'hs_note_body') ??
          linked.values.get('description') ??
          '',
      ),
      facts: factsOf(portal, linked, shownFacts[type]),
      createdAt: new Date(linked.createdAt).toISOString(),
    }));
}

/** Label and printed value of each property that is set. */
export function factsOf(
  portal: Portal,
  record: StoredRecord,
  names: readonly string[],
): { label: string; value: string }[] {
  return names.flatMap((name) => {
    const property = portal.properties.get(record.type, name);
    const value = record.values.get(name);
    if (!property || value === undefined) return [];
    const label = name === 'hs_timestamp' ? dueDate : property.label;
    return [{ label, value: displayed(portal, property, value) }];
  });
}

/** Bodies are HTML; its markup is dropped and its line breaks are kept. */
function plainText(html: string): string {
  const $ = load(html, null, false);
  $('script, style').remove();
  $('br, p, li, div').after('\n');
  return $.root()
    .text()
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
