import { Alert, Flex, StatusTag, Text, useExtensionContext } from '@hubspot/ui-extensions';
import type { ModelView, ScoringState } from '../../../../../shared/contract/scoring-model.ts';
import { dayText } from '../../text/dates.ts';
import { alarmTitles, modelName } from '../../text/scoring.ts';
import { ConfirmChange } from '../ConfirmChange.tsx';

interface ModelStandingProps {
  readonly state: ScoringState;
  /** The model in use; null where the template is. */
  readonly used: ModelView | null;
  readonly isReturning: boolean;
  readonly onReturn: () => void;
}

/** What scores are made by now, what is wrong with it, and the way back to the template. */
export function ModelStanding({ state, used, isReturning, onReturn }: ModelStandingProps) {
  const { user } = useExtensionContext<'settings'>();
  const { inUse } = state;
  return (
    <Flex direction="column" gap="small">
      <Flex gap="small" align="center" wrap="wrap">
        <StatusTag variant={inUse === null ? 'default' : 'success'}>
          {inUse === null ? 'Template in use' : `Model ${inUse} in use`}
        </StatusTag>
        <Text>
          {inUse === null
            ? 'Scores follow the weights below.'
            : 'Scores are corrected by what became of your own records.'}
        </Text>
      </Flex>
      {used?.alarms.map(({ kind, message, since }) => (
        <Alert key={kind + message} title={alarmTitles[kind]} variant="warning">
          <Text>{message}</Text>
          <Text variant="microcopy">Seen since {dayText(since, user.locale)}.</Text>
        </Alert>
      ))}
      {inUse !== null && (
        <Flex>
          <ConfirmChange
            id="oppspot-return-to-template"
            opener="Return to the template…"
            title="Return to the template?"
            sentences={[
              `From the next enrichment on, records are scored by the template and no longer by ${modelName(inUse)}.`,
              'Scores that are written already stay until a record is enriched again.',
              'Deals are opened by the score again, also where a probability is set.',
              'The model is kept: you can use it again.',
            ]}
            confirm="Return to the template"
            cancel={`Keep ${modelName(inUse)}`}
            isAsking={isReturning}
            onConfirm={onReturn}
          />
        </Flex>
      )}
    </Flex>
  );
}
