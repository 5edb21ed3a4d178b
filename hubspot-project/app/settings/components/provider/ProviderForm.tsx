import {
  Alert,
  AutoGrid,
  Flex,
  Input,
  LoadingButton,
  Select,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { OwnProviderState } from '../../../../../shared/contract/own-provider.ts';
import type { Fault } from '../../draft/faults.ts';
import {
  type ProviderDraft,
  providerDraft,
  providerFaults,
  providerUpdate,
} from '../../draft/provider.ts';
import type { ProviderActions, ProviderBoard } from '../../hooks/useProvider.ts';
import { momentText } from '../../text/dates.ts';
import { errorTitle } from '../../text/errors.ts';
import { providerKinds } from '../../text/words.ts';
import { inputProps } from '../editor.ts';
import { SupportReference } from '../LoadFailure.tsx';
import { NumberField } from '../NumberField.tsx';
import { RemoveProvider } from './RemoveProvider.tsx';

interface ProviderFormProps extends Pick<ProviderBoard, 'problem' | 'doing'> {
  /** As it is kept; null where there is none. */
  readonly provider: OwnProviderState['provider'];
  readonly actions: ProviderActions;
}

/** Names the provider and takes its secret, which is never shown again. */
export function ProviderForm({ provider, problem, doing, actions }: ProviderFormProps) {
  const { user } = useExtensionContext<'settings'>();
  const { addAlert } = useExtensionActions<'settings'>();
  const [draft, setDraft] = useState(() => providerDraft(provider));
  const [typing, setTyping] = useState<readonly Fault[]>([]);
  /** Changed since the server refused. */
  const [changed, setChanged] = useState<readonly string[]>([]);
  const refused = (problem?.faults ?? []).filter(({ field }) => !changed.includes(field ?? ''));
  const faults = [...typing, ...refused];
  const change = (part: Partial<ProviderDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setTyping((before) => before.filter(({ field }) => !Object.hasOwn(part, field ?? '')));
    setChanged((before) => [...before, ...Object.keys(part)]);
  };

  async function save() {
    const found = providerFaults(draft, provider === null);
    setTyping(found);
    setChanged([]);
    if (found.length > 0) return;
    if (await actions.save(providerUpdate(draft))) {
      addAlert({ type: 'success', message: 'Your provider is saved.' });
    }
  }
  async function remove() {
    if (!(await actions.remove())) return;
    addAlert({ type: 'success', message: 'Your provider is removed and its secret deleted.' });
  }

  return (
    <Flex direction="column" gap="small">
      <AutoGrid columnWidth={220} gap="medium" flexible>
        <Select
          {...inputProps({ faults }, 'kind')}
          label="Kind of provider"
          value={draft.kind}
          options={[...providerKinds]}
          onChange={(value) =>
            change({ kind: providerKinds.find((known) => known.value === value)?.value })
          }
        />
        <Input
          {...inputProps({ faults }, 'name')}
          label="Name of the provider"
          description="What reps read as the source."
          required
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <Input
          {...inputProps({ faults }, 'url')}
          label="Address of the provider"
          description="Begins with https:// and is on the public internet."
          required
          value={draft.url}
          onChange={(url) => change({ url })}
        />
        <Input
          {...inputProps({ faults }, 'secret')}
          type="password"
          label="Secret"
          description={
            provider === null
              ? 'Kept sealed and never shown again.'
              : 'Leave empty to keep the one that is saved. A new host needs it again.'
          }
          required={provider === null}
          value={draft.secret}
          onChange={(secret) => change({ secret })}
        />
        <NumberField
          editor={{ faults }}
          path="minLikelihood"
          label="Least likelihood"
          description="1 to 10. Answers that are less sure of the company count for nothing."
          value={draft.minLikelihood}
          onChange={(minLikelihood) => change({ minLikelihood })}
        />
      </AutoGrid>
      {problem !== null && (
        <Alert title={errorTitle(problem.code, 'That did not work')} variant="danger">
          <Text>{problem.message}</Text>
          <SupportReference requestId={problem.requestId} />
        </Alert>
      )}
      <Flex gap="small" wrap="wrap">
        <LoadingButton size="sm" loading={doing === 'saving'} onClick={() => void save()}>
          Save the provider
        </LoadingButton>
        {provider !== null && (
          <RemoveProvider
            name={provider.name}
            isRemoving={doing === 'removing'}
            onRemove={() => void remove()}
          />
        )}
      </Flex>
      <Text variant="microcopy">
        {provider === null
          ? 'None is saved.'
          : `Saved ${momentText(provider.updatedAt, user.locale)}.`}
      </Text>
    </Flex>
  );
}
