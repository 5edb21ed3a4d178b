import { EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { BulkRun, BulkStart } from '../../../../../shared/contract/settings.ts';
import type { SettingsApi } from '../../api/settings-api.ts';
import { isOpen, startOf, useBulkRuns } from '../../hooks/useBulkRuns.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { BulkForm } from './BulkForm.tsx';
import { BulkProblem } from './BulkProblem.tsx';
import { BulkRunPanel } from './BulkRunPanel.tsx';
import { BulkTable } from './BulkTable.tsx';

/** Many records at once: chosen, previewed, enriched, followed, and taken back. */
export function BulkTab({ api }: { readonly api: SettingsApi }) {
  const [board, actions] = useBulkRuns(api);
  const [opened, setOpened] = useState<string | null>(null);
  const { runs, error, problem, doing } = board;
  if (runs === null) {
    return error === null ? (
      <LoadingSpinner label="Loading the enrichments" showLabel layout="centered" size="md" />
    ) : (
      <LoadFailure
        error={error}
        title="The enrichments could not be loaded"
        onRetry={actions.reload}
      />
    );
  }

  /** Shows what came of it. */
  async function show(question: Promise<BulkRun | null>) {
    const run = await question;
    if (run !== null) setOpened(run.id);
  }
  const start = (request: Omit<BulkStart, 'idempotencyKey'>) => void show(actions.start(request));
  const shown = runs.find(({ id }) => id === opened) ?? runs.find(isOpen) ?? runs[0];
  return (
    <Flex direction="column" gap="large">
      <BulkForm api={api} doing={doing} onStart={start} />
      {problem !== null && <BulkProblem problem={problem} />}
      {shown === undefined ? (
        <EmptyState title="Nothing was enriched in bulk yet" layout="vertical" imageName="idea">
          <Text>Choose records above and press “Preview first”: nothing is written by that.</Text>
        </EmptyState>
      ) : (
        <BulkRunPanel
          run={shown}
          undo={runs.find(({ undoOf }) => undoOf === shown.id) ?? null}
          isUnheard={board.isUnheard && isOpen(shown)}
          doing={doing}
          isStarting={doing === startOf('write')}
          onStart={start}
          onAct={(action) => void show(actions.act(shown.id, action))}
        />
      )}
      {shown !== undefined && <BulkTable runs={runs} shown={shown.id} onShow={setOpened} />}
    </Flex>
  );
}
