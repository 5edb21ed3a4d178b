import { Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { Section } from './Section.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** The sentences, each with where it is known from. */
export function Summary({ summary }: { readonly summary: Enrichment['summary'] }) {
  if (summary.sentences.length === 0) return null;
  return (
    <Section title="Summary">
      {summary.sentences.map(({ text, evidenceIds }) => (
        <Text key={text}>
          {text} <SourceLinks evidenceIds={evidenceIds} />
        </Text>
      ))}
      {summary.author === 'model' && (
        <Text variant="microcopy">
          Worded by a language model ({summary.model}); every number was checked against the
          sources.
        </Text>
      )}
    </Section>
  );
}
