import type { StoredRecord } from '../../../salesforce/org/records.ts';
import type { ListedObject, ListView } from '../../contract.ts';
import { fieldView, titleOf } from './display.ts';
import { listColumns, listLabels, scoreField } from './layouts.ts';
import type { Viewer } from './viewer.ts';

/** Records of an object whose columns hold the text, in any case; the first `limit` of them. */
export function listView(
  viewer: Viewer,
  object: ListedObject,
  search: string,
  limit: number,
): ListView {
  const fields = [...listColumns[object], scoreField].flatMap(
    (name) => viewer.field(object, name) ?? [],
  );
  const rowOf = (record: StoredRecord) => ({
    id: record.id,
    title: titleOf(record),
    values: fields.map((field) => fieldView(viewer.org, record, field).display),
  });
  const wanted = search.trim().toLowerCase();
  const rows = viewer
    .records(object)
    .map(rowOf)
    .filter(({ title, values }) =>
      [title, ...values].some((text) => text.toLowerCase().includes(wanted)),
    );
  return {
    object,
    label: listLabels[object],
    columns: fields.map(({ label, type }) =>
      type === 'reference' ? label.replace(/ ID$/, '') : label,
    ),
    total: rows.length,
    rows: rows.slice(0, limit),
  };
}
