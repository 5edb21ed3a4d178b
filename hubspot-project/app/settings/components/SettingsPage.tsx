import { LoadingSpinner, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo, useState } from 'react';
import type { Disconnected } from '../../../../shared/contract/integrations.ts';
import { createSettingsApi } from '../api/settings-api.ts';
import { useSettings } from '../hooks/useSettings.ts';
import { Left } from './connection/Left.tsx';
import { LoadFailure } from './LoadFailure.tsx';
import { SettingsForm } from './SettingsForm.tsx';

/** The settings of oppSpot in one HubSpot account. */
export function SettingsPage() {
  const { variables } = useExtensionContext<'settings'>();
  const baseUrl = variables?.APP_BASE_URL;
  const api = useMemo(() => createSettingsApi(baseUrl), [baseUrl]);
  const [view, actions] = useSettings(api);
  const [left, setLeft] = useState<Disconnected | null>(null);

  if (left !== null) return <Left left={left} />;
  if (view.phase === 'loading') {
    return <LoadingSpinner label="Loading the settings" showLabel layout="centered" size="md" />;
  }
  if (view.phase === 'failed') {
    return (
      <LoadFailure
        error={view.error}
        title="The settings could not be loaded"
        onRetry={() => void actions.load()}
      />
    );
  }
  return <SettingsForm settings={view} actions={actions} api={api} onDisconnected={setLeft} />;
}
