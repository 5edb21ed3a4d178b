import { Box, Flex, Heading, ScoreCircle, StatusTag, Tag, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import {
  gradeInWords,
  groundsInWords,
  outlookInWords,
  scoreTitle,
  scoreVariant,
} from '../text/score.ts';
import { capitalised, wordFor } from '../text/words.ts';
import { MatchLine } from './MatchLine.tsx';

/** The score and what it rests on; an unknown score is no number. */
export function ScoreHeader({ enrichment }: { readonly enrichment: Enrichment }) {
  const { dates } = useCardContext();
  const { status, score, stage, match, finishedAt, startedAt } = enrichment;
  const done = status === 'previewed' ? 'Researched' : 'Enriched';
  const at = finishedAt ?? startedAt;
  const outlook = outlookInWords(score);
  return (
    <Flex direction="row" gap="md" align="center">
      {score.value !== null && <ScoreCircle score={score.value} />}
      <Box flex={1}>
        <Flex direction="column" gap="xs">
          <Heading>{scoreTitle(score)}</Heading>
          <Flex direction="row" gap="xs" align="center" wrap="wrap">
            <StatusTag variant={scoreVariant(score)}>{wordFor('band', score.band)}</StatusTag>
            {score.grade !== '??' && (
              <Tag>
                Grade {score.grade}: {gradeInWords(score.grade)}
              </Tag>
            )}
          </Flex>
          {outlook !== null && <Text format={{ fontWeight: 'demibold' }}>{outlook}</Text>}
          <Text>{groundsInWords(score)}</Text>
          <Text variant="microcopy">{`Stage: ${capitalised(stage.name)}. ${stage.reason}`}</Text>
          <Text variant="microcopy">
            <MatchLine match={match} /> · {`${done} ${dates.ago(at)}, ${dates.moment(at)}`}
          </Text>
        </Flex>
      </Box>
    </Flex>
  );
}
