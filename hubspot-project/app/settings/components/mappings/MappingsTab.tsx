import { Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import type { FieldState } from '../../../../../shared/contract/settings.ts';
import type { MappedObject } from '../../draft/mappings.ts';
import type { MappingsActions, MappingsView } from '../../hooks/useMappings.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { MappingList } from './MappingList.tsx';
import { MappingNotices } from './MappingNotices.tsx';
import { TryOnRecord } from './TryOnRecord.tsx';

/** A mapping that is looked at. */
export interface Place {
  readonly object: MappedObject;
  readonly oppspotField: string;
}

interface MappingsTabProps {
  readonly fields: readonly FieldState[];
  readonly view: MappingsView;
  readonly actions: MappingsActions;
}

/** Where oppSpot's fields go in HubSpot and what becomes of their values on the way. */
export function MappingsTab({ fields, view, actions }: MappingsTabProps) {
  const [object, setObject] = useState<MappedObject>('company');
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => actions.loadOnce(), [actions]);

  if (view.phase === 'loading') {
    return <LoadingSpinner label="Loading the mappings" showLabel layout="centered" size="md" />;
  }
  if (view.phase === 'failed') {
    return (
      <LoadFailure
        error={view.error}
        title="The mappings could not be loaded"
        onRetry={() => void actions.load()}
      />
    );
  }
  const editor = { ...view, actions, fields };
  const show = (place: Place) => {
    setObject(place.object);
    setOpened(place.oppspotField);
  };
  return (
    <Flex direction="column" gap="large">
      <MappingNotices editor={editor} onShow={show} />
      {opened === null ? (
        <MappingList editor={editor} object={object} onObject={setObject} onOpen={setOpened} />
      ) : (
        <MappingEditor
          editor={editor}
          place={{ object, oppspotField: opened }}
          onClose={() => setOpened(null)}
        />
      )}
      <TryOnRecord editor={editor} object={object} />
    </Flex>
  );
}
