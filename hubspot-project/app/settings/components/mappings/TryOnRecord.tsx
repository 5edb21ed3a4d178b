import { Flex, Input, LoadingButton } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { MappedObject } from '../../draft/mappings.ts';
import { objectTitles } from '../../text/mappings.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import type { MappingsEditor } from './context.ts';
import { TrialResult } from './TrialResult.tsx';

interface TryOnRecordProps {
  readonly editor: MappingsEditor;
  readonly object: MappedObject;
}

/** What the mappings on the page, saved or not, would write to a record. */
export function TryOnRecord({ editor, object }: TryOnRecordProps) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const { trial, busy, actions } = editor;

  async function attempt() {
    const recordId = typed.trim();
    if (!/^\d{1,20}$/.test(recordId)) {
      setFault("Enter the number at the end of the record's address in HubSpot.");
      return;
    }
    await actions.tryOn(object, recordId);
  }

  return (
    <Flex direction="column" gap="small" align="start">
      <SectionHeading title="Try on a record">
        {objectTitles[object]}: see what would be written to one that oppSpot has enriched. Nothing
        is saved and nothing is written.
      </SectionHeading>
      <Flex gap="small" align="end" wrap="wrap">
        <Input
          name="trial.recordId"
          label="Record id"
          placeholder="12345"
          value={typed}
          error={fault !== null}
          validationMessage={fault ?? undefined}
          onChange={(id) => {
            setTyped(id);
            setFault(null);
          }}
        />
        <LoadingButton size="sm" loading={busy === 'trying'} onClick={() => void attempt()}>
          Try
        </LoadingButton>
      </Flex>
      {trial?.object === object && <TrialResult editor={editor} trial={trial} />}
    </Flex>
  );
}
