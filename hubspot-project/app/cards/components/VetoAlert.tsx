import { Alert, Text } from '@hubspot/ui-extensions';
import type { Veto } from '../../../../shared/contract/v1.ts';
import { SourceLinks } from './SourceLinks.tsx';

/** Why nobody should sell to this company for now. */
export function VetoAlert({ veto }: { readonly veto: Veto }) {
  return (
    <Alert title="Check before any contact" variant="danger">
      <Text>
        {veto.reason} No task and no deal is created automatically. Source:{' '}
        <SourceLinks evidenceIds={veto.evidenceIds} />
      </Text>
    </Alert>
  );
}
