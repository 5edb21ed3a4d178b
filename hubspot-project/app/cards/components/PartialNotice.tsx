import { Alert, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';
import { failuresOf } from '../text/outcomes.ts';

/** What could not be written, each with its reason. */
export function PartialNotice({ enrichment }: { readonly enrichment: Enrichment }) {
  return (
    <Alert title="Some of it was not written" variant="warning">
      {failuresOf(enrichment).map((failure) => (
        <Text key={failure}>{failure}</Text>
      ))}
      <Text>Enrich again to try the rest once more; what stands already is not written twice.</Text>
    </Alert>
  );
}
