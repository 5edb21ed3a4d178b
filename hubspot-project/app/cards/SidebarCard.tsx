/** The compact card in the sidebar of a contact or company. */
import { hubspot } from '@hubspot/ui-extensions';
import { CardFrame } from './components/CardFrame.tsx';
import { CompactCard } from './components/CompactCard.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <SidebarCard />);

/** What HubSpot draws in the sidebar. */
export function SidebarCard() {
  return (
    <CardFrame>
      <CompactCard />
    </CardFrame>
  );
}
