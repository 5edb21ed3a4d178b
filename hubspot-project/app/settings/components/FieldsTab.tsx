import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import type { SettingsApi } from '../api/settings-api.ts';
import { policies } from '../text/words.ts';
import type { Editor } from './editor.ts';
import { FieldPolicies } from './FieldPolicies.tsx';
import { OwnProvider } from './provider/OwnProvider.tsx';
import { SectionHeading } from './SectionHeading.tsx';
import { WrittenLanguage } from './WrittenLanguage.tsx';

interface FieldsTabProps {
  readonly editor: Editor;
  readonly api: SettingsApi;
}

/** Where facts come from, and when oppSpot may write each field. */
export function FieldsTab({ editor, api }: FieldsTabProps) {
  const { fields } = editor.state;
  return (
    <Flex direction="column" gap="large">
      <WrittenLanguage editor={editor} />
      <Flex direction="column" gap="small">
        <SectionHeading title="When oppSpot may write">
          Each field has a policy. Whatever it says, the card shows every change before it is
          written and can undo it.
        </SectionHeading>
        <DescriptionList direction="row">
          {policies.map(({ value, label, explanation }) => (
            <DescriptionListItem key={value} label={label}>
              <Text>{explanation}</Text>
            </DescriptionListItem>
          ))}
        </DescriptionList>
      </Flex>
      <Flex direction="column" gap="small">
        <SectionHeading title="HubSpot's own fields">
          Company facts and the owner. oppSpot fills gaps here unless you decide otherwise.
        </SectionHeading>
        <FieldPolicies editor={editor} fields={fields.filter(({ isOwn }) => !isOwn)} />
      </Flex>
      <Flex direction="column" gap="small">
        <SectionHeading title="oppSpot fields">
          Properties that oppSpot created for its own results.
        </SectionHeading>
        <FieldPolicies editor={editor} fields={fields.filter(({ isOwn }) => isOwn)} />
      </Flex>
      <OwnProvider api={api} />
    </Flex>
  );
}
