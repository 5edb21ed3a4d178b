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

/** `Id IN ('…', '…')`. The list must not be empty: Salesforce refuses an empty one. */
export function inList(field: string, values: readonly string[]): string {
  return `${field} IN (${values.map(quoted).join(', ')})`;
}
