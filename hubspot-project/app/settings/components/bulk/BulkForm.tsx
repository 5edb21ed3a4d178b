import { Flex, Input, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { BulkStart } from '../../../../../shared/contract/settings.ts';
import type { SettingsApi } from '../../api/settings-api.ts';
import { type BulkDraft, bulkFaults, emptyBulkDraft, toSelection } from '../../draft/bulk.ts';
import { type Fault, withoutFaultsAt } from '../../draft/faults.ts';
import { type MappedObject, mappedObjects } from '../../draft/mappings.ts';
import { startOf } from '../../hooks/useBulkRuns.ts';
import { selections } from '../../text/bulk.ts';
import { objectTitles } from '../../text/mappings.ts';
import { inputProps } from '../editor.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import { BulkConditions } from './BulkConditions.tsx';

interface BulkFormProps {
  readonly api: SettingsApi;
  readonly doing: string | null;
  readonly onStart: (request: Omit<BulkStart, 'idempotencyKey'>) => void;
}

/** Which records, and whether anything is to be written. */
export function BulkForm({ api, doing, onStart }: BulkFormProps) {
  const [draft, setDraft] = useState<BulkDraft>(emptyBulkDraft);
  const [faults, setFaults] = useState<readonly Fault[]>([]);

  function change(part: Partial<BulkDraft>, path: string) {
    setDraft({ ...draft, ...part });
    setFaults(withoutFaultsAt(faults, path));
  }
  function start(mode: BulkStart['mode']) {
    const found = bulkFaults(draft);
    setFaults(found);
    if (found.length > 0 || doing !== null) return;
    onStart({ object: draft.object, selection: toSelection(draft), mode });
  }

  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Enrich many records">
        A preview finds out what would be written and writes nothing. Enriching goes on by itself,
        also when you leave this page, and can be cancelled and undone.
      </SectionHeading>
      <Flex gap="small" align="start" wrap="wrap">
        <Select
          name="bulk.object"
          label="Object"
          value={draft.object}
          options={mappedObjects.map((value) => ({ value, label: objectTitles[value] }))}
          onChange={(object) =>
            change(
              { object: object as MappedObject, conditions: emptyBulkDraft.conditions },
              'bulk',
            )
          }
        />
        <Select
          name="bulk.which"
          label="Which records"
          value={draft.which}
          options={[...selections]}
          onChange={(which) => change({ which: which as BulkDraft['which'] }, 'bulk')}
        />
        {draft.which === 'list' && (
          <Input
            {...inputProps({ faults }, 'bulk.listId')}
            label="List id"
            description="The number at the end of the list’s address in HubSpot."
            placeholder="12"
            value={draft.listId}
            required
            onInput={(listId) => change({ listId }, 'bulk.listId')}
            onChange={(listId) => change({ listId }, 'bulk.listId')}
          />
        )}
      </Flex>
      {draft.which === 'conditions' && (
        <BulkConditions
          api={api}
          object={draft.object}
          conditions={draft.conditions}
          faults={faults}
          onChange={(conditions, path) => change({ conditions }, path)}
        />
      )}
      {draft.which === 'all' && (
        <Text variant="microcopy">
          Every record of the account, except those on your suppression list.
        </Text>
      )}
      <Flex gap="small" align="center" wrap="wrap">
        <LoadingButton
          variant="primary"
          loading={doing === startOf('preview')}
          onClick={() => start('preview')}
        >
          Preview first
        </LoadingButton>
        <LoadingButton loading={doing === startOf('write')} onClick={() => start('write')}>
          Enrich
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
