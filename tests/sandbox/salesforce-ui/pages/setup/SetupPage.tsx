import type { JSX } from 'react';
import { LightningComponent } from '../components/LightningComponent.tsx';
import { usePageTitle } from '../session.ts';

/** The package's tab. */
export function SetupPage(): JSX.Element {
  usePageTitle('oppSpot Setup');
  return (
    <main className="page setup-page" id="main">
      <LightningComponent tag="c-oppspot-setup" />
    </main>
  );
}
