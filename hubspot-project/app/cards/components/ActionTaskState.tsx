import { Flex, Icon, Link, StatusTag, Text } from '@hubspot/ui-extensions';
import type { NextAction } from '../../../../shared/contract/v1.ts';
import type { Ask } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { safeUrl } from '../text/links.ts';
import { AskButton } from './AskButton.tsx';

/** The task of a next action: created with one click, opened, and taken back. */
export function ActionTaskState({ action }: { readonly action: NextAction }) {
  const { card } = useCardContext();
  if (!card?.latest || card.preview) return null;
  const task = card.tasks.find((item) => item.actionId === action.id);
  const create = (): Ask => ({
    kind: 'task',
    runId: card.latest?.id ?? '',
    actionId: action.id,
  });
  const url = safeUrl(task?.url);
  const stands = task?.status === 'written' || task?.status === 'pending';
  return (
    <Flex direction="row" gap="sm" align="center" wrap="wrap">
      {task?.status === 'written' && <StatusTag variant="success">Task created</StatusTag>}
      {task?.status === 'pending' && (
        <StatusTag variant="warning">Task not confirmed yet</StatusTag>
      )}
      {task?.status === 'failed' && <Text inline>{task.error ?? 'The task was not created.'}</Text>}
      {task?.status === 'undone' && <StatusTag>Task removed</StatusTag>}
      {stands && url && <Link href={{ url, external: true }}>{`Open task: ${task.subject}`}</Link>}
      {stands ? (
        <AskButton ask={() => ({ kind: 'undo', runId: task.runId })} size="xs">
          Undo <Icon name="undo" screenReaderText={`creating the task for: ${action.title}`} />
        </AskButton>
      ) : (
        <AskButton ask={create} size="xs">
          Create task <Icon name="tasks" screenReaderText={`for: ${action.title}`} />
        </AskButton>
      )}
    </Flex>
  );
}
