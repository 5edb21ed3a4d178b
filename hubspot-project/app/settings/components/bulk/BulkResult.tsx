import {
  DescriptionList,
  DescriptionListItem,
  Flex,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { BulkRun } from '../../../../../shared/contract/settings.ts';
import { resultLines } from '../../text/bulk.ts';

/** What came of the records, so far or in the end, with the reasons for what was not done. */
export function BulkResult({ run, isEnded }: { readonly run: BulkRun; readonly isEnded: boolean }) {
  const { user } = useExtensionContext<'settings'>();
  const lines = resultLines(run, user.locale);
  if (lines.length === 0) {
    return isEnded && run.error === null ? <Text>There was no record to work on.</Text> : null;
  }
  return (
    <DescriptionList direction="column">
      {lines.map(({ label, text, because }) => (
        <DescriptionListItem key={label} label={label}>
          <Flex direction="column" gap="flush">
            <Text>{text}</Text>
            {because.map((reason) => (
              <Text key={reason} variant="microcopy">
                {reason}
              </Text>
            ))}
          </Flex>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}
