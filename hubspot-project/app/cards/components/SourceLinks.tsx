import { Link, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { sourcesOf } from '../text/links.ts';

/** Where something is known from; each link opens in a tab of its own. */
export function SourceLinks({ evidenceIds }: { readonly evidenceIds: readonly string[] }) {
  const { evidence } = useCardContext();
  const sources = sourcesOf(evidenceIds, evidence);
  if (sources.length === 0) return null;
  return (
    <Text variant="microcopy" inline>
      {sources.map(({ label, url }, index) => (
        <Text key={label} variant="microcopy" inline>
          {index > 0 && ' · '}
          {url ? <Link href={{ url, external: true }}>{label}</Link> : label}
        </Text>
      ))}
    </Text>
  );
}
