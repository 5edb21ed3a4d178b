import { Alert, Text } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import type { WrittenItem } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { counted } from '../text/numbers.ts';
import { undoInWords } from '../text/outcomes.ts';
import { MatchNotice } from './MatchNotice.tsx';
import { VetoAlert } from './VetoAlert.tsx';

/** What must be known before what is shown is believed: veto, age, preview, undone, failed in part. */
export function StandingNotices() {
  const { card, shown } = useCardContext();
  if (!card || !shown) return null;
  return (
    <>
      <MatchNotice match={shown.match} />
      {shown.veto && <VetoAlert veto={shown.veto} />}
      {card.preview ? <PreviewNotice /> : <LatestNotices card={card} />}
    </>
  );
}

function PreviewNotice() {
  return (
    <Alert title="This is a preview" variant="info">
      <Text>Nothing of it stands in HubSpot. Apply it to write it, or discard it.</Text>
    </Alert>
  );
}

function LatestNotices({ card: { latest, freshness, undo } }: { readonly card: CardState }) {
  if (latest?.status === 'undone') {
    return (
      <Alert title="This enrichment was undone" variant="info">
        <Text>
          What you see was found then; it no longer stands in HubSpot.
          {undo && ` ${undoInWords(undo)}.`} Enrich again to write it anew.
        </Text>
      </Alert>
    );
  }
  return (
    <>
      {latest?.status === 'partial' && <PartialNotice written={latest.written} />}
      {freshness?.isStale && (
        <Alert title="Out of date" variant="warning">
          <Text>
            This was found {counted(freshness.ageDays, 'day')} ago; your account calls it stale
            after {counted(freshness.staleAfterDays, 'day')}. Enrich again to bring it up to date.
          </Text>
        </Alert>
      )}
    </>
  );
}

function PartialNotice({ written }: { readonly written: readonly WrittenItem[] }) {
  const failed = written.filter(({ status }) => status === 'failed' || status === 'pending');
  return (
    <Alert title="Some of it was not written" variant="warning">
      {failed.map(({ kind, id, detail }) => (
        <Text key={`${kind} ${id} ${detail}`}>{detail}</Text>
      ))}
      <Text>Enrich again to write the rest; what stands already is not written twice.</Text>
    </Alert>
  );
}
