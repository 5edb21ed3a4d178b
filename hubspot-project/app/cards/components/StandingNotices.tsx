import { useCardContext } from '../hooks/card-context.ts';
import { MatchNotice } from './MatchNotice.tsx';
import { PartialNotice } from './PartialNotice.tsx';
import { PreviewNotice } from './PreviewNotice.tsx';
import { StaleNotice } from './StaleNotice.tsx';
import { UndoneNotice } from './UndoneNotice.tsx';
import { VetoAlert } from './VetoAlert.tsx';

/** What must be known before what is shown is believed: no company, veto, preview, undone, in part, age. */
export function StandingNotices() {
  const { card, shown } = useCardContext();
  if (!card || !shown) return null;
  const { latest, preview, freshness, undo } = card;
  const isUndone = latest?.status === 'undone';
  const isLaterUndone = undo !== null && undo.enrichmentId !== latest?.id;
  return (
    <>
      <MatchNotice match={shown.match} />
      {shown.veto && <VetoAlert veto={shown.veto} />}
      {preview && <PreviewNotice />}
      {!preview && latest && (isUndone || isLaterUndone) && (
        <UndoneNotice latest={latest} undo={undo} />
      )}
      {!preview && latest?.status === 'partial' && <PartialNotice enrichment={latest} />}
      {!preview && !isUndone && freshness?.isStale && <StaleNotice freshness={freshness} />}
    </>
  );
}
