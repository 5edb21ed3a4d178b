import { Flex, ScoreCircle, Text } from '@hubspot/ui-extensions';
import type { Score } from '../../../../shared/contract/v1.ts';
import { confidenceInWords, outlookInWords, scoreTitle } from '../text/score.ts';
import { wordFor } from '../text/words.ts';

/** The score in two lines; an unknown score is no number. */
export function CompactScore({ score }: { readonly score: Score }) {
  const outlook = outlookInWords(score);
  return (
    <Flex direction="row" gap="sm" align="center">
      {score.value !== null && <ScoreCircle score={score.value} />}
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'bold' }}>{scoreTitle(score)}</Text>
        <Text variant="microcopy">
          {[
            wordFor('band', score.band),
            ...(score.grade === '??' ? [] : [`grade ${score.grade}`]),
            confidenceInWords(score),
          ].join(' · ')}
        </Text>
        {outlook !== null && <Text variant="microcopy">{outlook}</Text>}
      </Flex>
    </Flex>
  );
}
