/** The full card in the middle column of a contact or company. */
import { hubspot } from '@hubspot/ui-extensions';
import { CardFrame } from './components/CardFrame.tsx';
import { FullCard } from './components/FullCard.tsx';

hubspot.extend<'crm.record.tab'>(() => <RecordCard />);

/** What HubSpot draws in the tab. */
export function RecordCard() {
  return (
    <CardFrame>
      <FullCard />
    </CardFrame>
  );
}
