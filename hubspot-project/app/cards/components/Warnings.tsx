import { Alert, Text } from '@hubspot/ui-extensions';
import type { Enrichment } from '../../../../shared/contract/v1.ts';

/** What to know about how this was found; the picker already says why a company is not settled. */
export function Warnings({ enrichment: { warnings, match } }: { readonly enrichment: Enrichment }) {
  const said = match.status === 'matched' ? null : match.reason;
  const unsaid = warnings.filter(({ message }) => message !== said);
  if (unsaid.length === 0) return null;
  return (
    <Alert title="Good to know" variant="info">
      {unsaid.map(({ code, field, message }) => (
        <Text key={`${code} ${field} ${message}`}>{message}</Text>
      ))}
    </Alert>
  );
}
