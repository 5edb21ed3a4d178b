import type { JSX, ReactNode } from 'react';
import { appsAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';

/** The account's settings with their navigation. */
export function SettingsFrame({ children }: { readonly children: ReactNode }): JSX.Element {
  const { portal } = useApp();
  return (
    <div className="settings-page">
      <nav className="settings-nav" aria-label="Settings">
        <h2>Settings</h2>
        <p>Integrations</p>
        <a href={appsAddress(portal.id)} aria-current="true">
          Connected apps
        </a>
      </nav>
      <main className="settings-main" id="main">
        {children}
      </main>
    </div>
  );
}
