import { Link, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { sourcesOf } from '../text/links.ts';

export interface SourceLinksProps {
  readonly evidenceIds: readonly string[];
  /** Adds the day each fact was true. */
  readonly hasDates?: boolean;
}

/** Where something is known from; each link opens in a tab of its own. */
export function SourceLinks({ evidenceIds, hasDates = false }: SourceLinksProps) {
  const { dates, evidence } = useCardContext();
  const sources = sourcesOf(evidenceIds, evidence);
  if (sources.length === 0) return null;
  return (
    <Text variant="microcopy" inline>
      {sources.map(({ label, url, date }, index) => (
        <Text key={`${label} ${url}`} variant="microcopy" inline>
          {index > 0 && ' · '}
          {url ? <Link href={{ url, external: true }}>{label}</Link> : label}
          {hasDates && `, ${dates.day(date)}`}
        </Text>
      ))}
    </Text>
  );
}
