import { hubspot } from '@hubspot/ui-extensions';
import { SettingsPage } from './components/SettingsPage.tsx';

hubspot.extend<'settings'>(() => <SettingsPage />);
