import { type JSX, useEffect } from 'react';
import type { AppView } from '../contract.ts';
import { placeOf } from './addresses.ts';
import { AppProvider } from './app-context.ts';
import { GenerationsProvider } from './extensions/generations.tsx';
import { ListPage } from './list/ListPage.tsx';
import { useServerEvent } from './live.ts';
import { RecordPage } from './record/RecordPage.tsx';
import { useLinks, usePathname } from './router.ts';
import { AppsPage } from './settings/AppsPage.tsx';
import { SettingsPage } from './settings/SettingsPage.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { Notice } from './ui/Notice.tsx';
import { ToastsProvider, useToasts } from './ui/toasts.tsx';
import { useData } from './useData.ts';
import { WorkflowPage } from './workflows/WorkflowPage.tsx';

export function App(): JSX.Element {
  const { value: app, error } = useData<AppView>('/data/app');
  useServerEvent('pages', (rebuilt) => {
    if (rebuilt.error === null) location.reload();
  });
  if (error) {
    return (
      <main className="page">
        <Notice title="The sandbox cannot show the app" text={error} />
      </main>
    );
  }
  if (!app) return <div className="boot-bar" />;
  return (
    <AppProvider value={app}>
      <ToastsProvider>
        <GenerationsProvider>
          <a className="skip-link" href="#main">
            Skip to content
          </a>
          <TopBar />
          <CurrentPage localOrigins={app.localOrigins} />
        </GenerationsProvider>
      </ToastsProvider>
    </AppProvider>
  );
}

function CurrentPage({ localOrigins }: Pick<AppView, 'localOrigins'>): JSX.Element {
  const pathname = usePathname();
  const { addToast } = useToasts();
  useLinks((address) => {
    // The app's own server has a public address, which leads to this machine here.
    const { origin, pathname: path, search } = new URL(address);
    const local = localOrigins[origin];
    if (local !== undefined) {
      window.open(`${local}${path}${search}`, '_blank', 'noopener');
      return;
    }
    addToast({
      type: 'info',
      title: 'In HubSpot this opens a page outside',
      message: `${address}\nHere it is part of the fiction, so nothing is opened.`,
    });
  });
  const place = placeOf(pathname);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a new page
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void window.scrollTo(0, 0);
  }, [pathname]);
  switch (place.page) {
    case 'list':
      return <ListPage key={place.type} type={place.type} />;
    case 'record':
      return <RecordPage key={pathname} type={place.type} id={place.id} />;
    case 'workflows':
      return <WorkflowPage />;
    case 'apps':
      return <AppsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'unknown':
      return (
        <main className="page" id="main">
          <Notice
            title="This page is not part of the stand-in"
            text="It has contacts, companies, deals, a workflow and the app’s settings. Choose one of them above."
          />
        </main>
      );
  }
}
