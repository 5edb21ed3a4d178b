/**
 * SOQL as far as the stand-in knows it; what it does not know is refused and never guessed.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql.htm
 */
import { refuse, type SalesforceError } from '../http/errors.ts';
import type {
  AggregateFunction,
  Comparison,
  Condition,
  FieldRef,
  Literal,
  Order,
  Query,
  SelectItem,
} from './ast.ts';
import { queryError, type Token, tokenize, unquoted } from './tokens.ts';

const aggregates = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'];
const clauses = [
  'FROM',
  'USING',
  'WHERE',
  'GROUP',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'HAVING',
  'WITH',
  'FOR',
];

export function parseQuery(text: string): Query {
  const parser = new Parser(text);
  const query = parser.query();
  parser.end();
  return query;
}

/** A WHERE condition alone, as validation rules use it. */
export function parseCondition(text: string): Condition {
  const parser = new Parser(text);
  const condition = parser.condition();
  parser.end();
  return condition;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  query(): Query {
    this.#expect('SELECT');
    const select = this.#list(() => this.#selectItem());
    this.#expect('FROM');
    const from = this.#fieldRef();
    const alias = this.#alias();
    const scope = this.#acceptAll('USING', 'SCOPE') ? this.#fieldRef() : null;
    const where = this.#accept('WHERE') ? this.condition() : null;
    const groupBy = this.#acceptAll('GROUP', 'BY') ? this.#list(() => this.#fieldRef()) : [];
    const orderBy = this.#acceptAll('ORDER', 'BY') ? this.#list(() => this.#order()) : [];
    const limit = this.#accept('LIMIT') ? this.#count() : null;
    const offset = this.#accept('OFFSET') ? this.#count() : 0;
    return { select, from, alias, scope, where, groupBy, orderBy, limit, offset };
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected();
  }

  /** AND and OR do not mix without parentheses. */
  condition(): Condition {
    const first = this.#term();
    const joiner = ['AND', 'OR'].find((word) => this.#is(word));
    if (joiner === undefined) return first;
    const terms = [first];
    while (this.#accept(joiner)) terms.push(this.#term());
    if (this.#is('AND') || this.#is('OR')) throw this.#unexpected();
    return { kind: joiner === 'AND' ? 'and' : 'or', terms };
  }

  #term(): Condition {
    if (this.#accept('NOT')) return { kind: 'not', term: this.#term() };
    if (this.#accept('(')) {
      const inner = this.condition();
      this.#expect(')');
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Condition {
    const field = this.#fieldRef();
    if (this.#accept('IN')) return { kind: 'in', field, negated: false, values: this.#members() };
    if (this.#acceptAll('NOT', 'IN')) {
      return { kind: 'in', field, negated: true, values: this.#members() };
    }
    const operator = this.#next();
    const text = operator.text.toUpperCase();
    const known = ['=', '!=', '<>', '<', '>', '<=', '>=', 'LIKE'].includes(text);
    if (!known) throw this.#unexpected(operator);
    const comparison = (text === '<>' ? '!=' : text) as Comparison;
    return { kind: 'compare', field, operator: comparison, value: this.#literal() };
  }

  #members(): readonly Literal[] | Query {
    this.#expect('(');
    const values = this.#is('SELECT') ? this.query() : this.#list(() => this.#literal());
    this.#expect(')');
    return values;
  }

  #literal(): Literal {
    const token = this.#next();
    const { at, text } = token;
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: unquoted(text), at };
      case 'number':
        return { kind: 'number', value: Number(text), at };
      case 'date':
      case 'datetime':
        return { kind: token.kind, value: text, at };
      case 'word':
        return this.#wordLiteral(token);
      default:
        if (text === ':') throw refuse('MALFORMED_QUERY', bindVariable);
        throw this.#unexpected(token);
    }
  }

  #wordLiteral({ text, at }: Token): Literal {
    const word = text.toUpperCase();
    if (word === 'NULL') return { kind: 'null', at };
    if (word === 'TRUE' || word === 'FALSE') {
      return { kind: 'boolean', value: word === 'TRUE', at };
    }
    return { kind: 'range', name: word, n: this.#accept(':') ? this.#count() : null, at };
  }

  #selectItem(): SelectItem {
    if (this.#accept('(')) {
      const query = this.query();
      this.#expect(')');
      return { kind: 'children', query };
    }
    const field = this.#fieldRef();
    const name = field.path.toUpperCase();
    if (!this.#accept('(')) return { kind: 'field', field, alias: this.#alias() };
    if (name === 'FIELDS') return this.#fieldSet(field);
    if (!aggregates.includes(name)) throw this.#unexpected(this.#previous());
    const fn = name as AggregateFunction;
    const of = name === 'COUNT' && this.#is(')') ? null : this.#fieldRef();
    this.#expect(')');
    return { kind: 'aggregate', fn, field: of, alias: this.#alias() };
  }

  #fieldSet({ at }: FieldRef): SelectItem {
    const set = this.#next();
    const name = set.text.toUpperCase();
    if (name !== 'ALL' && name !== 'STANDARD' && name !== 'CUSTOM') throw this.#unexpected(set);
    this.#expect(')');
    return { kind: 'set', set: name, at };
  }

  #order(): Order {
    const field = this.#fieldRef();
    const descending = this.#accept('DESC');
    if (!descending) this.#accept('ASC');
    // Nulls come first in either direction unless the query says otherwise.
    const nullsLast = this.#accept('NULLS') && this.#nullsLast();
    return { field, descending, nullsLast };
  }

  #nullsLast(): boolean {
    if (this.#accept('LAST')) return true;
    this.#expect('FIRST');
    return false;
  }

  #fieldRef(): FieldRef {
    const token = this.#next();
    if (token.kind !== 'word') throw this.#unexpected(token);
    return { path: token.text, at: token.at };
  }

  /** A name given to a selected value or to the object. */
  #alias(): string | null {
    const token = this.#peek();
    const free = token.kind === 'word' && !clauses.includes(token.text.toUpperCase());
    return free ? this.#next().text : null;
  }

  #count(): number {
    const token = this.#next();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.#unexpected(token);
    return Number(token.text);
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#accept(',')) items.push(item());
    return items;
  }

  #peek(ahead = 0): Token {
    const token = this.#tokens[this.#position + ahead] ?? this.#tokens.at(-1);
    if (!token) throw new Error('A query has at least its end');
    return token;
  }

  #previous(): Token {
    return this.#peek(-1);
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind !== 'string' && token.text.toUpperCase() === text;
  }

  #accept(text: string): boolean {
    return this.#acceptAll(text);
  }

  #acceptAll(...texts: readonly string[]): boolean {
    if (!texts.every((text, ahead) => this.#is(text, ahead))) return false;
    this.#position += texts.length;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected();
  }

  #unexpected(token = this.#peek()): SalesforceError {
    return queryError('MALFORMED_QUERY', this.#text, token.at, `unexpected token: '${token.text}'`);
  }
}

const bindVariable = 'Bind variables only allowed in Apex code';
