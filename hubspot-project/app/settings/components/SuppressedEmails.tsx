import { Alert, AutoGrid, Button, Flex, Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { SettingsDraft } from '../draft/draft.ts';
import { looksLikeEmail, withoutEmail } from '../draft/suppressed-email.ts';
import type { Editor } from './editor.ts';
import { ListField } from './ListField.tsx';
import { SectionHeading } from './SectionHeading.tsx';

type Suppression = SettingsDraft['suppression'];

interface SuppressedEmailsProps {
  readonly editor: Editor;
  readonly suppression: Suppression;
  readonly onChange: (part: Partial<Suppression>, path: string) => void;
}

/** Addresses are kept as fingerprints only, so they can be counted and looked up, not listed. */
export function SuppressedEmails({ editor, suppression, onChange }: SuppressedEmailsProps) {
  const { emailHashes, newEmails } = suppression;
  const count = emailHashes.length;
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="E-mail addresses">
        {count === 1 ? '1 address is' : `${count} addresses are`} suppressed. oppSpot keeps a
        fingerprint of each and not the address itself, so the list cannot be shown.
      </SectionHeading>
      <AutoGrid columnWidth={260} gap="medium" flexible>
        <ListField
          editor={editor}
          path="suppressEmails"
          label="Addresses to add"
          description="One a line. They become fingerprints when you save."
          value={newEmails}
          onChange={(typed) => onChange({ newEmails: typed }, 'suppressEmails')}
        />
        <RemoveEmail
          hashes={emailHashes}
          onRemove={(left) => onChange({ emailHashes: left }, 'settings.suppression.emailHashes')}
        />
      </AutoGrid>
    </Flex>
  );
}

interface RemoveEmailProps {
  readonly hashes: readonly string[];
  readonly onRemove: (left: string[]) => void;
}

type Outcome = 'removed' | 'not-there' | 'not-an-address';

const outcomes: Readonly<Record<Outcome, { variant: 'success' | 'warning'; title: string }>> = {
  removed: { variant: 'success', title: 'Taken off the list. Save to make it last.' },
  'not-there': { variant: 'warning', title: 'This address is not on the list.' },
  'not-an-address': { variant: 'warning', title: 'Enter a whole e-mail address.' },
};

function RemoveEmail({ hashes, onRemove }: RemoveEmailProps) {
  const [email, setEmail] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  function remove() {
    const left = withoutEmail(hashes, email);
    if (left !== null) {
      onRemove(left);
      setEmail('');
    }
    setOutcome(
      left !== null ? 'removed' : looksLikeEmail(email.trim()) ? 'not-there' : 'not-an-address',
    );
  }

  return (
    <Flex direction="column" gap="small" align="start">
      <Input
        name="removeEmail"
        label="Address to take off"
        description="Type it in full; it is looked up by its fingerprint."
        value={email}
        onChange={(typed) => {
          setEmail(typed);
          setOutcome(null);
        }}
      />
      <Button size="sm" onClick={remove}>
        Take off the list
      </Button>
      {outcome !== null && (
        <Alert title={outcomes[outcome].title} variant={outcomes[outcome].variant}>
          <Text variant="microcopy">
            {hashes.length} {hashes.length === 1 ? 'address' : 'addresses'} on the list.
          </Text>
        </Alert>
      )}
    </Flex>
  );
}
