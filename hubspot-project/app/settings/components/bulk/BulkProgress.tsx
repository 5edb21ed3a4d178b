import {
  Alert,
  Flex,
  LoadingSpinner,
  ProgressBar,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { BulkRun } from '../../../../../shared/contract/settings.ts';
import { doneText, expectedTotal, paceText } from '../../text/bulk.ts';
import { momentText, timeText } from '../../text/dates.ts';

interface BulkProgressProps {
  readonly run: BulkRun;
  /** Whether the last look had no answer. */
  readonly isUnheard: boolean;
}

/** How far a run is, how fast it goes, and what it waits for. */
export function BulkProgress({ run, isUnheard }: BulkProgressProps) {
  const { user } = useExtensionContext<'settings'>();
  const { done, pausedUntil } = run.progress;
  const total = expectedTotal(run);
  const pace = paceText(run, user.locale);
  const isLater = run.progress.done === 0 && run.scheduledFor > run.createdAt;
  return (
    <Flex direction="column" gap="small">
      {total === 0 ? (
        <LoadingSpinner label="Looking up the records" showLabel size="xs" />
      ) : (
        <ProgressBar
          aria-label="Records done"
          value={done}
          maxValue={total}
          valueDescription={doneText(run, user.locale)}
        />
      )}
      {isLater && <Text>Begins on {momentText(run.scheduledFor, user.locale)}.</Text>}
      {pausedUntil !== null && (
        <Alert title="Waiting for HubSpot" variant="info">
          <Text>
            HubSpot has no calls left until {timeText(pausedUntil, user.locale)}. It goes on by
            itself then.
          </Text>
        </Alert>
      )}
      {pausedUntil === null && pace !== null && <Text>{pace}</Text>}
      {isUnheard && (
        <Text variant="microcopy">
          No answer for the moment; oppSpot is asked again. The work goes on meanwhile.
        </Text>
      )}
    </Flex>
  );
}
