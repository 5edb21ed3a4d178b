import { Flex, Text, Tile, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CompanyMatch } from '../../../../shared/company/match.ts';
import { pickAsk } from '../hooks/asks.ts';
import { candidateInWords, pickOf } from '../text/company.ts';
import { AskButton } from './AskButton.tsx';
import { Section } from './Section.tsx';

type Ambiguous = Extract<CompanyMatch, { status: 'ambiguous' }>;

/** Lets a person say which of several companies it is, and enriches with that one. */
export function CompanyPicker({ match }: { readonly match: Ambiguous }) {
  const [picked, setPicked] = useState<string | undefined>();
  const picks = match.candidates.flatMap((candidate) => pickOf(candidate) ?? []);
  const pick = picks.find((item) => keyOf(item) === picked);
  const options = match.candidates.flatMap((candidate) => {
    const own = pickOf(candidate);
    if (!own) return [];
    return {
      label: candidateInWords(candidate),
      value: keyOf(own),
      description: candidate.reasons.join(' '),
    };
  });
  return (
    <Tile>
      <Section title="Which company is this?">
        <Text>{match.reason} No fact about a company was written.</Text>
        <ToggleGroup
          toggleType="radioButtonList"
          name="oppspot-company"
          label="Companies that fit"
          options={options}
          value={picked}
          onChange={(value) => setPicked(value)}
        />
        <Flex direction="row">
          <AskButton
            ask={() => pickAsk(pick ?? { domain: null, registrationNumber: null })}
            variant="primary"
            disabled={!pick}
          >
            Enrich with the picked company
          </AskButton>
        </Flex>
        <Text variant="microcopy">None of them? Name the company yourself under “Sources”.</Text>
      </Section>
    </Tile>
  );
}

const keyOf = ({ domain, registrationNumber }: NonNullable<ReturnType<typeof pickOf>>) =>
  `${domain ?? ''} ${registrationNumber ?? ''}`;
