import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardState } from '../../../../shared/contract/card.ts';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { MatchDetails } from './MatchDetails.tsx';
import { Reasons } from './Reasons.tsx';
import { ScoreHistory } from './ScoreHistory.tsx';
import { SignalTable } from './SignalTable.tsx';
import { SourceTable } from './SourceTable.tsx';
import { Written } from './Written.tsx';

export interface DetailsProps {
  readonly card: CardState;
  readonly shown: Enrichment;
}

/** All that is behind the score. Only the open tab is drawn: the rest would hold up the first painting. */
export function Details({ card, shown }: DetailsProps) {
  const [open, setOpen] = useState('why');
  const hasHistory = card.history.length > 1;
  return (
    <Tabs selected={open} onSelectedChange={(id: number | string) => setOpen(String(id))}>
      <Tab tabId="why" title="Why this score">
        {open === 'why' && <Reasons score={shown.score} />}
      </Tab>
      <Tab tabId="signals" title={`Signals (${shown.signals.length})`}>
        {open === 'signals' && <SignalTable signals={shown.signals} />}
      </Tab>
      {card.latest && (
        <Tab tabId="changes" title="Changes">
          {open === 'changes' && <Written latest={card.latest} undo={card.undo} />}
        </Tab>
      )}
      <Tab tabId="sources" title="Sources">
        {open === 'sources' && (
          <Flex direction="column" gap="md">
            <MatchDetails match={shown.match} />
            <SourceTable sources={shown.sources} />
          </Flex>
        )}
      </Tab>
      {hasHistory && (
        <Tab tabId="history" title="History">
          {open === 'history' && <ScoreHistory history={card.history} />}
        </Tab>
      )}
    </Tabs>
  );
}
