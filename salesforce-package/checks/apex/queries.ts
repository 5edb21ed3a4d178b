/**
 * The fields that SOQL names, with the object on which each is looked up. An object is given as Apex
 * can write it, so that the compiler may judge it: `((Account) null).Contacts[0]` in a subquery.
 * https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide
 */
import {
  ApexParserFactory,
  type ApexParserRuleContext,
  DotMethodCallContext,
  FieldNameContext,
  FromNameListContext,
  QueryContext,
  SelectEntryContext,
  SubFieldEntryContext,
  SubQueryContext,
  TypeOfContext,
} from '@apexdevtools/apex-parser';
import { type ApexSource, nodes, same } from './source.ts';

export interface QueriedField {
  file: string;
  line: number;
  /** The expression in Apex that has the object's type. */
  object: string;
  /** The object's name where the query gives it, empty in a subquery. */
  objectName: string;
  /** Relationships and the field: `Account.Owner.Name`. */
  path: string[];
}

export interface Queries {
  count: number;
  fields: QueriedField[];
  /** Queries that are put together when they run: nobody can read their fields before. */
  dynamic: { file: string; line: number }[];
}

const queryMethods = /^(query|countQuery|getQueryLocator)(WithBinds)?$/i;

export function queriesOf(sources: ApexSource[]): Queries {
  const queries: Queries = { count: 0, fields: [], dynamic: [] };
  for (const { file, tree } of sources) {
    for (const query of nodes(QueryContext, tree)) {
      queries.count += 1;
      queries.fields.push(...fieldsOf(query, file, 0));
    }
    for (const call of nodes(DotMethodCallContext, tree)) addText(queries, file, call);
  }
  return queries;
}

/** A query in a text, as `Database.query` takes it. A text that is not whole in one place is not read. */
function addText(queries: Queries, file: string, call: DotMethodCallContext): void {
  const receiver = (call.parentCtx as { getText?: () => string } | undefined)?.getText?.() ?? '';
  if (!/^(System\.)?Database\./i.test(receiver)) return;
  if (!queryMethods.test(call.anyId().getText())) return;
  const argument = call.expressionList()?.expression(0);
  // A static query between brackets is counted where it stands.
  if (!argument || argument.getText().startsWith('[')) return;
  const text = /^'((?:[^'\\]|\\.)*)'$/.exec(argument.getText());
  const line = call.start.line;
  if (!text) {
    queries.dynamic.push({ file, line });
    return;
  }
  const literal = sourceText(argument).slice(1, -1).replaceAll(/\\(.)/g, '$1');
  queries.count += 1;
  queries.fields.push(...fieldsOf(ApexParserFactory.createParser(literal).query(), file, line - 1));
}

/** What stands in the source: `getText` leaves the spaces out. */
function sourceText(node: ApexParserRuleContext): string {
  const { start, stop } = node;
  return start.getInputStream().getText(start.start, (stop ?? start).stop);
}

type AnyQuery = QueryContext | SubQueryContext;

function fieldsOf(query: AnyQuery, file: string, linesBefore: number): QueriedField[] {
  const { name, alias } = origin(query);
  const parent = parentOf(query);
  const object = parent ? `((${parent}) null).${relationship(name)}[0]` : `((${name}) null)`;
  const renamed = aliases(query);
  const own = [...nodes(FieldNameContext, query)].filter(
    (field) => enclosing(field) === query && !isInside(field, FromNameListContext, query),
  );
  const fields = own.flatMap((field): QueriedField[] => {
    const path = pathOf(field);
    if (path.length > 1 && [name, alias].some((start) => start && same(start, path[0] ?? ''))) {
      path.shift();
    }
    if (path.length === 1 && renamed.has((path[0] ?? '').toLowerCase())) return [];
    // The fields of each kind of a polymorphic relationship: only the relationship is judged.
    const choice = isInside(field, TypeOfContext, query);
    if (choice && choice.fieldName() !== field) return [];
    const line = field.start.line + linesBefore;
    return [{ file, line, object, objectName: parent ? '' : name, path }];
  });
  const below = [...nodes(SubQueryContext, query)].filter((one) => enclosing(one) === query);
  return [...fields, ...below.flatMap((one) => fieldsOf(one, file, linesBefore))];
}

/**
 * The object whose children a query reads, where it stands among the fields. A query in a condition,
 * `IN (SELECT ...)`, reads an object of its own.
 */
function parentOf(query: AnyQuery): string | undefined {
  const place = (query as Node).parentCtx;
  const amongFields = place instanceof SelectEntryContext || place instanceof SubFieldEntryContext;
  const outer = amongFields ? enclosing(query) : undefined;
  return outer && origin(outer).name;
}

/** `Account.Contacts` may name the parent as well. */
function relationship(name: string): string {
  return name.split('.').at(-1) ?? name;
}

function origin(query: AnyQuery): { name: string; alias?: string } {
  const from = query.fromNameList();
  const name = from.fieldName(0).getText();
  return { name, alias: from.soqlId_list()[0]?.getText() };
}

/** `SELECT COUNT(Id) total`: a name that only this query knows. */
function aliases(query: AnyQuery): Set<string> {
  const entries = [...nodes(SelectEntryContext, query), ...nodes(SubFieldEntryContext, query)];
  return new Set(
    entries
      .filter((entry) => entry.soqlFunction() || entry.fieldName())
      .flatMap((entry) => entry.soqlId()?.getText().toLowerCase() ?? []),
  );
}

function pathOf(field: FieldNameContext): string[] {
  return field.soqlId_list().map((id: { getText(): string }) => id.getText());
}

interface Node {
  parentCtx?: Node;
}

/** The query in which something stands directly. */
function enclosing(node: unknown): AnyQuery | undefined {
  for (let at = (node as Node).parentCtx; at; at = at.parentCtx) {
    if (at instanceof QueryContext || at instanceof SubQueryContext) return at;
  }
  return undefined;
}

function isInside<Kind>(
  node: unknown,
  kind: new (...args: never[]) => Kind,
  limit: unknown,
): Kind | undefined {
  for (let at = (node as Node).parentCtx; at && at !== limit; at = at.parentCtx) {
    if (at instanceof kind) return at;
  }
  return undefined;
}
