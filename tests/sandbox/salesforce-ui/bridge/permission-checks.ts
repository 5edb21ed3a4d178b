/** As `OppSpotPermissionCheck`: what the running user may do of all that oppSpot needs. */
import { labelOf } from './problem.ts';
import type { Transaction } from './transaction.ts';

export function permissionChecks(transaction: Transaction) {
  const { grants, access, isConnected, labels } = transaction;
  const check = (name: string, granted: boolean, lacking: string, ...values: string[]) => ({
    name,
    granted,
    message: granted ? labelOf(labels, 'Apex_Check_Granted') : labelOf(labels, lacking, ...values),
  });
  const permission = (name: string, lacking: string) =>
    check(name, grants.customPermissions.has(name), lacking);
  const creates = (object: string) =>
    check(object, access.may(object, 'create'), 'Apex_Check_No_Create', object);
  const fields = (object: string) => {
    const isReadable = ['Score__c', 'Summary__c'].every((field) =>
      grants.fields.has(`${object}.${field}`),
    );
    return check(`${object}.fields`, isReadable, 'Apex_Check_No_Fields', object);
  };
  return [
    permission('OppSpot_Enrich', 'Apex_Check_No_Enrich'),
    permission('OppSpot_Admin', 'Apex_Check_No_Admin'),
    check('Signing_Key', isConnected, 'Apex_Check_No_Key'),
    creates('Task'),
    creates('Opportunity'),
    fields('Contact'),
    fields('Account'),
    fields('Lead'),
  ];
}
