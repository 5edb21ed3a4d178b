import { AutoGrid, Flex } from '@hubspot/ui-extensions';
import type { SettingsDraft } from '../draft/draft.ts';
import type { Editor } from './editor.ts';
import { ListField } from './ListField.tsx';
import { SectionHeading } from './SectionHeading.tsx';
import { SuppressedEmails } from './SuppressedEmails.tsx';

const root = 'settings.suppression';

/** Whom oppSpot leaves alone. */
export function PrivacyTab({ editor }: { readonly editor: Editor }) {
  const { suppression } = editor.draft;
  const change = (part: Partial<SettingsDraft['suppression']>, path: string) =>
    editor.change('suppression', { ...suppression, ...part }, path);
  return (
    <Flex direction="column" gap="large">
      <Flex direction="column" gap="small">
        <SectionHeading title="Suppression list">
          Nothing is researched and nothing is written for what stands here, whoever asks: the card,
          a workflow or the automation.
        </SectionHeading>
        <AutoGrid columnWidth={260} gap="medium" flexible>
          <ListField
            editor={editor}
            path={`${root}.domains`}
            label="Domains"
            description="One a line, without https://. Covers the company and everybody with an address there."
            placeholder="acme.example"
            value={suppression.domains}
            onChange={(domains) => change({ domains }, `${root}.domains`)}
          />
          <ListField
            editor={editor}
            path={`${root}.recordIds`}
            label="Record ids"
            description="One a line: the number at the end of a record's address in HubSpot."
            value={suppression.recordIds}
            onChange={(recordIds) => change({ recordIds }, `${root}.recordIds`)}
          />
        </AutoGrid>
      </Flex>
      <SuppressedEmails editor={editor} suppression={suppression} onChange={change} />
    </Flex>
  );
}
