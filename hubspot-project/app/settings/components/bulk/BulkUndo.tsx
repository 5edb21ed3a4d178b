import {
  Button,
  Flex,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { BulkRun } from '../../../../../shared/contract/settings.ts';
import { writtenParts } from '../../text/bulk.ts';
import { countText } from '../../text/numbers.ts';

interface BulkUndoProps {
  readonly run: BulkRun;
  readonly isUndoing: boolean;
  readonly onUndo: () => void;
}

const dialogueId = 'oppspot-bulk-undo';

/** Takes back what a run wrote, once it is confirmed. */
export function BulkUndo({ run, isUndoing, onUndo }: BulkUndoProps) {
  const { user } = useExtensionContext<'settings'>();
  const { closeOverlay } = useExtensionActions<'settings'>();
  const close = () => closeOverlay(dialogueId);
  const records = countText(run.result.written, user.locale);
  const dialogue = (
    <Modal id={dialogueId} title="Undo this enrichment?" variant="danger" width="md">
      <ModalBody>
        <Text>
          oppSpot takes back what it wrote to {records}{' '}
          {run.result.written === 1 ? 'record' : 'records'}
          {writtenParts(run, user.locale)}. Each field gets back what it held before, unless
          somebody has changed it since. A task or deal is deleted, unless somebody has worked on
          it.
        </Text>
      </ModalBody>
      <ModalFooter>
        <Flex gap="small">
          <LoadingButton
            variant="destructive"
            loading={isUndoing}
            onClick={() => {
              onUndo();
              close();
            }}
          >
            Undo it
          </LoadingButton>
          <Button onClick={close}>Keep it</Button>
        </Flex>
      </ModalFooter>
    </Modal>
  );
  return (
    <LoadingButton variant="destructive" size="sm" loading={isUndoing} overlay={dialogue}>
      Undo…
    </LoadingButton>
  );
}
