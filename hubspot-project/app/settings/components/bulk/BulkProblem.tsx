import { Alert, Text } from '@hubspot/ui-extensions';
import type { CardError } from '../../../../../shared/contract/answer.ts';
import { errorTitle } from '../../text/errors.ts';
import { SupportReference } from '../LoadFailure.tsx';

/** Why what was asked last was not done. */
export function BulkProblem({ problem }: { readonly problem: CardError }) {
  return (
    <Alert title={errorTitle(problem.code, 'That did not work')} variant="danger">
      <Text>{problem.message}</Text>
      <SupportReference requestId={problem.requestId} />
    </Alert>
  );
}
