/** Calls of Apex from the pages, answered as the package's classes answer them. */
import type { FlowInput, FlowOutput, UiUser } from '../contract.ts';
import { cardMethods } from './card.ts';
import { enrichAction } from './enrich-action.ts';
import { givenTo, type Method, PlatformRefusal } from './method.ts';
import { setupMethods } from './setup.ts';
import { answered, type BridgeOptions, beginTransaction, type Transaction } from './transaction.ts';

/** Every method that components may import. */
export const apexMethods: readonly Method[] = [...cardMethods, ...setupMethods];

const byName = new Map(apexMethods.map((one) => [`${one.apexClass}.${one.name}`, one]));

/**
 * The string that the method returns. `target` is `Class.method`.
 * @throws PlatformRefusal where Salesforce would not begin
 */
export async function callApex(
  options: BridgeOptions,
  user: UiUser,
  target: string,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const one = byName.get(target);
  if (!one) throw new PlatformRefusal(`There is no Apex method ${target}.`);
  const transaction = beginTransaction(options, user);
  requireClass(transaction, one.apexClass);
  const given = givenTo(one, values);
  return answered(transaction, () => one.run(transaction, given));
}

/** @throws PlatformRefusal where Salesforce would not begin */
export async function runFlow(
  options: BridgeOptions,
  user: UiUser,
  inputs: readonly FlowInput[],
): Promise<FlowOutput[]> {
  const transaction = beginTransaction(options, user);
  requireClass(transaction, 'OppSpotEnrichAction');
  return enrichAction(transaction, inputs);
}

function requireClass({ grants }: Transaction, apexClass: string): void {
  if (grants.classes.has(apexClass)) return;
  throw new PlatformRefusal(`You do not have access to the Apex class named '${apexClass}'.`);
}
