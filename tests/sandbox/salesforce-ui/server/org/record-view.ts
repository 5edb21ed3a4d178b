import type { StoredRecord } from '../../../salesforce/org/records.ts';
import type { FieldView, PageObject, RecordView } from '../../contract.ts';
import { fieldView, titleOf } from './display.ts';
import { layouts, packageSection, systemSection } from './layouts.ts';
import type { Viewer } from './viewer.ts';

/** What a record page says of the record itself. */
export function recordView(viewer: Viewer, object: PageObject, record: StoredRecord): RecordView {
  const layout = layouts[object];
  const shown = (names: readonly string[]): FieldView[] =>
    names.flatMap((name) => {
      const field = viewer.field(object, name);
      return field ? [fieldView(viewer.org, record, field)] : [];
    });
  const ours = viewer.packageFields(object).map((field) => fieldView(viewer.org, record, field));
  const hasComponent = object !== 'Opportunity' && object !== 'Task';
  return {
    object,
    objectLabel: layout.label,
    id: record.id,
    title: titleOf(record),
    highlights: shown(layout.highlights),
    sections: [
      ...layout.sections.map(({ label, fields }) => ({ label, fields: shown(fields) })),
      ...(hasComponent
        ? [
            { label: packageSection, fields: ours },
            { label: systemSection.label, fields: shown(systemSection.fields) },
          ]
        : []),
    ].filter(({ fields }) => fields.length > 0),
  };
}
