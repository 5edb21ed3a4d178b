import { Accordion, Flex, Select } from '@hubspot/ui-extensions';
import { type MappedObject, mappedObjects } from '../../draft/mappings.ts';
import { objectTitles } from '../../text/mappings.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import type { MappingsEditor } from './context.ts';
import { MappingTable } from './MappingTable.tsx';

interface MappingListProps {
  readonly editor: MappingsEditor;
  readonly object: MappedObject;
  readonly onObject: (object: MappedObject) => void;
  readonly onOpen: (oppspotField: string) => void;
}

/** Every oppSpot field of one kind of record with the place it goes to. */
export function MappingList({ editor, object, onObject, onOpen }: MappingListProps) {
  const { fields } = editor;
  const own = fields.filter(({ isOwn }) => isOwn);
  return (
    <Flex direction="column" gap="medium">
      <SectionHeading title="Where oppSpot’s fields go">
        Most fields have a place in HubSpot already. Change one to use a property of your own, to
        shape its value on the way, or to have oppSpot work with what your team maintains.
      </SectionHeading>
      <Select
        name="mappings.object"
        label="Records"
        value={object}
        options={mappedObjects.map((value) => ({ value, label: objectTitles[value] }))}
        onChange={(chosen) => onObject(chosen as MappedObject)}
      />
      <MappingTable
        editor={editor}
        object={object}
        fields={fields.filter(({ isOwn }) => !isOwn)}
        onOpen={onOpen}
      />
      <Accordion title={`oppSpot’s own results (${own.length})`} size="sm">
        <MappingTable editor={editor} object={object} fields={own} onOpen={onOpen} />
      </Accordion>
    </Flex>
  );
}
