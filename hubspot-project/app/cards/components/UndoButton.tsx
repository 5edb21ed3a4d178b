import {
  Button,
  Flex,
  Icon,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
} from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import type { Ask } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { writtenInWords } from '../text/outcomes.ts';
import { AskButton } from './AskButton.tsx';

/** Takes back what the newest enrichment wrote, once it is confirmed. Nothing when there is nothing. */
export function UndoButton({ latest }: { readonly latest: Enrichment }) {
  const { work, isDoing, place, closeOverlay } = useCardContext();
  const written = writtenInWords(latest.written, 'written');
  if (written === '' || !['completed', 'partial'].includes(latest.status)) return null;
  // Ids of dialogues are shared by all cards on the page.
  const id = `oppspot-undo-${place}`;
  const undo: Ask = { kind: 'undo', runId: latest.id };
  const isUndoing = isDoing(undo);
  const close = () => closeOverlay(id);
  const dialogue = (
    <Modal id={id} title="Undo this enrichment?" width="md">
      <ModalBody>
        <Text>
          {`oppSpot wrote ${written}. Each field gets back what it held before, unless somebody has changed it since. A task or deal is deleted, unless somebody has worked on it.`}
        </Text>
      </ModalBody>
      <ModalFooter>
        <Flex direction="row" gap="sm">
          <AskButton ask={() => undo} variant="destructive" onStarted={close}>
            {`Undo ${written}`}
          </AskButton>
          <Button size="sm" onClick={close}>
            Keep it
          </Button>
        </Flex>
      </ModalFooter>
    </Modal>
  );
  return (
    <LoadingButton
      size="sm"
      loading={isUndoing}
      disabled={work !== null && !isUndoing}
      overlay={dialogue}
    >
      <Icon name="undo" /> Undo enrichment
    </LoadingButton>
  );
}
