import { uncountedBudget } from '../../limits/budget.ts';
import { CrmError } from '../errors.ts';
import { createSalesforceClient } from './client.ts';
import { toId18 } from './ids.ts';
import { rowsOf, textIn } from './query.ts';
import type { Access } from './session/session.ts';

export interface SalesforceOrg {
  /** 18 characters. */
  readonly orgId: string;
  readonly name: string;
  readonly isSandbox: boolean;
}

/**
 * Which org a token opens, from the org itself.
 * @throws CrmError when the token is refused or Salesforce cannot be reached
 */
export async function readSalesforceOrg(
  access: Access,
  timeoutMs = 10_000,
): Promise<SalesforceOrg> {
  const client = createSalesforceClient({
    // A token that somebody has just been given: there is nothing to refresh.
    session: {
      current: async (refused) => {
        if (refused === undefined) return access;
        throw new CrmError('needs_reauthorisation', 'Salesforce does not accept this token.', {
          crmStatus: 401,
        });
      },
    },
    budget: uncountedBudget,
    runtime: { random: Math.random },
    timeoutMs,
  });
  const [row] = await rowsOf(client, 'SELECT Id, Name, IsSandbox FROM Organization');
  const orgId = toId18(textIn(row ?? {}, 'Id') ?? '');
  if (!row || orgId === null) {
    throw new CrmError('unexpected', 'Salesforce did not say which org this is.', {
      crmStatus: null,
    });
  }
  return { orgId, name: textIn(row, 'Name') ?? orgId, isSandbox: row.IsSandbox === true };
}
