import { AutoGrid, Flex, Text, Toggle } from '@hubspot/ui-extensions';
import { switches } from '../text/words.ts';
import { AssignmentRules } from './AssignmentRules.tsx';
import { DealSettings } from './DealSettings.tsx';
import type { Editor } from './editor.ts';
import { NumberField } from './NumberField.tsx';
import { SectionHeading } from './SectionHeading.tsx';

/** What oppSpot does without being asked. */
export function AutomationTab({ editor }: { readonly editor: Editor }) {
  return (
    <Flex direction="column" gap="large">
      <Switches editor={editor} />
      <TaskSettings editor={editor} />
      <DealSettings editor={editor} />
      <AssignmentRules editor={editor} />
    </Flex>
  );
}

function Switches({ editor }: { readonly editor: Editor }) {
  const { automation } = editor.draft;
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="What happens by itself">
        What is switched off is not written, and the card says that it is off.
      </SectionHeading>
      {switches.map(({ name, label, description }) => (
        <Flex key={name} direction="column" gap="flush">
          <Toggle
            label={label}
            labelDisplay="inline"
            name={`settings.automation.${name}`}
            size="sm"
            checked={automation[name]}
            onChange={(checked) => editor.change('automation', { ...automation, [name]: checked })}
          />
          <Text variant="microcopy">{description}</Text>
        </Flex>
      ))}
    </Flex>
  );
}

function TaskSettings({ editor }: { readonly editor: Editor }) {
  const { tasks } = editor.draft;
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Follow-up tasks">
        When they are due and how often they come.
      </SectionHeading>
      <AutoGrid columnWidth={220} gap="medium" flexible>
        <NumberField
          editor={editor}
          path="settings.tasks.dueInHours"
          label="Due after (hours)"
          description="1 to 720 hours after the enrichment."
          value={tasks.dueInHours}
          onChange={(dueInHours) =>
            editor.change('tasks', { ...tasks, dueInHours }, 'settings.tasks.dueInHours')
          }
        />
        <NumberField
          editor={editor}
          path="settings.tasks.repeatAfterDays"
          label="Next task no sooner than (days)"
          description="Keeps a record from getting one follow-up after another."
          value={tasks.repeatAfterDays}
          onChange={(repeatAfterDays) =>
            editor.change('tasks', { ...tasks, repeatAfterDays }, 'settings.tasks.repeatAfterDays')
          }
        />
      </AutoGrid>
    </Flex>
  );
}
