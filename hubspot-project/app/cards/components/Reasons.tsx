import { Accordion, Flex, List, Text } from '@hubspot/ui-extensions';
import type { Score } from '../../../../shared/contract/v1.ts';
import { reasonGroups, sum } from '../text/contributions.ts';
import { points } from '../text/numbers.ts';
import { wordFor } from '../text/words.ts';
import { ComponentBars } from './ComponentBars.tsx';
import { ReasonTable } from './ReasonTable.tsx';
import { Section } from './Section.tsx';

/** Why the score is what it is, and what would raise it. */
export function Reasons({ score }: { readonly score: Score }) {
  return (
    <Flex direction="column" gap="md">
      <ComponentBars score={score} />
      <Section title="What raised and lowered it">
        {reasonGroups(score).map(({ component, overallPoints, contributions }) => (
          <Accordion
            key={component}
            title={`${wordFor('component', component)}: ${points(overallPoints)}`}
            defaultOpen
          >
            <ReasonTable contributions={contributions} />
          </Accordion>
        ))}
        <Text>{totalInWords(score)}</Text>
      </Section>
      {score.wouldRaise.length > 0 && (
        <Section title="What would raise it">
          <List variant="unordered-styled">
            {score.wouldRaise.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
        </Section>
      )}
    </Flex>
  );
}

function totalInWords(score: Score): string {
  if (score.value === null) return 'Nothing was found that speaks for or against this company.';
  const total = sum(score.contributions);
  const isRounded = Math.round(total) === score.value;
  const result = isRounded
    ? `, rounded to a score of ${score.value}`
    : `; the score is ${score.value}`;
  return `Together ${points(total)}${result}. Scoring model ${score.modelVersion}.`;
}
