import { Flex } from '@hubspot/ui-extensions';
import { enrichAsk } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { AskButton } from './AskButton.tsx';
import { CardFrame } from './CardFrame.tsx';
import { CompactScore } from './CompactScore.tsx';
import { Gist } from './Gist.tsx';
import { GoodToKnow } from './GoodToKnow.tsx';
import { NeverEnriched } from './NeverEnriched.tsx';
import { RunProgress } from './RunProgress.tsx';
import { StandingNotices } from './StandingNotices.tsx';
import { TabHint } from './TabHint.tsx';
import { UndoButton } from './UndoButton.tsx';

/** What a rep needs at a glance beside the record; details and decisions are in the tab. */
export function CompactCard() {
  return (
    <CardFrame>
      <Content />
    </CardFrame>
  );
}

function Content() {
  const { card, shown } = useCardContext();
  if (!card) return null;
  return (
    <>
      {shown ? <CompactScore score={shown.score} /> : <NeverEnriched isCompact />}
      <AskButton
        ask={enrichAsk}
        variant="primary"
        disabled={card.connection.status !== 'connected'}
      >
        Enrich with oppSpot
      </AskButton>
      <RunProgress isCompact />
      <StandingNotices />
      <TabHint />
      {shown && <Gist enrichment={shown} />}
      <GoodToKnow />
      {card.latest && (
        <Flex direction="row">
          <UndoButton latest={card.latest} />
        </Flex>
      )}
    </>
  );
}
