import { Text } from '@hubspot/ui-extensions';
import type { Signal } from '../../../../shared/evidence/signal.ts';
import { Section } from './Section.tsx';
import { SignalLine } from './SignalLine.tsx';

/** The signals that matter most; the server sends them in that order. */
export function TopSignals({ signals }: { readonly signals: readonly Signal[] }) {
  return (
    <Section title="Top signals">
      {signals.length === 0 && (
        <Text>No signal was found. The sources that were asked stand under “Sources”.</Text>
      )}
      {signals.slice(0, 3).map((signal) => (
        <SignalLine key={signal.id} signal={signal} />
      ))}
    </Section>
  );
}
