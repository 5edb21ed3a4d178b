import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { CardFrame } from './CardFrame.tsx';
import { CompanyPicker } from './CompanyPicker.tsx';
import { EnrichButtons } from './EnrichButtons.tsx';
import { GoodToKnow } from './GoodToKnow.tsx';
import { MatchDetails } from './MatchDetails.tsx';
import { NeverEnriched } from './NeverEnriched.tsx';
import { NextActions } from './NextActions.tsx';
import { PreviewSection } from './PreviewSection.tsx';
import { Reasons } from './Reasons.tsx';
import { RunProgress } from './RunProgress.tsx';
import { ScoreHeader } from './ScoreHeader.tsx';
import { ScoreHistory } from './ScoreHistory.tsx';
import { SignalTable } from './SignalTable.tsx';
import { SourceTable } from './SourceTable.tsx';
import { StandingNotices } from './StandingNotices.tsx';
import { Summary } from './Summary.tsx';
import { TopSignals } from './TopSignals.tsx';
import { Written } from './Written.tsx';

/** Everything about a record: what decides is seen first, the rest stands in tabs. */
export function FullCard() {
  return (
    <CardFrame>
      <Content />
    </CardFrame>
  );
}

function Content() {
  const { card, shown } = useCardContext();
  if (!card) return null;
  if (!shown) {
    return (
      <>
        <RunProgress />
        <NeverEnriched />
        <GoodToKnow />
      </>
    );
  }
  return (
    <>
      <ScoreHeader enrichment={shown} />
      <EnrichButtons />
      <RunProgress />
      <StandingNotices />
      {shown.match.status === 'ambiguous' && <CompanyPicker key={shown.id} match={shown.match} />}
      {card.preview && <PreviewSection preview={card.preview} />}
      <Summary summary={shown.summary} />
      <TopSignals signals={shown.signals} />
      <NextActions actions={shown.nextActions} />
      <GoodToKnow />
      <Details card={card} shown={shown} />
    </>
  );
}

function Details({ card, shown }: { readonly card: CardState; readonly shown: Enrichment }) {
  return (
    <Tabs defaultSelected="why" variant="default">
      <Tab tabId="why" title="Why this score">
        <Reasons score={shown.score} />
      </Tab>
      <Tab tabId="signals" title={`Signals (${shown.signals.length})`}>
        <SignalTable signals={shown.signals} />
      </Tab>
      {card.latest && (
        <Tab tabId="changes" title="Changes">
          <Written latest={card.latest} undo={card.undo} />
        </Tab>
      )}
      <Tab tabId="sources" title="Sources">
        <Flex direction="column" gap="md">
          <MatchDetails match={shown.match} />
          <SourceTable sources={shown.sources} />
        </Flex>
      </Tab>
      {card.history.length > 1 && (
        <Tab tabId="history" title="History">
          <ScoreHistory history={card.history} />
        </Tab>
      )}
    </Tabs>
  );
}
