/** As `OppSpotQuestion`: a question about a record that the running user may see. */
import { ApexProblem } from './problem.ts';
import { isReadable, objectName } from './records.ts';
import type { Transaction } from './transaction.ts';

/** What is asked, with the record it is about. @throws ApexProblem */
export function about(transaction: Transaction, recordId: string | null, details: object): object {
  const object = objectName(recordId);
  if (recordId === null || object === null) throw new ApexProblem('Apex_Unsupported_Object');
  if (!isReadable(transaction, recordId)) throw new ApexProblem('Apex_No_Access');
  return { ...details, object, recordId };
}
