import { useCardContext } from '../hooks/card-context.ts';
import { CardFrame } from './CardFrame.tsx';
import { CompanyPicker } from './CompanyPicker.tsx';
import { Details } from './Details.tsx';
import { EnrichButtons } from './EnrichButtons.tsx';
import { GoodToKnow } from './GoodToKnow.tsx';
import { NeverEnriched } from './NeverEnriched.tsx';
import { NextActions } from './NextActions.tsx';
import { PreviewSection } from './PreviewSection.tsx';
import { RunProgress } from './RunProgress.tsx';
import { ScoreHeader } from './ScoreHeader.tsx';
import { StandingNotices } from './StandingNotices.tsx';
import { Summary } from './Summary.tsx';
import { TopSignals } from './TopSignals.tsx';

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
