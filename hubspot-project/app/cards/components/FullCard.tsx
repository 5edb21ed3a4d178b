import { useCardContext } from '../hooks/card-context.ts';
import { CardFrame } from './CardFrame.tsx';
import { Details } from './Details.tsx';
import { EnrichButtons } from './EnrichButtons.tsx';
import { Findings } from './Findings.tsx';
import { GoodToKnow } from './GoodToKnow.tsx';
import { NeverEnriched } from './NeverEnriched.tsx';
import { RunProgress } from './RunProgress.tsx';
import { ScoreHeader } from './ScoreHeader.tsx';

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
  // The buttons keep their place through the first enrichment, and with it the keyboard's focus.
  return (
    <>
      {shown ? <ScoreHeader enrichment={shown} /> : <NeverEnriched />}
      <EnrichButtons />
      <RunProgress />
      {shown && <Findings shown={shown} />}
      <GoodToKnow />
      {shown && <Details card={card} shown={shown} />}
    </>
  );
}
