import { Alert, Button, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Fault } from '../../draft/faults.ts';
import { mappingOf } from '../../draft/mapping-faults.ts';
import { mappedObjects } from '../../draft/mappings.ts';
import { errorTitle } from '../../text/errors.ts';
import { mappingTitle } from '../../text/mappings.ts';
import { SupportReference } from '../LoadFailure.tsx';
import { labelOf, type MappingsEditor } from './context.ts';
import type { Place } from './MappingsTab.tsx';

interface MappingNoticesProps {
  readonly editor: MappingsEditor;
  readonly onShow: (place: Place) => void;
}

/** What the last save or trial came to; nothing when all went well. */
export function MappingNotices({ editor, onShow }: MappingNoticesProps) {
  const { problem, faults, contested, busy, actions, fields } = editor;
  const titleOf = (key: string) => {
    const { object, oppspotField } = placeOf(key);
    return mappingTitle(labelOf(fields, oppspotField), object);
  };
  return (
    <>
      {faults.length > 0 && (
        <Alert title={countTitle(faults.length)} variant="danger">
          <List>
            {faults.map((fault) => (
              <FaultLine
                key={`${fault.field} ${fault.message}`}
                fault={fault}
                titleOf={titleOf}
                onShow={onShow}
              />
            ))}
          </List>
        </Alert>
      )}
      {problem?.code === 'mappings_changed' && (
        <Alert title="Somebody else saved mappings meanwhile" variant="warning">
          <Flex direction="column" gap="small" align="start">
            <Text>
              Nothing of yours was saved, and what you did is still here. Load the newest mappings,
              look at them, then save again.
            </Text>
            <LoadingButton
              size="sm"
              loading={busy === 'refreshing'}
              onClick={() => void actions.takeNewest()}
            >
              Load the newest mappings, keep mine
            </LoadingButton>
          </Flex>
        </Alert>
      )}
      {problem !== null && problem.code !== 'mappings_changed' && faults.length === 0 && (
        <Alert title={errorTitle(problem.code, 'That did not work')} variant="danger">
          <Text>{problem.message}</Text>
          <SupportReference requestId={problem.requestId} />
        </Alert>
      )}
      {contested.length > 0 && (
        <Alert title="You and somebody else changed the same mappings" variant="warning">
          <Text>
            {contested.map(titleOf).join(', ')}: what you did is shown. Save to replace what was
            saved meanwhile, or discard your changes to take it over.
          </Text>
        </Alert>
      )}
    </>
  );
}

interface FaultLineProps extends Pick<MappingNoticesProps, 'onShow'> {
  readonly fault: Fault;
  readonly titleOf: (key: string) => string;
}

function FaultLine({ fault, titleOf, onShow }: FaultLineProps) {
  const key = mappingOf(fault);
  if (key === null) return <Text>{fault.message}</Text>;
  return (
    <Flex gap="extra-small" align="baseline" wrap="wrap">
      <Button variant="transparent" size="xs" onClick={() => onShow(placeOf(key))}>
        {titleOf(key)}
      </Button>
      <Text>{fault.message}</Text>
    </Flex>
  );
}

function countTitle(count: number): string {
  return count === 1 ? '1 thing to fix first' : `${count} things to fix first`;
}

function placeOf(key: string): Place {
  const [object = '', oppspotField = ''] = key.split('-');
  return { object: mappedObjects.find((one) => one === object) ?? 'company', oppspotField };
}
