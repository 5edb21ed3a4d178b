import { Link, Text } from '@hubspot/ui-extensions';
import type { SourceCoverage } from '../../../../shared/contract/v1.ts';
import { creditsOf } from '../text/credits.ts';

/** The lines that licences of the sources used ask for. */
export function Credits({ sources }: { readonly sources: readonly SourceCoverage[] }) {
  return (
    <>
      {creditsOf(sources).map(({ labels, line, licence, url }) => (
        <Text key={line} variant="microcopy">
          {`${labels}: ${line}`}
          {licence && ' · '}
          {licence && (url ? <Link href={{ url, external: true }}>{licence}</Link> : licence)}
        </Text>
      ))}
    </>
  );
}
