import { Alert, Text } from '@hubspot/ui-extensions';
import type { CompanyMatch } from '../../../../shared/company/match.ts';
import { useCardContext } from '../hooks/card-context.ts';

/** Why no company was looked up. Nothing when one was, or when several wait to be picked from. */
export function MatchNotice({ match }: { readonly match: CompanyMatch }) {
  const { place } = useCardContext();
  if (match.status !== 'none') return null;
  // Only the full card has sources, and the form in them.
  const where = place === 'sidebar' ? 'in the oppSpot tab, under “Sources”' : 'under “Sources”';
  return (
    <Alert title="No company found" variant="info">
      <Text>{`${match.reason} You can also name the company yourself ${where}.`}</Text>
    </Alert>
  );
}
