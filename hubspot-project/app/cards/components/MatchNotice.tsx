import { Alert, Text } from '@hubspot/ui-extensions';
import type { CompanyMatch } from '../../../../shared/company/match.ts';

/** Why no company was looked up. Nothing when one was, or when several wait to be picked from. */
export function MatchNotice({ match }: { readonly match: CompanyMatch }) {
  if (match.status !== 'none') return null;
  return (
    <Alert title="No company found" variant="info">
      <Text>{`${match.reason} You can also name the company yourself under “Sources”.`}</Text>
    </Alert>
  );
}
