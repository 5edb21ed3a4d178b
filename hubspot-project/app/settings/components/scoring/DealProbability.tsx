import {
  Accordion,
  Flex,
  LoadingButton,
  Select,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';
import { shareText } from '../../text/numbers.ts';
import { thresholdText } from '../../text/scoring.ts';
import { SectionHeading } from '../SectionHeading.tsx';
import { ThresholdTable } from './ThresholdTable.tsx';

interface DealProbabilityProps {
  /** The model in use; null where the template is. */
  readonly used: ModelView | null;
  /** As it is saved; null while the score decides. */
  readonly probability: number | null;
  /** From which score on a deal is opened while no probability decides. */
  readonly dealScore: number;
  readonly isSaving: boolean;
  readonly onSave: (probability: number | null) => void;
}

const byScore = 'score';

/** From which probability on a deal is opened, and what that would have done. */
export function DealProbability(props: DealProbabilityProps) {
  const { used, probability, dealScore, isSaving, onSave } = props;
  const { user } = useExtensionContext<'settings'>();
  const [chosen, setChosen] = useState(probability);
  if (used === null && probability === null) return null;
  const rows = used?.thresholds ?? [];
  const row = rows.find((one) => one.probability === chosen);
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Probability worth a deal">
        {used === null
          ? `The template knows no probability: deals are opened from a score of ${dealScore} on until a model is in use.`
          : 'A deal can be opened by the chance of winning in place of the score, if deals are switched on.'}
      </SectionHeading>
      <Select
        name="scoring.dealProbability"
        label="Open a deal from"
        value={chosen === null ? byScore : String(chosen)}
        options={[
          { value: byScore, label: `A score of ${dealScore}` },
          ...choices(rows, probability).map((one) => ({
            value: String(one),
            label: `A probability of ${shareText(one, user.locale)}`,
          })),
        ]}
        onChange={(value) => setChosen(value === byScore ? null : Number(value))}
      />
      {row !== undefined && <Text>{thresholdText(row, user.locale)}</Text>}
      <Flex>
        <LoadingButton
          size="sm"
          loading={isSaving}
          disabled={chosen === probability}
          onClick={() => onSave(chosen)}
        >
          Use this threshold
        </LoadingButton>
      </Flex>
      {rows.length > 0 && (
        <Accordion title="What each threshold would have done" size="sm">
          <ThresholdTable rows={rows} probability={probability} />
        </Accordion>
      )}
    </Flex>
  );
}

/** What is saved can be chosen although the history has no line for it. */
function choices(rows: ModelView['thresholds'], saved: number | null): number[] {
  const all = new Set(rows.map(({ probability }) => probability));
  if (saved !== null) all.add(saved);
  return [...all].sort((one, other) => one - other);
}
