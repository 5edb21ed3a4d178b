import { Flex, Select } from '@hubspot/ui-extensions';
import { languages } from '../text/words.ts';
import { type Editor, inputProps } from './editor.ts';
import { SectionHeading } from './SectionHeading.tsx';

/** In which language summaries, signals, steps and tasks are written into HubSpot. */
export function WrittenLanguage({ editor }: { readonly editor: Editor }) {
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Language of written texts">
        Summaries, signals, steps and tasks are written into HubSpot in this language. The card is
        told in the language of whoever looks at it, where oppSpot speaks it.
      </SectionHeading>
      <Select
        {...inputProps(editor, 'settings.language')}
        label="Language"
        value={editor.draft.language ?? 'en'}
        options={[...languages]}
        onChange={(value) =>
          editor.change(
            'language',
            languages.find((known) => known.value === value)?.value ?? null,
            'settings.language',
          )
        }
      />
    </Flex>
  );
}
