import { DescriptionList, DescriptionListItem, Text } from '@hubspot/ui-extensions';
import type { WritePlan } from '../../../../shared/plan/plan.ts';
import { useCardContext } from '../hooks/card-context.ts';

/** The task and the deal that would be created, and what automation left undone, with reasons. */
export function PlannedWork({ plan }: { readonly plan: WritePlan }) {
  const { dates } = useCardContext();
  const { task, deal, skipped } = plan;
  if (!task && !deal && skipped.length === 0) return null;
  return (
    <DescriptionList direction="column">
      {task && (
        <DescriptionListItem label="Task">
          <Text>{`${task.subject}, due ${dates.day(task.dueAt)}. ${task.reason}`}</Text>
        </DescriptionListItem>
      )}
      {deal && (
        <DescriptionListItem label="Deal">
          <Text>{`${deal.name}. ${deal.reason}`}</Text>
        </DescriptionListItem>
      )}
      {skipped.map(({ action, code, reason }) => (
        <DescriptionListItem key={`${action} ${code}`} label={`No ${skippedNames[action]}`}>
          <Text>{reason}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

const skippedNames = { task: 'task', deal: 'deal', assignment: 'owner', fields: 'fields' };
