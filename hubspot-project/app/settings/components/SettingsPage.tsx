import { LoadingSpinner, useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { createSettingsApi } from '../api/settings-api.ts';
import { useSettings } from '../hooks/useSettings.ts';
import { LoadFailure } from './LoadFailure.tsx';
import { SettingsForm } from './SettingsForm.tsx';

/** The settings of oppSpot in one HubSpot account. */
export function SettingsPage() {
  const { variables } = useExtensionContext<'settings'>();
  const baseUrl = variables?.APP_BASE_URL;
  const api = useMemo(() => createSettingsApi(baseUrl), [baseUrl]);
  const [view, actions] = useSettings(api);

  if (view.phase === 'loading') {
    return <LoadingSpinner label="Loading the settings" showLabel layout="centered" size="md" />;
  }
  if (view.phase === 'failed') {
    return <LoadFailure error={view.error} onRetry={() => void actions.load()} />;
  }
  return <SettingsForm settings={view} actions={actions} />;
}
