import { AutoGrid, Flex, Select } from '@hubspot/ui-extensions';
import { lookChoices } from '../text/words.ts';
import { type Editor, inputProps } from './editor.ts';
import { NumberField } from './NumberField.tsx';
import { SectionHeading } from './SectionHeading.tsx';

/** How often public sources are looked at, and how much that may come to on a day. */
export function LooksForChanges({ editor }: { readonly editor: Editor }) {
  const { freshness } = editor.draft;
  const change = (part: Partial<typeof freshness>, path: string) =>
    editor.change('freshness', { ...freshness, ...part }, path);
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Looking for changes">
        oppSpot looks at what each enrichment rests on, and enriches again where that has changed.
      </SectionHeading>
      <AutoGrid columnWidth={220} gap="medium" flexible>
        <Select
          {...inputProps(editor, 'settings.freshness.look')}
          label="Look at public sources"
          value={freshness.look}
          options={[...lookChoices]}
          onChange={(value) => {
            const chosen = lookChoices.find((choice) => choice.value === value);
            if (chosen) change({ look: chosen.value }, 'settings.freshness.look');
          }}
        />
        <NumberField
          editor={editor}
          path="settings.freshness.looksPerDay"
          label="Companies looked at per day"
          description="0 to 10,000. The longest not looked at come first."
          value={freshness.looksPerDay}
          onChange={(looksPerDay) => change({ looksPerDay }, 'settings.freshness.looksPerDay')}
        />
        <NumberField
          editor={editor}
          path="settings.freshness.enrichmentsPerDay"
          label="Records enriched again per day"
          description="0 to 10,000, changed and stale ones together. The rest is for the next day."
          value={freshness.enrichmentsPerDay}
          onChange={(enrichmentsPerDay) =>
            change({ enrichmentsPerDay }, 'settings.freshness.enrichmentsPerDay')
          }
        />
      </AutoGrid>
    </Flex>
  );
}
