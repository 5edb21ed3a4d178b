import { Alert, Text } from '@hubspot/ui-extensions';
import type { CardState } from '../../../../shared/contract/card.ts';
import { counted } from '../text/numbers.ts';

/** That what is shown is older than the account allows. */
export function StaleNotice({
  freshness: { ageDays, staleAfterDays },
}: {
  readonly freshness: NonNullable<CardState['freshness']>;
}) {
  return (
    <Alert title="Out of date" variant="warning">
      <Text>
        This was found {counted(ageDays, 'day')} ago; your account calls it stale after{' '}
        {counted(staleAfterDays, 'day')}. Enrich again to bring it up to date.
      </Text>
    </Alert>
  );
}
