/** A query cut into words, literals and signs, each with its place. */
import { refuse, type SalesforceError } from '../http/errors.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; `<EOF>` at the end. */
  readonly text: string;
  /** Index of its first character in the query. */
  readonly at: number;
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'/y],
  ['sign', /<=|>=|!=|<>|[=<>(),:]/y],
];

export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(query.charAt(at))) at += 1;
    if (at >= query.length) break;
    const token = tokenAt(query, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '<EOF>', at: query.length }];
}

function tokenAt(query: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  const found = query.charAt(at);
  throw refuse(
    'MALFORMED_QUERY',
    found === "'"
      ? `${placed(query, at)}line 1:${at} no viable alternative at character '<EOF>'`
      : `${placed(query, at)}line 1:${at} no viable alternative at character '${found}'`,
  );
}

/** What a quoted text means. */
export function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([\s\S])/g, (whole, escaped: string) => {
    const meant: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    // These two keep their backslash: LIKE reads them as the plain signs.
    if (escaped === '%' || escaped === '_') return whole;
    return meant[escaped.toLowerCase()] ?? escaped;
  });
}

/** Characters of the query shown before the place of an error and after its word, cut at words. */
const shown = { before: 32, after: 30 };

/** The head of a query error: the words around the place, a caret under it, row and column. */
function placed(query: string, at: number): string {
  const words = [...query.matchAll(/[\w.]+|'(?:[^'\\]|\\.)*'|[^\s\w.']/g)].map(
    ({ index, 0: text }) => ({ index, end: index + text.length }),
  );
  const end = words.find((word) => word.end > at)?.end ?? query.length;
  const from = words.find(({ index }) => index >= at - shown.before)?.index ?? at;
  const to = words.findLast((word) => word.end <= end + shown.after)?.end ?? query.length;
  const lines = query.slice(0, at).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const caret = ' '.repeat(Math.max(0, at - from));
  return `\n${query.slice(from, to)}\n${caret}^\nERROR at Row:${lines.length}:Column:${column}\n`;
}

export function queryError(
  code: string,
  query: string,
  at: number,
  message: string,
): SalesforceError {
  return refuse(code, `${placed(query, at)}${message}`);
}
