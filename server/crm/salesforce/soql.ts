/**
 * Text of queries. Values only get in through `quoted` and `inList`.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text literal that ends where it should, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\'"\n\r\t]/g, (character) => escapes[character] ?? character)}'`;
}

/** `Id IN ('…','…')`. The list must not be empty: Salesforce refuses an empty one. */
export function inList(field: string, values: readonly string[]): string {
  return `${field} IN (${values.map(quoted).join(',')})`;
}

/** Characters that an id takes in the list of a query that travels in an address. */
const idInAddress = encodeURIComponent(`'${'x'.repeat(18)}',`).length;
/**
 * Salesforce takes addresses of 16,384 characters; the rest is for its host and the path before.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 */
const longestAddress = 16_000;

/** How many ids fit into the lists of a query, of which `soql` is the rest. At least one. */
export function idsThatFit(soql: string): number {
  const rest = longestAddress - encodeURIComponent(soql).length;
  return Math.max(1, Math.floor(rest / idInAddress));
}
