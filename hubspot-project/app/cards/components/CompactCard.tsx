import { Divider, Flex, ScoreCircle, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { enrichAsk } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { confidenceInWords, scoreTitle } from '../text/score.ts';
import { wordFor } from '../text/words.ts';
import { AskButton } from './AskButton.tsx';
import { CardFrame } from './CardFrame.tsx';
import { GoodToKnow } from './GoodToKnow.tsx';
import { NeverEnriched } from './NeverEnriched.tsx';
import { NextActionItem } from './NextActionItem.tsx';
import { RunProgress } from './RunProgress.tsx';
import { SignalLine } from './SignalLine.tsx';
import { SourceLinks } from './SourceLinks.tsx';
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
  if (!shown) {
    return (
      <>
        <RunProgress isCompact />
        <NeverEnriched isCompact />
        <GoodToKnow />
      </>
    );
  }
  return (
    <>
      <Score enrichment={shown} />
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
      <Gist enrichment={shown} />
      <GoodToKnow />
      {card.latest && (
        <Flex direction="row">
          <UndoButton latest={card.latest} />
        </Flex>
      )}
    </>
  );
}

function Score({ enrichment: { score } }: { readonly enrichment: Enrichment }) {
  return (
    <Flex direction="row" gap="sm" align="center">
      {score.value !== null && <ScoreCircle score={score.value} />}
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'bold' }}>{scoreTitle(score)}</Text>
        <Text variant="microcopy">
          {`${wordFor('band', score.band)} · grade ${score.grade} · ${confidenceInWords(score)}`}
        </Text>
      </Flex>
    </Flex>
  );
}

/** The first sentence, the top signals, the top action. */
function Gist({ enrichment }: { readonly enrichment: Enrichment }) {
  const { summary, signals, nextActions } = enrichment;
  const [sentence] = summary.sentences;
  const [action] = nextActions;
  return (
    <>
      {sentence && (
        <Text>
          {sentence.text} <SourceLinks evidenceIds={sentence.evidenceIds} />
        </Text>
      )}
      {signals.slice(0, 3).map((signal) => (
        <SignalLine key={signal.id} signal={signal} />
      ))}
      {action && (
        <>
          <Divider />
          <NextActionItem action={action} />
        </>
      )}
    </>
  );
}
