import { AutoGrid, Button, Flex, Input, Select, Toggle } from '@hubspot/ui-extensions';
import type { FieldPolicy } from '../../../../../shared/plan/policy.ts';
import { noChoice } from '../../draft/choices.ts';
import { propertyOptions, readableFields } from '../../draft/compatibility.ts';
import { type Direction, keyOf, type MappingDraft, newMapping } from '../../draft/mappings.ts';
import { directions, mappingTitle } from '../../text/mappings.ts';
import { policies } from '../../text/words.ts';
import { inputProps } from '../editor.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import { labelOf, type MappingsEditor } from './context.ts';
import type { Place } from './MappingsTab.tsx';
import { StepList } from './StepList.tsx';

interface MappingEditorProps {
  readonly editor: MappingsEditor;
  readonly place: Place;
  readonly onClose: () => void;
}

/** One mapping: its property, which way, when, and what is done to a value. */
export function MappingEditor({ editor, place, onClose }: MappingEditorProps) {
  const key = keyOf(place);
  const own = editor.draft[key];
  const mapping = own ?? newMapping(place.object, place.oppspotField, editor.state);
  const change = (part: Partial<MappingDraft>, path: string) =>
    editor.actions.change({ ...mapping, ...part }, path);
  const remove = () => {
    editor.actions.remove(key);
    onClose();
  };
  return (
    <Flex direction="column" gap="medium">
      <Flex justify="between" align="center" wrap="wrap" gap="small">
        <SectionHeading
          title={mappingTitle(labelOf(editor.fields, place.oppspotField), place.object)}
        >
          What you change here holds when you have saved the mappings.
        </SectionHeading>
        <Flex gap="small" wrap="wrap">
          <Button size="sm" disabled={own === undefined} onClick={remove}>
            Back to the default
          </Button>
          <Button size="sm" onClick={onClose}>
            Show all fields
          </Button>
        </Flex>
      </Flex>
      <AutoGrid columnWidth={280} gap="medium" flexible>
        <PropertySelect editor={editor} place={place} mapping={mapping} onChange={change} />
        <DirectionSelect editor={editor} mapping={mapping} onChange={change} />
        {mapping.direction !== 'read' && (
          <>
            <PolicySelect editor={editor} mapping={mapping} onChange={change} />
            <Input
              {...inputProps(editor, `${key}.defaultValue`)}
              label="Where oppSpot has no value, write"
              description="Leave it empty to write nothing then."
              value={mapping.defaultValue}
              onChange={(defaultValue) => change({ defaultValue }, '.defaultValue')}
            />
          </>
        )}
      </AutoGrid>
      {mapping.direction !== 'read' && (
        <>
          <Toggle
            name={`${key}.required`}
            label="Write nothing to the record while this value is missing"
            labelDisplay="inline"
            size="sm"
            checked={mapping.required}
            onChange={(required) => change({ required }, '.required')}
          />
          <StepList
            editor={editor}
            path={`${key}.transforms`}
            field={place.oppspotField}
            steps={mapping.transforms}
            onChange={(transforms, path) => change({ transforms }, `.transforms${path}`)}
          />
        </>
      )}
    </Flex>
  );
}

interface PartProps {
  readonly editor: MappingsEditor;
  readonly mapping: MappingDraft;
  readonly onChange: (part: Partial<MappingDraft>, path: string) => void;
}

function PropertySelect({
  editor,
  place,
  mapping,
  onChange,
}: PartProps & { readonly place: Place }) {
  return (
    <Select
      {...inputProps(editor, `${keyOf(mapping)}.crmField`)}
      label="HubSpot property"
      description="Those that take this value and may be written."
      placeholder="Choose a property"
      required
      value={mapping.crmField ?? undefined}
      options={propertyOptions(editor.properties[place.object], mapping, mapping.crmField)}
      onChange={(chosen) => onChange({ crmField: String(chosen) }, '.crmField')}
    />
  );
}

function DirectionSelect({ editor, mapping, onChange }: PartProps) {
  const isReadable = readableFields.includes(mapping.oppspotField);
  const offered = directions.filter(
    ({ value }) => value === 'write' || value === mapping.direction || isReadable,
  );
  return (
    <Select
      {...inputProps(editor, `${keyOf(mapping)}.direction`)}
      label="Direction"
      description={
        isReadable
          ? 'Work with what HubSpot holds where your team knows better than public sources.'
          : 'oppSpot finds this out by itself, so there is nothing to take from HubSpot.'
      }
      value={mapping.direction}
      options={[...offered]}
      onChange={(chosen) => onChange({ direction: chosen as Direction }, '.direction')}
    />
  );
}

function PolicySelect({ editor, mapping, onChange }: PartProps) {
  return (
    <Select
      {...inputProps(editor, `${keyOf(mapping)}.policy`)}
      label="When oppSpot may write"
      value={mapping.policy ?? noChoice}
      options={[
        { value: noChoice, label: 'As on the Fields tab' },
        ...policies.map(({ value, label }) => ({ value, label })),
      ]}
      onChange={(chosen) =>
        onChange({ policy: chosen === noChoice ? null : (chosen as FieldPolicy) }, '.policy')
      }
    />
  );
}
