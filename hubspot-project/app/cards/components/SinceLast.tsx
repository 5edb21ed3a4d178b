import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import type { SinceLast as Since, SinceItem } from '../../../../shared/contract/since.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { Section } from './Section.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** So many are seen at once; the rest is a click away. */
const shownAtOnce = 3;

/** What is different from the enrichment before: one line, then the changes with where they are known from. */
export function SinceLast({ since }: { readonly since: Since | undefined }) {
  if (!since) return null;
  const { text, items } = since;
  const rest = items.slice(shownAtOnce);
  return (
    <Section title="Since last time">
      <Text variant="microcopy">{text}</Text>
      <Lines since={since} items={items.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <Accordion title={`${rest.length} more`} size="xs">
          <Lines since={since} items={rest} />
        </Accordion>
      )}
    </Section>
  );
}

/** The same where there is room for a line. */
export function SinceLastLine({ since }: { readonly since: Since | undefined }) {
  const [first] = since?.items ?? [];
  if (!since) return null;
  return (
    <Text variant="microcopy">
      {since.text}
      {first && ` ${first.text}.`}
    </Text>
  );
}

function Lines({ since, items }: { readonly since: Since; readonly items: readonly SinceItem[] }) {
  const { evidence } = useCardContext();
  // What was true then is known from what was read then.
  const then = new Map(since.evidence.map((item) => [item.id, item]));
  return (
    <Flex direction="column" gap="xs">
      {items.map(({ text, evidenceIds, earlierIds }) => (
        <Text key={text}>
          {text}{' '}
          <SourceLinks
            evidenceIds={evidenceIds.length > 0 ? evidenceIds : earlierIds}
            known={evidenceIds.length > 0 ? evidence : then}
          />
        </Text>
      ))}
    </Flex>
  );
}
