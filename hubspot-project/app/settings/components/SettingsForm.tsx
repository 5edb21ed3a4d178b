import { Flex, Tab, Tabs, useExtensionActions } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Disconnected } from '../../../../shared/contract/integrations.ts';
import type { SettingsApi } from '../api/settings-api.ts';
import type { Fault } from '../draft/faults.ts';
import { type Section, sectionOf, sections } from '../draft/sections.ts';
import { useMappings } from '../hooks/useMappings.ts';
import type { LoadedSettings, SettingsActions } from '../hooks/useSettings.ts';
import { settingsStanding } from '../text/standing.ts';
import { mappingsTabTitle, tabTitle } from '../text/tabs.ts';
import { AutomationTab } from './AutomationTab.tsx';
import { ActivityTab } from './activity/ActivityTab.tsx';
import { BulkTab } from './bulk/BulkTab.tsx';
import { ConnectionTab } from './ConnectionTab.tsx';
import { ReconnectBanner } from './connection/ReconnectBanner.tsx';
import type { Editor } from './editor.ts';
import { FieldsTab } from './FieldsTab.tsx';
import { MappingsSaveBar } from './mappings/MappingsSaveBar.tsx';
import { MappingsTab } from './mappings/MappingsTab.tsx';
import { Notices } from './Notices.tsx';
import { PrivacyTab } from './PrivacyTab.tsx';
import { SaveBar } from './SaveBar.tsx';
import { ScoringTab } from './ScoringTab.tsx';

interface SettingsFormProps {
  readonly settings: LoadedSettings;
  readonly actions: SettingsActions;
  readonly api: SettingsApi;
  readonly onDisconnected: (left: Disconnected) => void;
}

/** Tabs that hold no settings stand among those that do. */
const tabs = [
  'connection',
  'fields',
  'mappings',
  'scoring',
  'automation',
  'privacy',
  'bulk',
  'activity',
] as const;
type PageTab = (typeof tabs)[number];

/** The loaded page: notices, its tabs, and the bar that saves what the open one shows. */
export function SettingsForm({ settings, actions, api, onDisconnected }: SettingsFormProps) {
  const { addAlert } = useExtensionActions<'settings'>();
  const [selected, setSelected] = useState<PageTab>('connection');
  const [mappings, mappingActions] = useMappings(api);
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

  function contentOf(tab: PageTab) {
    switch (tab) {
      case 'connection':
        return (
          <ConnectionTab
            settings={editor}
            api={api}
            onRepair={() => void repair()}
            onDisconnected={onDisconnected}
          />
        );
      case 'fields':
        return <FieldsTab editor={editor} api={api} />;
      case 'mappings':
        return (
          <MappingsTab fields={settings.state.fields} view={mappings} actions={mappingActions} />
        );
      case 'scoring':
        return <ScoringTab editor={editor} api={api} />;
      case 'automation':
        return <AutomationTab editor={editor} />;
      case 'privacy':
        return <PrivacyTab editor={editor} />;
      case 'bulk':
        return <BulkTab api={api} />;
      case 'activity':
        return <ActivityTab api={api} owners={settings.state.owners.items} />;
    }
  }

  return (
    <Flex direction="column" gap="medium">
      <ReconnectBanner settings={settings} onLook={() => void actions.takeNewest()} />
      <Notices
        settings={settings}
        onTakeNewest={() => void actions.takeNewest()}
        onShow={setSelected}
      />
      <Tabs
        selected={selected}
        onSelectedChange={(id: string | number) => setSelected(knownTab(id) ?? selected)}
      >
        {tabs.map((tab) => (
          <Tab
            key={tab}
            tabId={tab}
            title={tab === 'mappings' ? mappingsTabTitle(mappings) : tabTitle(tab, settings)}
          >
            {tab === selected && contentOf(tab)}
          </Tab>
        ))}
      </Tabs>
      {isSection(selected) && (
        <SaveBar
          name="Save"
          isSaving={settings.busy === 'saving'}
          isChanged={settings.changed.length > 0}
          standing={settingsStanding(settings)}
          onSave={() => void save()}
          onDiscard={actions.discard}
        />
      )}
      {selected === 'mappings' && <MappingsSaveBar view={mappings} actions={mappingActions} />}
    </Flex>
  );
}

function firstFaultySection(faults: readonly Fault[]): Section | null {
  const faulty = new Set(faults.map(({ field }) => sectionOf(field)));
  return sections.find((section) => faulty.has(section)) ?? null;
}

function knownTab(id: string | number): PageTab | null {
  return tabs.find((tab) => tab === id) ?? null;
}

function isSection(tab: PageTab): tab is Section {
  return sections.some((section) => section === tab);
}
