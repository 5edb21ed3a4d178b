import { Divider, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { NextActionItem } from './NextActionItem.tsx';
import { SignalLine } from './SignalLine.tsx';
import { SinceLastLine } from './SinceLast.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** The first sentence, the top signals, the top action. */
export function Gist({ enrichment }: { readonly enrichment: Enrichment }) {
  const { summary, signals, nextActions, sinceLast } = enrichment;
  const [sentence] = summary.sentences;
  const [action] = nextActions;
  return (
    <>
      <SinceLastLine since={sinceLast} />
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
