import {
  Alert,
  Button,
  Flex,
  Input,
  List,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardError } from '../../../../../shared/contract/answer.ts';
import type { Disconnected } from '../../../../../shared/contract/integrations.ts';
import type { SettingsApi } from '../../api/settings-api.ts';
import { errorTitle } from '../../text/errors.ts';
import { whatStops } from '../../text/leaving.ts';
import { SupportReference } from '../LoadFailure.tsx';
import { SectionHeading } from '../SectionHeading.tsx';

interface DisconnectProps {
  readonly api: SettingsApi;
  readonly accountId: string;
  readonly onDisconnected: (left: Disconnected) => void;
}

const dialogueId = 'oppspot-disconnect';

/** Ends the connection, once it is clear what that means. */
export function Disconnect(props: DisconnectProps) {
  return (
    <Flex direction="column" gap="small" align="start">
      <SectionHeading title="Disconnect">
        For an account that no longer uses oppSpot. You are told what stops before anything does.
      </SectionHeading>
      <Button variant="destructive" size="sm" overlay={<Dialogue {...props} />}>
        Disconnect…
      </Button>
    </Flex>
  );
}

function Dialogue({ api, accountId, onDisconnected }: DisconnectProps) {
  const { closeOverlay } = useExtensionActions<'settings'>();
  const [typed, setTyped] = useState('');
  const [isFaulty, setFaulty] = useState(false);
  const [error, setError] = useState<CardError | null>(null);
  const [isAsking, setAsking] = useState(false);

  async function disconnect() {
    setError(null);
    setFaulty(typed.trim() !== accountId);
    if (typed.trim() !== accountId || isAsking) return;
    setAsking(true);
    const answer = await api.disconnect(accountId);
    setAsking(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    closeOverlay(dialogueId);
    onDisconnected(answer.data);
  }

  return (
    <Modal
      id={dialogueId}
      title="Disconnect this account from oppSpot?"
      variant="danger"
      width="md"
    >
      <ModalBody>
        <Flex direction="column" gap="medium">
          <List>
            {whatStops.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
          <Input
            name="disconnect.accountId"
            label={`Type the account id ${accountId} to confirm`}
            value={typed}
            required
            error={isFaulty}
            validationMessage={isFaulty ? `Type ${accountId}.` : undefined}
            onInput={setTyped}
            onChange={setTyped}
          />
          {error !== null && (
            <Alert title={errorTitle(error.code, 'It is not disconnected')} variant="danger">
              <Text>{error.message}</Text>
              <SupportReference requestId={error.requestId} />
            </Alert>
          )}
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex gap="small">
          <LoadingButton variant="destructive" loading={isAsking} onClick={() => void disconnect()}>
            Disconnect and delete
          </LoadingButton>
          <Button onClick={() => closeOverlay(dialogueId)}>Stay connected</Button>
        </Flex>
      </ModalFooter>
    </Modal>
  );
}
