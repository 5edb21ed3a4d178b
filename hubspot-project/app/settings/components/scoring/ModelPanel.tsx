import {
  Accordion,
  Flex,
  Heading,
  List,
  StatusTag,
  Text,
  Tile,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';
import { learnedFrom, measuredOn, modelName, statusWords } from '../../text/scoring.ts';
import { ConfirmChange } from '../ConfirmChange.tsx';
import { Bands } from './Bands.tsx';
import { Measures } from './Measures.tsx';
import { Scorecard } from './Scorecard.tsx';
import { Suspects } from './Suspects.tsx';

interface ModelPanelProps {
  readonly model: ModelView;
  /** The version in use; null for the template. */
  readonly inUse: number | null;
  readonly isStarting: boolean;
  readonly onUse: () => void;
}

/** One model: how good it is, what it is made of, and using it. */
export function ModelPanel({ model, inUse, isStarting, onUse }: ModelPanelProps) {
  const { user } = useExtensionContext<'settings'>();
  const { status, version, verdict } = model;
  const { label, variant } = statusWords[status];
  return (
    <Tile>
      <Flex direction="column" gap="medium">
        <Flex direction="column" gap="small" align="start">
          <Flex gap="small" align="center" wrap="wrap">
            <Heading>Model {version}</Heading>
            <StatusTag variant={variant}>{label}</StatusTag>
          </Flex>
          <Text variant="microcopy">{learnedFrom(model, user.locale)}</Text>
          <List>
            {verdict.reasons.map((reason) => (
              <Text key={reason}>{reason}</Text>
            ))}
          </List>
          {status === 'not-better' && (
            <Text>
              It is not surely better on records that it had not seen, so it cannot be used. Train
              again when more outcomes are known.
            </Text>
          )}
          {status === 'ready' && (
            <ConfirmChange
              id="oppspot-use-model"
              opener={`Use ${modelName(version)}…`}
              title={`Use ${modelName(version)}?`}
              sentences={[
                `From the next enrichment on, records are scored by ${modelName(version)} and no longer by ${modelName(inUse)}.`,
                'Each score then comes with a probability and with what became of the records in its band.',
                'Scores that are written already stay until a record is enriched again.',
                'You can return to the template at any time.',
              ]}
              confirm={`Use ${modelName(version)}`}
              cancel={`Keep ${modelName(inUse)}`}
              isPrimary
              isAsking={isStarting}
              onConfirm={onUse}
            />
          )}
        </Flex>
        <Flex direction="column" gap="small">
          <Text format={{ fontWeight: 'bold' }}>How good it is</Text>
          <Text>{measuredOn(model, user.locale)}</Text>
          <Measures model={model} />
        </Flex>
        {model.lines.length > 0 && <Bands bands={model.bands} />}
        <Accordion title="What the score is made of" size="sm">
          <Scorecard model={model} />
        </Accordion>
        <Accordion title={`Suspected leaks (${model.suspects.length})`} size="sm">
          <Suspects suspects={model.suspects} />
        </Accordion>
      </Flex>
    </Tile>
  );
}
