import { info } from '../../../hubspot/portal/object-types.ts';
import type { Portal } from '../../../hubspot/portal/portal.ts';
import type { StoredRecord } from '../../../hubspot/portal/records.ts';
import type { ListedObject, ListView, RowView } from '../../contract.ts';
import { ownerName } from './display.ts';
import { linkedRecords } from './linked.ts';
import { titleOf } from './titles.ts';

/**
 * Live records of a type whose searched properties hold the words of `search`, by ascending id.
 * @param limit rows of the page, at least 0
 */
export function listView(
  portal: Portal,
  type: ListedObject,
  search: string,
  limit: number,
): ListView {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = portal.records.all(type).filter((record) => {
    if (record.archivedAt !== null) return false;
    const text = searchedText(record);
    return words.every((word) => text.includes(word));
  });
  return { total: found.length, rows: found.slice(0, limit).map((record) => row(portal, record)) };
}

function searchedText(record: StoredRecord): string {
  const values = info(record.type).searchedProperties.map((name) => record.values.get(name) ?? '');
  return [record.id, ...values].join('\n').toLowerCase();
}

function row(portal: Portal, record: StoredRecord): RowView {
  const value = (name: string) => record.values.get(name) ?? '';
  const [company] = record.type === 'contacts' ? linkedRecords(portal, record, 'companies') : [];
  return {
    id: record.id,
    title: titleOf(record),
    email: value('email'),
    domain: value('domain'),
    company: company ? titleOf(company) : '',
    owner: ownerName(portal, record.values.get('hubspot_owner_id')),
    score: value('oppspot_score'),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
}
