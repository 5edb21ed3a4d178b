/** The one place that knows Salesforce's API version: jsforce would silently use one from 2020. */
export const apiVersion = '68.0';

const root = `/services/data/v${apiVersion}`;

/** The path of a resource of the REST API; `resource` begins with a slash and is encoded already. */
export function dataPath(resource: string): string {
  return root + resource;
}

export function queryPath(soql: string): string {
  return dataPath(`/query?q=${encodeURIComponent(soql)}`);
}

/** Deleted and archived records too. */
export function queryAllPath(soql: string): string {
  return dataPath(`/queryAll?q=${encodeURIComponent(soql)}`);
}
