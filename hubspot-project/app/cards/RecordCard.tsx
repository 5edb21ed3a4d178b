/**
 * The full card in the middle column of a contact or company. Exports nothing: HubSpot's builder would
 * hang an export on `this`, which nobody promises to be there.
 */
import { hubspot } from '@hubspot/ui-extensions';
import { FullCard } from './components/FullCard.tsx';

hubspot.extend<'crm.record.tab'>(() => <FullCard />);
