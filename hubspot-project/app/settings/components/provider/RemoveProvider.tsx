import { ConfirmChange } from '../ConfirmChange.tsx';

interface RemoveProviderProps {
  readonly name: string;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
}

/** Forgets the provider, once it is clear what that means. */
export function RemoveProvider({ name, isRemoving, onRemove }: RemoveProviderProps) {
  return (
    <ConfirmChange
      id="oppspot-remove-provider"
      opener="Remove the provider…"
      title={`Remove ${name}?`}
      sentences={[
        'From the next enrichment on it is no longer asked.',
        'Its secret is deleted: to use it again you have to enter it anew.',
        'What was written to records with its facts stays.',
      ]}
      confirm="Remove the provider"
      cancel="Keep it"
      isAsking={isRemoving}
      onConfirm={onRemove}
    />
  );
}
