import { useExtensionActions } from '@hubspot/ui-extensions';
import type { MappingsActions, MappingsView } from '../../hooks/useMappings.ts';
import { mappingsStanding } from '../../text/standing.ts';
import { SaveBar } from '../SaveBar.tsx';

interface MappingsSaveBarProps {
  readonly view: MappingsView;
  readonly actions: MappingsActions;
}

/** Saves the mappings, which have a version of their own. Nothing before they are loaded. */
export function MappingsSaveBar({ view, actions }: MappingsSaveBarProps) {
  const { addAlert } = useExtensionActions<'settings'>();
  if (view.phase !== 'loaded') return null;

  async function save() {
    const outcome = await actions.save();
    if (outcome === 'saved') addAlert({ type: 'success', message: 'Mappings saved.' });
    if (outcome === 'nothing-to-save') {
      addAlert({ type: 'info', message: 'There is nothing to save: you changed no mapping.' });
    }
  }

  return (
    <SaveBar
      name="Save mappings"
      isSaving={view.busy === 'saving'}
      isChanged={view.changed.length > 0}
      standing={mappingsStanding(view)}
      onSave={() => void save()}
      onDiscard={actions.discard}
    />
  );
}
