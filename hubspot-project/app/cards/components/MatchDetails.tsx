import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  List,
  Text,
} from '@hubspot/ui-extensions';
import type { CompanyMatch } from '../../../../shared/company/match.ts';
import { registrationInWords } from '../text/company.ts';
import { percent } from '../text/numbers.ts';
import { CompanyForm } from './CompanyForm.tsx';
import { Section } from './Section.tsx';

/** Which company was taken and why; and the way to name another. */
export function MatchDetails({ match }: { readonly match: CompanyMatch }) {
  return (
    <Section title="Company">
      {match.status === 'matched' ? (
        <Flex direction="column" gap="sm">
          <DescriptionList direction="row">
            <DescriptionListItem label="Name">
              <Text>{match.company.name}</Text>
            </DescriptionListItem>
            <DescriptionListItem label="Confidence">
              <Text>{percent(match.company.confidence)}</Text>
            </DescriptionListItem>
            <DescriptionListItem label="Website">
              <Text>{match.company.domain ?? 'unknown'}</Text>
            </DescriptionListItem>
            <DescriptionListItem label="Registration">
              <Text>{registrationInWords(match.company) ?? 'unknown'}</Text>
            </DescriptionListItem>
          </DescriptionList>
          <List variant="unordered-styled">
            {match.company.reasons.map((reason) => (
              <Text key={reason}>{reason}</Text>
            ))}
          </List>
        </Flex>
      ) : (
        <Text>{match.reason}</Text>
      )}
      <Accordion
        title={match.status === 'matched' ? 'Not this company?' : 'Name the company'}
        size="xs"
      >
        <CompanyForm />
      </Accordion>
    </Section>
  );
}
