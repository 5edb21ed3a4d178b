import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { CompanyPicker } from './CompanyPicker.tsx';
import { NextActions } from './NextActions.tsx';
import { PreviewSection } from './PreviewSection.tsx';
import { SinceLast } from './SinceLast.tsx';
import { StandingNotices } from './StandingNotices.tsx';
import { Summary } from './Summary.tsx';
import { TopSignals } from './TopSignals.tsx';

/** What decides about a record, in the order in which a rep needs it. */
export function Findings({ shown }: { readonly shown: Enrichment }) {
  const preview = useCardContext().card?.preview;
  return (
    <>
      <StandingNotices />
      {shown.match.status === 'ambiguous' && <CompanyPicker key={shown.id} match={shown.match} />}
      {preview && <PreviewSection preview={preview} />}
      <SinceLast since={shown.sinceLast} />
      <Summary summary={shown.summary} />
      <TopSignals signals={shown.signals} />
      <NextActions actions={shown.nextActions} />
    </>
  );
}
