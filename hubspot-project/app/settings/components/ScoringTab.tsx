import { AutoGrid, Flex, Text, Toggle } from '@hubspot/ui-extensions';
import type { SettingsApi } from '../api/settings-api.ts';
import { refreshSwitch } from '../text/words.ts';
import type { Editor } from './editor.ts';
import { IdealCustomer } from './IdealCustomer.tsx';
import { IntentPages } from './IntentPages.tsx';
import { LooksForChanges } from './LooksForChanges.tsx';
import { NumberField } from './NumberField.tsx';
import { SectionHeading } from './SectionHeading.tsx';
import { ScoreModel } from './scoring/ScoreModel.tsx';
import { Weights } from './Weights.tsx';

interface ScoringTabProps {
  readonly editor: Editor;
  readonly api: SettingsApi;
}

/** What the score is made of and from where on it has consequences. */
export function ScoringTab({ editor, api }: ScoringTabProps) {
  const { thresholds, freshness } = editor.draft;
  return (
    <Flex direction="column" gap="large">
      <ScoreModel api={api} dealScore={editor.state.settings.thresholds.deal} />
      <Weights editor={editor} />
      <Flex direction="column" gap="small">
        <SectionHeading title="Thresholds">
          From where on oppSpot acts, and how sure it must be of the company.
        </SectionHeading>
        <AutoGrid columnWidth={220} gap="medium" flexible>
          <NumberField
            editor={editor}
            path="settings.thresholds.deal"
            label="Score worth a deal"
            description="0 to 100. From this score on a deal is created, if that is switched on."
            value={thresholds.deal}
            onChange={(deal) =>
              editor.change('thresholds', { ...thresholds, deal }, 'settings.thresholds.deal')
            }
          />
          <NumberField
            editor={editor}
            path="settings.thresholds.match"
            label="Confidence in the company (%)"
            description="Below this, you pick among candidates and no facts are written."
            value={thresholds.match}
            onChange={(match) =>
              editor.change('thresholds', { ...thresholds, match }, 'settings.thresholds.match')
            }
          />
          <NumberField
            editor={editor}
            path="settings.freshness.staleAfterDays"
            label="Stale after (days)"
            description="The card then suggests to enrich again."
            value={freshness.staleAfterDays}
            onChange={(staleAfterDays) =>
              editor.change(
                'freshness',
                { ...freshness, staleAfterDays },
                'settings.freshness.staleAfterDays',
              )
            }
          />
        </AutoGrid>
        <Flex direction="column" gap="flush">
          <Toggle
            label={refreshSwitch.label}
            labelDisplay="inline"
            name="settings.freshness.refresh"
            size="sm"
            checked={freshness.refresh}
            onChange={(refresh) => editor.change('freshness', { ...freshness, refresh })}
          />
          <Text variant="microcopy">{refreshSwitch.description}</Text>
        </Flex>
      </Flex>
      <LooksForChanges editor={editor} />
      <IdealCustomer editor={editor} />
      <IntentPages editor={editor} />
    </Flex>
  );
}
