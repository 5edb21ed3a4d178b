import { Alert, Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import type { ScoringState } from '../../../../../shared/contract/scoring-model.ts';
import type { SettingsApi } from '../../api/settings-api.ts';
import { type ScoringActions, type ScoringBoard, useScoring } from '../../hooks/useScoring.ts';
import { errorTitle } from '../../text/errors.ts';
import { SupportReference } from '../LoadFailure.tsx';
import { SectionHeading } from '../SectionHeading.tsx';
import { DealProbability } from './DealProbability.tsx';
import { ModelPanel } from './ModelPanel.tsx';
import { ModelStanding } from './ModelStanding.tsx';
import { ModelTable } from './ModelTable.tsx';
import { Training } from './Training.tsx';

interface ScoreModelProps {
  readonly api: SettingsApi;
  /** From which score on a deal is opened while no probability decides. */
  readonly dealScore: number;
}

/** What makes the score: the template, or a model learned from the account's own outcomes. */
export function ScoreModel({ api, dealScore }: ScoreModelProps) {
  const [board, actions] = useScoring(api);
  return (
    <Flex direction="column" gap="medium">
      <SectionHeading title="Score model">
        oppSpot scores with its template until a model learned from your own won and lost records is
        better. You decide, and can return at any time.
      </SectionHeading>
      {board.state === null ? (
        <NotThere board={board} onRetry={actions.reload} />
      ) : (
        <Loaded board={board} state={board.state} actions={actions} dealScore={dealScore} />
      )}
    </Flex>
  );
}

/** In its place of the tab: the settings below it work all the same. */
function NotThere({
  board: { error },
  onRetry,
}: {
  readonly board: ScoringBoard;
  readonly onRetry: () => void;
}) {
  if (error === null) {
    return <LoadingSpinner label="Loading the score model" showLabel layout="centered" size="md" />;
  }
  return (
    <Alert title={errorTitle(error.code, 'The score model could not be loaded')} variant="danger">
      <Flex direction="column" gap="small" align="start">
        <Text>{error.message}</Text>
        <Button size="sm" onClick={onRetry}>
          Load the model again
        </Button>
        <SupportReference requestId={error.requestId} />
      </Flex>
    </Alert>
  );
}

interface LoadedProps {
  readonly board: ScoringBoard;
  readonly state: ScoringState;
  readonly actions: ScoringActions;
  readonly dealScore: number;
}

function Loaded({ board, state, actions, dealScore }: LoadedProps) {
  const [opened, setOpened] = useState<number | null>(null);
  const { models, inUse } = state;
  const newest = models[0]?.version ?? null;
  const seen = useRef(newest);
  useEffect(() => {
    // Who trained a model wants to see it.
    if (newest !== seen.current) setOpened(newest);
    seen.current = newest;
  }, [newest]);
  const used = models.find(({ version }) => version === inUse) ?? null;
  const shown = models.find(({ version }) => version === opened) ?? used ?? models[0] ?? null;
  return (
    <Flex direction="column" gap="medium">
      <ModelStanding
        state={state}
        used={used}
        isReturning={board.doing === 'return-to-template'}
        onReturn={() => void actions.change({ do: 'return-to-template' })}
      />
      {board.problem !== null && (
        <Alert title={errorTitle(board.problem.code, 'That did not work')} variant="danger">
          <Text>{board.problem.message}</Text>
          <SupportReference requestId={board.problem.requestId} />
        </Alert>
      )}
      <Training
        state={state}
        isUnheard={board.isUnheard}
        isStarting={board.doing === 'train'}
        onTrain={() => void actions.change({ do: 'train' })}
      />
      {shown !== null && (
        <ModelPanel
          model={shown}
          inUse={inUse}
          isStarting={board.doing === 'use'}
          onUse={() => void actions.change({ do: 'use', version: shown.version })}
        />
      )}
      {models.length > 1 && shown !== null && (
        <ModelTable models={models} shown={shown.version} onShow={setOpened} />
      )}
      <DealProbability
        key={`${inUse} ${state.dealProbability}`}
        used={used}
        probability={state.dealProbability}
        dealScore={dealScore}
        isSaving={board.doing === 'set-deal-probability'}
        onSave={(probability) => void actions.change({ do: 'set-deal-probability', probability })}
      />
    </Flex>
  );
}
