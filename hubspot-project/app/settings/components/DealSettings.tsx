import { Alert, AutoGrid, Flex, Select, Text } from '@hubspot/ui-extensions';
import { noChoice, pipelineOptions, stageOptions } from '../draft/choices.ts';
import type { SettingsDraft } from '../draft/draft.ts';
import { type Editor, inputProps } from './editor.ts';
import { NumberField } from './NumberField.tsx';
import { SectionHeading } from './SectionHeading.tsx';

/** Where new deals go and how often one may come. */
export function DealSettings({ editor }: { readonly editor: Editor }) {
  const { deals } = editor.draft;
  const { pipelines, provisioning } = editor.state;
  const chosen = pipelines.items.find(({ id }) => id === deals.pipeline) ?? null;
  const change = (part: Partial<SettingsDraft['deals']>, path: string) =>
    editor.change('deals', { ...deals, ...part }, path);
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Deals">Where new deals go and how often one may come.</SectionHeading>
      {provisioning.dealsUnavailable !== null && (
        <Alert title="Deals cannot be created" variant="warning">
          <Text>{provisioning.dealsUnavailable}</Text>
        </Alert>
      )}
      {pipelines.error !== null && (
        <Alert title="The pipelines could not be read" variant="warning">
          <Text>{pipelines.error}</Text>
        </Alert>
      )}
      <AutoGrid columnWidth={220} gap="medium" flexible>
        <Select
          {...inputProps(editor, 'settings.deals.pipeline')}
          label="Pipeline"
          value={deals.pipeline ?? noChoice}
          options={pipelineOptions(pipelines, deals.pipeline)}
          onChange={(value) => change({ pipeline: idOf(value), stage: null }, 'settings.deals')}
        />
        <Select
          {...inputProps(editor, 'settings.deals.stage')}
          label="Stage"
          value={deals.stage ?? noChoice}
          options={stageOptions(chosen, deals.stage)}
          readOnly={deals.pipeline === null && deals.stage === null}
          description={deals.pipeline === null ? 'Choose a pipeline first.' : undefined}
          onChange={(value) => change({ stage: idOf(value) }, 'settings.deals.stage')}
        />
        <NumberField
          editor={editor}
          path="settings.deals.repeatAfterDays"
          label="Next deal no sooner than (days)"
          description="1 to 1095 days after the last one of the same record."
          value={deals.repeatAfterDays}
          onChange={(repeatAfterDays) =>
            change({ repeatAfterDays }, 'settings.deals.repeatAfterDays')
          }
        />
      </AutoGrid>
    </Flex>
  );
}

function idOf(value: string | number | boolean): string | null {
  return value === noChoice ? null : String(value);
}
