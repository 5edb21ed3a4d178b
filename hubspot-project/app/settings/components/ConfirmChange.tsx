import {
  Button,
  Flex,
  List,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';

interface ConfirmChangeProps {
  readonly id: string;
  readonly opener: string;
  readonly title: string;
  /** What happens, and what does not. */
  readonly sentences: readonly string[];
  readonly confirm: string;
  readonly cancel: string;
  readonly isPrimary?: boolean;
  readonly isAsking: boolean;
  readonly onConfirm: () => void;
}

/** A button that says what will happen before it does. */
export function ConfirmChange(props: ConfirmChangeProps) {
  const { id, opener, title, sentences, confirm, cancel, isAsking, onConfirm } = props;
  const { closeOverlay } = useExtensionActions<'settings'>();
  const close = () => closeOverlay(id);
  const dialogue = (
    <Modal id={id} title={title} width="md">
      <ModalBody>
        <List>
          {sentences.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </List>
      </ModalBody>
      <ModalFooter>
        <Flex gap="small">
          <LoadingButton
            variant="primary"
            loading={isAsking}
            onClick={() => {
              onConfirm();
              close();
            }}
          >
            {confirm}
          </LoadingButton>
          <Button onClick={close}>{cancel}</Button>
        </Flex>
      </ModalFooter>
    </Modal>
  );
  return (
    <LoadingButton
      variant={props.isPrimary ? 'primary' : 'secondary'}
      size="sm"
      loading={isAsking}
      overlay={dialogue}
    >
      {opener}
    </LoadingButton>
  );
}
