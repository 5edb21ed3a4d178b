import type { JSX } from 'react';
import { useEffect } from 'react';
import { usePathname } from '../../hubspot-ui/pages/router.ts';
import { useData } from '../../hubspot-ui/pages/useData.ts';
import type { SessionView } from '../contract.ts';
import { placeOf } from './addresses.ts';
import { FlowPage } from './flow/FlowPage.tsx';
import { useLightningLinks } from './links.ts';
import { ListPage } from './list/ListPage.tsx';
import { RecordPage } from './record/RecordPage.tsx';
import { SessionProvider } from './session.ts';
import { SetupPage } from './setup/SetupPage.tsx';
import { Header } from './shell/Header.tsx';
import { Notice } from './ui/Notice.tsx';
import { ToastsProvider, useToasts } from './ui/toasts.tsx';

export function App(): JSX.Element {
  const { value: session, error } = useData<SessionView>('/data/session');
  if (error) {
    return (
      <main className="page">
        <Notice title="The sandbox cannot show its pages">{error}</Notice>
      </main>
    );
  }
  if (!session) return <p className="boot-note">Loading the sandbox…</p>;
  return (
    <SessionProvider value={session}>
      <ToastsProvider>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <Header />
        <CurrentPage />
      </ToastsProvider>
    </SessionProvider>
  );
}

function CurrentPage(): JSX.Element {
  const pathname = usePathname();
  const showToast = useToasts();
  useLightningLinks((address) =>
    showToast({
      variant: 'info',
      title: 'In Salesforce this opens a page outside',
      message: `${address} is part of the fiction here, so nothing is opened.`,
    }),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a new page
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void window.scrollTo(0, 0);
  }, [pathname]);
  const place = placeOf(pathname);
  switch (place.page) {
    case 'list':
      return <ListPage key={place.object} object={place.object} />;
    case 'record':
      return <RecordPage key={pathname} object={place.object} id={place.id} />;
    case 'setup':
      return <SetupPage />;
    case 'flow':
      return <FlowPage />;
    case 'unknown':
      return (
        <main className="page" id="main">
          <Notice title="This page is not part of the stand-in">
            It has contacts, accounts, leads, a Flow and the package’s setup. Choose one of them
            above.
          </Notice>
        </main>
      );
  }
}
