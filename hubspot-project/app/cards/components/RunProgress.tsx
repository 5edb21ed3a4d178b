import {
  Flex,
  LoadingSpinner,
  ProgressBar,
  StepIndicator,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { progressInWords } from '../text/progress.ts';
import { StepList } from './StepList.tsx';

export interface RunProgressProps {
  /** The sidebar has room for a line and a bar. */
  readonly isCompact?: boolean;
}

/** What a run is doing now, step by step. Nothing while no run is under way. */
export function RunProgress({ isCompact = false }: RunProgressProps) {
  const { work } = useCardContext();
  if (!work) return null;
  // These are done before anybody could read it; the button that was clicked shows it.
  if (work.ask?.kind === 'task' || work.ask?.kind === 'discard') return null;
  const doing = work.ask?.kind ?? work.progress?.operation ?? 'enrich';
  const { names, current, percent, message, sources } = progressInWords(
    doing,
    work.progress?.steps ?? [],
  );
  const hasSteps = names.length > 1;
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <LoadingSpinner label={message} showLabel size="xs" />
        {work.isUnheard && (
          <Text variant="microcopy">No answer for the moment; oppSpot is asked again.</Text>
        )}
        {work.ask === null && (
          <Text variant="microcopy">
            Started elsewhere: another card, a workflow or a colleague.
          </Text>
        )}
        {hasSteps && !isCompact && (
          <StepIndicator stepNames={[...names]} currentStep={current} variant="default" />
        )}
        {hasSteps && (
          <ProgressBar
            aria-label="Progress of the run"
            value={percent}
            valueDescription={`Step ${current + 1} of ${names.length}: ${names[current]}`}
          />
        )}
        {!isCompact && sources.length > 0 && <StepList steps={sources} />}
      </Flex>
    </Tile>
  );
}
