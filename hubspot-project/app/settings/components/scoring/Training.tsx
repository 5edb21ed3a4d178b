import {
  Alert,
  EmptyState,
  Flex,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { ScoringState } from '../../../../../shared/contract/scoring-model.ts';
import { momentText } from '../../text/dates.ts';
import { countText } from '../../text/numbers.ts';
import { historyShare, historyText } from '../../text/scoring.ts';

interface TrainingProps {
  readonly state: ScoringState;
  /** Whether the last look had no answer. */
  readonly isUnheard: boolean;
  readonly isStarting: boolean;
  readonly onTrain: () => void;
}

/** What there is to learn from, and learning from it. */
export function Training({ state, isUnheard, isStarting, onTrain }: TrainingProps) {
  const { history, training, models } = state;
  const isRunning = training.state === 'running';
  const isNothing = history.won + history.lost + history.open === 0;
  if (isNothing && !isRunning) {
    return (
      <EmptyState title="Nothing to learn from yet" layout="vertical" imageName="idea">
        <Text>
          oppSpot keeps what it knew of every record that it scores. Enrich records first; train
          once HubSpot says of {countText(history.needed.outcomes, undefined)} of them how they
          ended.
        </Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="small">
      <History history={history} />
      {isRunning && <Running isUnheard={isUnheard} />}
      {!isRunning && training.refusal !== null && (
        <Alert title="The last training gave no model" variant="warning">
          <Text>{training.refusal}</Text>
        </Alert>
      )}
      {!isRunning && (
        <Flex>
          <LoadingButton size="sm" loading={isStarting} onClick={onTrain}>
            {models.length === 0 ? 'Train a model' : 'Train a new model'}
          </LoadingButton>
        </Flex>
      )}
      <LastTraining state={state} />
    </Flex>
  );
}

function History({ history }: { readonly history: ScoringState['history'] }) {
  const { user } = useExtensionContext<'settings'>();
  const share = historyShare(history);
  const { open, readAt } = history;
  return (
    <Flex direction="column" gap="flush">
      {share < 1 ? (
        <ProgressBar
          aria-label="Outcomes known of those that training needs"
          value={Math.floor(share * 100)}
          maxValue={100}
          valueDescription={historyText(history, user.locale)}
        />
      ) : (
        <Text>{historyText(history, user.locale)}</Text>
      )}
      <Text variant="microcopy">
        {countText(open, user.locale)} scored {open === 1 ? 'record is' : 'records are'} still open.{' '}
        {readAt === null
          ? 'Outcomes were not read from HubSpot yet; training reads them.'
          : `Outcomes were last read from HubSpot on ${momentText(readAt, user.locale)}.`}
      </Text>
    </Flex>
  );
}

function Running({ isUnheard }: { readonly isUnheard: boolean }) {
  return (
    <Flex direction="column" gap="flush" align="start">
      <LoadingSpinner label="Training a model" showLabel size="xs" />
      <Text>
        oppSpot reads outcomes from HubSpot, then learns. You can leave this page; scores do not
        change until you use a model.
      </Text>
      {isUnheard && (
        <Text variant="microcopy">
          No answer for the moment; oppSpot is asked again. The training goes on meanwhile.
        </Text>
      )}
    </Flex>
  );
}

function LastTraining({ state: { training } }: { readonly state: ScoringState }) {
  const { user } = useExtensionContext<'settings'>();
  if (training.state === 'running' || training.lastAt === null) return null;
  return <Text variant="microcopy">Last trained {momentText(training.lastAt, user.locale)}.</Text>;
}
