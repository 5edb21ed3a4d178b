import { Flex, Tab, Tabs, useExtensionActions } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Fault } from '../draft/faults.ts';
import { type Section, sectionOf, sections } from '../draft/sections.ts';
import type { LoadedSettings, SettingsActions } from '../hooks/useSettings.ts';
import { sectionTitles } from '../text/words.ts';
import { AutomationTab } from './AutomationTab.tsx';
import { ConnectionTab } from './ConnectionTab.tsx';
import type { Editor } from './editor.ts';
import { FieldsTab } from './FieldsTab.tsx';
import { Notices } from './Notices.tsx';
import { PrivacyTab } from './PrivacyTab.tsx';
import { SaveBar } from './SaveBar.tsx';
import { ScoringTab } from './ScoringTab.tsx';

interface SettingsFormProps {
  readonly settings: LoadedSettings;
  readonly actions: SettingsActions;
}

/** The loaded page: notices, a tab per section, and the bar that saves them all. */
export function SettingsForm({ settings, actions }: SettingsFormProps) {
  const { addAlert } = useExtensionActions<'settings'>();
  const [selected, setSelected] = useState<Section>('connection');
  const editor: Editor = { ...settings, change: actions.change };

  async function save() {
    const outcome = await actions.save();
    if (outcome.result === 'saved') addAlert({ type: 'success', message: 'Settings saved.' });
    if (outcome.result === 'nothing-to-save') {
      addAlert({ type: 'info', message: 'There is nothing to save: you changed nothing.' });
    }
    if (outcome.result === 'faulty') setSelected(firstFaultySection(outcome.faults) ?? selected);
  }

  async function repair() {
    if (!(await actions.repair())) return;
    addAlert({ type: 'success', message: 'oppSpot checked its properties in HubSpot.' });
  }

  return (
    <Flex direction="column" gap="medium">
      <Notices
        settings={settings}
        onTakeNewest={() => void actions.takeNewest()}
        onShow={setSelected}
      />
      <Tabs
        selected={selected}
        onSelectedChange={(id: string | number) => setSelected(knownSection(id) ?? selected)}
      >
        {sections.map((section) => (
          <Tab key={section} tabId={section} title={tabTitle(section, settings)}>
            {section === selected && (
              <Content section={section} editor={editor} onRepair={() => void repair()} />
            )}
          </Tab>
        ))}
      </Tabs>
      <SaveBar settings={settings} onSave={() => void save()} onDiscard={actions.discard} />
    </Flex>
  );
}

interface ContentProps {
  readonly section: Section;
  readonly editor: Editor;
  readonly onRepair: () => void;
}

function Content({ section, editor, onRepair }: ContentProps) {
  switch (section) {
    case 'connection':
      return <ConnectionTab settings={editor} onRepair={onRepair} />;
    case 'fields':
      return <FieldsTab editor={editor} />;
    case 'scoring':
      return <ScoringTab editor={editor} />;
    case 'automation':
      return <AutomationTab editor={editor} />;
    case 'privacy':
      return <PrivacyTab editor={editor} />;
  }
}

function tabTitle(section: Section, { changed, faults }: LoadedSettings): string {
  const wrong = faults.filter(({ field }) => sectionOf(field) === section).length;
  if (wrong > 0) return `${sectionTitles[section]} (${wrong} to fix)`;
  return changed.includes(section) ? `${sectionTitles[section]} (unsaved)` : sectionTitles[section];
}

function firstFaultySection(faults: readonly Fault[]): Section | null {
  const faulty = new Set(faults.map(({ field }) => sectionOf(field)));
  return sections.find((section) => faulty.has(section)) ?? null;
}

function knownSection(id: string | number): Section | null {
  return sections.find((section) => section === id) ?? null;
}
