import { type JSX, useMemo, useState } from 'react';
import { appsAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { HostedExtension } from '../extensions/HostedExtension.tsx';
import { createExtensionHost } from '../extensions/host.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { usePageTitle } from '../usePageTitle.ts';
import { SettingsFrame } from './SettingsFrame.tsx';

/** The app's own settings page, where an administrator finds it in HubSpot. */
export function SettingsPage(): JSX.Element {
  const { app, portal, settings } = useApp();
  const [tab, setTab] = useState('settings');
  usePageTitle(`${app.name} settings`);
  return (
    <SettingsFrame>
      <nav aria-label="Breadcrumb" className="breadcrumb">
        <a href={appsAddress(portal.id)}>Connected apps</a>
        <span aria-hidden="true">/</span>
        <span aria-current="page">{app.name}</span>
      </nav>
      <div className="app-title">
        <span className="app-logo" aria-hidden="true">
          o
        </span>
        <h1>{app.name}</h1>
      </div>
      <Tabs
        label={app.name}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'settings',
            title: 'Settings',
            content: settings ? (
              <SettingsExtension bundle={settings.bundle} />
            ) : (
              <p className="card">This app has no settings page.</p>
            ),
          },
          { id: 'about', title: 'About', content: <p className="card">{app.description}</p> },
        ]}
      />
    </SettingsFrame>
  );
}

function SettingsExtension({ bundle }: { readonly bundle: string }): JSX.Element {
  const { app } = useApp();
  const { addToast } = useToasts();
  const host = useMemo(() => createExtensionHost(app.name, null, addToast), [app.name, addToast]);
  return (
    <section className="card settings-card" aria-label={`Settings of ${app.name}`}>
      <HostedExtension
        bundle={bundle}
        title={app.name}
        location="settings"
        host={host}
        headingLevel={2}
      />
    </section>
  );
}
