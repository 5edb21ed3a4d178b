import { Text } from '@hubspot/ui-extensions';
import type { CompanyMatch } from '../../../../shared/company/match.ts';
import { percent } from '../text/numbers.ts';

/** Which company all this is about, in one line. */
export function MatchLine({ match }: { readonly match: CompanyMatch }) {
  return (
    <Text variant="microcopy" inline>
      {textOf(match)}
    </Text>
  );
}

function textOf(match: CompanyMatch): string {
  if (match.status === 'ambiguous') return 'Company not settled';
  if (match.status === 'none') return 'No company found';
  const { name, locality, confidence } = match.company;
  return `Company: ${name}${locality ? `, ${locality}` : ''} (${percent(confidence)} sure)`;
}
