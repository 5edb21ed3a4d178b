import {
  Alert,
  Flex,
  Heading,
  LoadingButton,
  StatusTag,
  Text,
  Tile,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { BulkRun, BulkStart } from '../../../../../shared/contract/settings.ts';
import type { BulkAction } from '../../api/settings-api.ts';
import { isOpen } from '../../hooks/useBulkRuns.ts';
import { runTitle, stateText, stateVariant } from '../../text/bulk.ts';
import { momentText } from '../../text/dates.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { BulkResult } from './BulkResult.tsx';
import { BulkUndo } from './BulkUndo.tsx';

interface BulkRunPanelProps {
  readonly run: BulkRun;
  /** What takes it back; null while nobody asked for that. */
  readonly undo: BulkRun | null;
  readonly isUnheard: boolean;
  readonly doing: string | null;
  readonly isStarting: boolean;
  readonly onStart: (request: Omit<BulkStart, 'idempotencyKey'>) => void;
  readonly onAct: (action: BulkAction) => void;
}

/** One run: how far it is or what came of it, and what can be done about it. */
export function BulkRunPanel(props: BulkRunPanelProps) {
  const { run, undo, isUnheard } = props;
  const { user } = useExtensionContext<'settings'>();
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Flex gap="small" align="center" wrap="wrap">
          <Heading>{runTitle(run)}</Heading>
          <StatusTag variant={stateVariant(run)}>{stateText(run)}</StatusTag>
        </Flex>
        <Text variant="microcopy">Started {momentText(run.createdAt, user.locale)}.</Text>
        {run.error !== null && (
          <Alert title="The records could not be looked up" variant="danger">
            <Text>{run.error.message}</Text>
          </Alert>
        )}
        {isOpen(run) && <BulkProgress run={run} isUnheard={isUnheard} />}
        <BulkResult run={run} isEnded={!isOpen(run)} />
        {undo !== null && (
          <Text>
            {isOpen(undo) ? 'It is being undone.' : 'It was undone: the table below says how.'}
          </Text>
        )}
        <BulkButtons {...props} />
      </Flex>
    </Tile>
  );
}

function BulkButtons({ run, undo, doing, isStarting, onStart, onAct }: BulkRunPanelProps) {
  const isDoing = (action: BulkAction) => doing === `${action} ${run.id}`;
  const isEnded = run.finishedAt !== null;
  const isWritten = run.kind === 'enrich' && run.mode === 'write' && run.result.written > 0;
  const previewed = isEnded ? previewedRequest(run) : null;
  return (
    <Flex gap="small" wrap="wrap">
      {!isEnded && (
        <LoadingButton size="sm" loading={isDoing('cancel')} onClick={() => onAct('cancel')}>
          Cancel
        </LoadingButton>
      )}
      {previewed !== null && (
        <LoadingButton
          variant="primary"
          size="sm"
          loading={isStarting}
          onClick={() => onStart(previewed)}
        >
          Enrich these records
        </LoadingButton>
      )}
      {isEnded && run.result.failed > 0 && (
        <LoadingButton size="sm" loading={isDoing('retry')} onClick={() => onAct('retry')}>
          Try the failed ones again
        </LoadingButton>
      )}
      {isEnded && isWritten && undo === null && (
        <BulkUndo run={run} isUndoing={isDoing('undo')} onUndo={() => onAct('undo')} />
      )}
    </Flex>
  );
}

/** The same records, to be written; null for what was no preview of this page with something to write. */
function previewedRequest({
  kind,
  mode,
  object,
  selection,
  result,
}: BulkRun): Omit<BulkStart, 'idempotencyKey'> | null {
  if (kind !== 'enrich' || mode !== 'preview' || result.written === 0 || object === 'lead') {
    return null;
  }
  if (selection.kind !== 'list' && selection.kind !== 'filter') return null;
  return { object, selection, mode: 'write' };
}
