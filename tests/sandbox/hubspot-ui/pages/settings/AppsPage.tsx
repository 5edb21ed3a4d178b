import type { JSX } from 'react';
import { settingsAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { usePageTitle } from '../usePageTitle.ts';
import { SettingsFrame } from './SettingsFrame.tsx';

/** The apps of the account: the one that is developed here. */
export function AppsPage(): JSX.Element {
  const { app, portal } = useApp();
  usePageTitle('Connected apps');
  return (
    <SettingsFrame>
      <h1>Connected apps</h1>
      <p className="muted">What is installed in this account and may read or change its records.</p>
      <article className="card app-tile">
        <span className="app-logo" aria-hidden="true">
          o
        </span>
        <div>
          <h2>{app.name}</h2>
          <p>{app.description}</p>
          <a className="button primary" href={settingsAddress(portal.id, app.uid)}>
            Settings of {app.name}
          </a>
        </div>
      </article>
    </SettingsFrame>
  );
}
