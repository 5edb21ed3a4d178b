import { afterEach } from 'vitest';
import {
  type SalesforceStandin,
  type SalesforceStandinOptions,
  startSalesforceStandin,
} from '../sandbox/salesforce/index.ts';
import { type ApiAnswer, call } from './call.ts';

const token = 'standin-token';

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>;

const running: SalesforceStandin[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((standin) => standin.close()));
});

/** A stand-in that is closed after the test, and a caller whose user may do everything. */
export async function standin(
  options: SalesforceStandinOptions = {},
): Promise<{ salesforce: SalesforceStandin; api: Api }> {
  const salesforce = await startSalesforceStandin({ accessTokens: [{ token }], ...options });
  running.push(salesforce);
  return { salesforce, api: caller(salesforce) };
}

/** Calls paths below `/services/data/v68.0`, or whole paths, with a bearer token and JSON. */
export function caller({ url }: SalesforceStandin, accessToken = token): Api {
  return (method, path, body, headers) => {
    const address = path.startsWith('/services/') ? path : `/services/data/v68.0${path}`;
    return call(`${url}${address}`, accessToken, method, body, headers);
  };
}

export function soql(api: Api, query: string): Promise<ApiAnswer> {
  return api('GET', `/query?q=${encodeURIComponent(query)}`);
}

/** Values of one column of a query's answer. */
export async function column(api: Api, query: string, field: string): Promise<unknown[]> {
  const { body } = await soql(api, query);
  return body.records.map((record: Record<string, unknown>) => record[field]);
}

/** Ids of the right form that no record has. */
export const nowhere = { account: '001Op0000000zzzIAA', contact: '003Op0000000zzzIAA' } as const;
