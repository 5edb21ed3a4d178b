/** The compact card in the sidebar of a contact or company. Exports nothing, as `RecordCard.tsx` says. */
import { hubspot } from '@hubspot/ui-extensions';
import { CompactCard } from './components/CompactCard.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <CompactCard />);
