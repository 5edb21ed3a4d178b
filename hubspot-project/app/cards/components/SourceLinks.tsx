import { Link, Text } from '@hubspot/ui-extensions';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { sourcesOf } from '../text/links.ts';

/** Where something is known from; each link opens in a tab of its own. */
export function SourceLinks({
  evidenceIds,
  known,
}: {
  readonly evidenceIds: readonly string[];
  /** By id; the evidence of what is shown when absent. */
  readonly known?: ReadonlyMap<string, Evidence>;
}) {
  const { evidence } = useCardContext();
  const sources = sourcesOf(evidenceIds, known ?? evidence);
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
