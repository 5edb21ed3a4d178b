import { type JSX, useState } from 'react';
import type { RecordView } from '../../contract.ts';
import type { RecordSource } from '../extensions/host.ts';
import { replaceAddress } from '../router.ts';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { useCards } from './cards.ts';
import { Overview } from './Overview.tsx';
import { RecordCard } from './RecordCard.tsx';
import { Timeline } from './Timeline.tsx';

const rememberedTab = 'record-tab';

/** Overview, activities, and a tab for each of the app's cards. */
export function MiddleColumn(props: { record: RecordView; source: RecordSource }): JSX.Element {
  const { record, source } = props;
  const cards = useCards(record, 'crm.record.tab');
  const tabs: Tab[] = [
    { id: 'overview', title: 'Overview', content: <Overview record={record} /> },
    {
      id: 'activities',
      title: 'Activities',
      content: <Timeline activities={record.activities} />,
    },
    ...cards.map((card) => ({
      id: card.uid,
      title: card.title,
      content: (
        <section className="card tab-card" aria-label={card.title}>
          <RecordCard card={card} record={record} source={source} location="crm.record.tab" />
        </section>
      ),
    })),
  ];
  const [selected, setSelected] = useState(() => firstTab(tabs));
  function select(id: string) {
    setSelected(id);
    sessionStorage.setItem(rememberedTab, titleOf(tabs, id));
    replaceAddress(`${location.pathname}?tab=${encodeURIComponent(id)}`);
  }
  return (
    <section className="middle" aria-label="Record">
      <Tabs label="Record views" tabs={tabs} selected={selected} onSelect={select} />
    </section>
  );
}

/** The one the address names, else the one opened last, else the app's own as placed first. */
function firstTab(tabs: readonly Tab[]): string {
  const named = new URLSearchParams(location.search).get('tab');
  const remembered = sessionStorage.getItem(rememberedTab);
  const tab =
    tabs.find(({ id }) => id === named) ??
    tabs.find(({ title }) => title === remembered) ??
    tabs[2] ??
    tabs[0];
  return tab?.id ?? '';
}

/** Titles and not ids are remembered: a contact's card and a company's are one to a rep. */
function titleOf(tabs: readonly Tab[], id: string): string {
  return tabs.find((tab) => tab.id === id)?.title ?? '';
}
