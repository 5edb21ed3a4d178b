import { Flex, Text } from '@hubspot/ui-extensions';
import type { Signal } from '../../../../shared/evidence/signal.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { dateInWords } from '../text/evidence-dates.ts';
import { SignalTag } from './SignalTag.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** One signal where there is no room for a table. */
export function SignalLine({ signal }: { readonly signal: Signal }) {
  const { dates, evidence } = useCardContext();
  return (
    <Flex direction="column" gap="flush">
      <Flex direction="row" gap="sm" align="center" wrap="wrap">
        <Text format={{ fontWeight: 'demibold' }}>{signal.title}</Text>
        <SignalTag signal={signal} />
      </Flex>
      <Text variant="microcopy">
        {dateInWords(signal.date, signal.evidenceIds, evidence, dates)} ·{' '}
        <SourceLinks evidenceIds={signal.evidenceIds} />
      </Text>
    </Flex>
  );
}
