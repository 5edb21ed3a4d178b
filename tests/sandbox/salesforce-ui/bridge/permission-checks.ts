/** As `OppSpotPermissionCheck`: what the running user may do of all that oppSpot needs. */
import { salesforceFields } from '../../../../shared/fields/salesforce.ts';
import { ApexProblem, labelOf } from './problem.ts';
import type { Transaction } from './transaction.ts';

interface Check {
  readonly name: string;
  readonly granted: boolean;
  readonly message: string;
}

/** Milliseconds. */
export const checkTimeoutMs = 20_000;

/** Asks the product once, if the org has a key. */
export async function permissionChecks(transaction: Transaction): Promise<Check[]> {
  const { grants, access, isConnected, labels } = transaction;
  const check = (name: string, granted: boolean, lacking: string): Check => ({
    name,
    granted,
    message: granted ? labelOf(labels, 'Apex_Check_Granted') : lacking,
  });
  const permission = (name: string, label: string) =>
    check(name, grants.customPermissions.has(name), labelOf(labels, label));
  const creation = (object: string) =>
    check(object, access.may(object, 'create'), labelOf(labels, 'Apex_Check_No_Create', object));
  const fields = (object: string) => {
    const granted = salesforceFields().every(({ apiName }) =>
      grants.fields.has(`${object}.${apiName}`),
    );
    return check(`${object}.fields`, granted, labelOf(labels, 'Apex_Check_No_Fields', object));
  };
  const lacking = isConnected ? await lackingConnection(transaction) : null;
  return [
    permission('OppSpot_Enrich', 'Apex_Check_No_Enrich'),
    permission('OppSpot_Admin', 'Apex_Check_No_Admin'),
    check('Signing_Key', isConnected, labelOf(labels, 'Apex_Check_No_Key')),
    ...(isConnected ? [check('Connection', lacking === null, lacking ?? '')] : []),
    creation('Task'),
    creation('Opportunity'),
    fields('Contact'),
    fields('Account'),
    fields('Lead'),
  ];
}

/** Why this user's calls do not arrive; null when they do. */
async function lackingConnection({ gateway, labels }: Transaction): Promise<string | null> {
  try {
    const text = await gateway.post('/salesforce/card/owners', {}, checkTimeoutMs);
    const answer = JSON.parse(text) as { error?: { message: string } };
    return answer.error?.message ?? null;
  } catch (error) {
    if (!(error instanceof ApexProblem)) throw error;
    return labelOf(labels, error.label);
  }
}
